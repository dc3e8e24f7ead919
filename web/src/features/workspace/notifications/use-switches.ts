import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../../api/errors.ts';
import type { useDocument } from '../use-document.ts';

interface Options<Document, Change> {
  readonly queryKey: QueryKey;
  /** The document with the change in it; doing it twice changes nothing. */
  readonly apply: (document: Document, change: Change) => Document;
  /** @param document with the change in it, and the version that was read */
  readonly save: (document: Document, change: Change) => Promise<Document>;
  readonly onSaved?: () => void;
}

/**
 * A document of switches: each turns at once and is saved by itself, one after the other, so that quick ones do not
 * overtake each other's version. What is refused turns back.
 */
export function useSwitches<Document extends { readonly version: number }, Change>({
  queryKey,
  apply,
  save,
  onSaved,
}: Options<Document, Change>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [told, tell] = useState<ReturnType<typeof useDocument>['told']>();
  const mutationKey = ['switches', ...queryKey];
  const current = () => queryClient.getQueryData<Document>(queryKey);
  const mutation = useMutation({
    mutationKey,
    scope: { id: mutationKey.join(' ') },
    mutationFn: (change: Change) => {
      const document = current();
      if (!document) throw new Error('A switch is shown with its document only.');
      return save(apply(document, change), change);
    },
    onMutate: async (change) => {
      await queryClient.cancelQueries({ queryKey });
      tell(undefined);
      const before = current();
      if (before) queryClient.setQueryData<Document>(queryKey, apply(before, change));
      return before;
    },
    onSuccess: (saved) => {
      // Others that wait stand in what is shown already; they go by the new version.
      const waiting = queryClient.isMutating({ mutationKey }) > 1;
      queryClient.setQueryData<Document>(queryKey, (shown) =>
        waiting && shown ? { ...shown, version: saved.version } : saved,
      );
      onSaved?.();
    },
    onError: async (error, _, before) => {
      queryClient.setQueryData(queryKey, before);
      await queryClient.invalidateQueries({ queryKey });
      if (isApiError(error, 'version_conflict'))
        tell({ message: t('workspace.conflict'), tone: 'attention' });
    },
  });
  const { error } = mutation;
  return {
    change: mutation.mutate,
    told,
    tell,
    /** Anything but a stale version, which is told. */
    refused: error && !isApiError(error, 'version_conflict') ? error : undefined,
  };
}
