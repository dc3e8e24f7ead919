import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import { accountQuery } from '../identity/queries.ts';

interface Told {
  readonly message: string;
  readonly tone: 'good' | 'attention';
  /** Takes it back. */
  readonly undo?: () => void;
}

interface Options<Input, Output> {
  readonly queryKey: QueryKey;
  readonly save: (input: Input) => Promise<Output>;
}

/** A document of settings as it is saved: what is kept is shown everywhere; a stale version is told and loaded anew. */
export function useDocument<Input, Output>({ queryKey, save }: Options<Input, Output>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [told, setTold] = useState<Told>();
  const mutation = useMutation({
    mutationFn: save,
    onMutate: () => setTold(undefined),
    onSuccess: (document) => {
      queryClient.setQueryData(queryKey, document);
      // It says how all screens are shown.
      void queryClient.invalidateQueries({ queryKey: accountQuery.queryKey });
    },
    onError: async (error) => {
      if (!isApiError(error, 'version_conflict')) return;
      await queryClient.invalidateQueries({ queryKey });
      setTold({ message: t('workspace.conflict'), tone: 'attention' });
    },
  });
  const { error } = mutation;
  return {
    ...mutation,
    told,
    tell: setTold,
    /** Anything but a stale version, which is told. */
    refused: error && !isApiError(error, 'version_conflict') ? error : undefined,
  };
}
