import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Contract } from '../../api/types.ts';
import { type Undoable, useUndoable } from '../../components/use-undoable.ts';
import { archiveContract, contractsKey } from './queries.ts';

interface Archive extends Undoable<Contract> {
  readonly error: Error | null;
  /** Not to be listed: archived, or about to be. */
  readonly isGone: (contract: Contract) => boolean;
}

/** Archiving from the list: gone at once, and back with one key. */
export function useArchive(): Archive {
  const queryClient = useQueryClient();
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const archive = useMutation({
    mutationFn: ({ id }: Contract) => archiveContract(id),
    onMutate: ({ id }) => setGone((before) => new Set([...before, id])),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: contractsKey }),
    onError: (_, { id }) => setGone((before) => new Set([...before].filter((candidate) => candidate !== id))),
  });
  const undoable = useUndoable<Contract>(archive.mutate);
  return {
    ...undoable,
    error: archive.error,
    isGone: ({ id }) => gone.has(id) || undoable.pending?.id === id,
  };
}
