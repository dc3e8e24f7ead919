import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { Contract } from '../../api/types.ts';
import { archiveContract, processAgain, refreshContracts, restoreContract } from './queries.ts';

interface Done {
  readonly kind: 'archived' | 'restored';
  readonly contracts: readonly Contract[];
}

export interface Archive {
  /** What was done last and can be taken back. */
  readonly done: Done | undefined;
  readonly error: unknown;
  readonly archive: (contracts: readonly Contract[]) => void;
  readonly restore: (contracts: readonly Contract[]) => void;
  readonly undo: () => void;
  readonly dismiss: () => void;
  /** Not to be listed: it has left this list, or is about to. */
  readonly isGone: (contract: Contract) => boolean;
}

const AT_ONCE = 4;

/** Archiving and restoring from the list: one or many, gone at once, back with one key. */
export function useArchive(): Archive {
  const queryClient = useQueryClient();
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<Done>();
  const [error, setError] = useState<unknown>();
  // What is taken back is taken back after it was done.
  const before = useRef<Promise<unknown>>(Promise.resolve());

  const perform = useCallback(
    (contracts: readonly Contract[], work: (contract: Contract) => Promise<unknown>, leaves: boolean) => {
      setError(undefined);
      const places = contracts.map(placeOf);
      const mark = (marked: readonly string[], isLeaving: boolean) =>
        setGone((all) => {
          const next = new Set(all);
          for (const place of marked) isLeaving ? next.add(place) : next.delete(place);
          return next;
        });
      mark(places, leaves);
      if (leaves) mark(contracts.map(otherPlaceOf), false);
      before.current = before.current.then(async () => {
        const failures = await inTurns(contracts, work);
        if (failures.length > 0) {
          mark(
            failures.map(({ contract }) => placeOf(contract)),
            !leaves,
          );
          setError(failures[0]?.error);
        }
        await refreshContracts(queryClient);
      });
    },
    [queryClient],
  );

  const archive = useCallback(
    (contracts: readonly Contract[]) => {
      perform(contracts, ({ id }) => archiveContract(id), true);
      setDone({ kind: 'archived', contracts });
    },
    [perform],
  );
  const restore = useCallback(
    (contracts: readonly Contract[]) => {
      perform(contracts, ({ id }) => restoreContract(id), true);
      setDone({ kind: 'restored', contracts });
    },
    [perform],
  );
  const undo = () => {
    if (!done) return;
    setDone(undefined);
    perform(done.contracts, done.kind === 'archived' ? takeBack : ({ id }) => archiveContract(id), false);
  };
  return {
    done,
    error,
    archive,
    restore,
    undo,
    dismiss: () => setDone(undefined),
    isGone: (contract) => gone.has(placeOf(contract)),
  };
}

/** A contract as one of the two lists has it: gone from one, it is to be seen in the other. */
const placeOf = ({ id, archived_at }: Contract) => `${archived_at ? 'archived' : 'active'}/${id}`;
const otherPlaceOf = ({ id, archived_at }: Contract) => `${archived_at ? 'active' : 'archived'}/${id}`;

/** Archiving stopped the reading of a contract: taken back, it goes on. */
async function takeBack({ id, status }: Contract): Promise<void> {
  await restoreContract(id);
  if (status === 'processing') await processAgain(id);
}

async function inTurns(contracts: readonly Contract[], work: (contract: Contract) => Promise<unknown>) {
  const failures: { readonly contract: Contract; readonly error: unknown }[] = [];
  const waiting = [...contracts];
  const worker = async () => {
    for (let contract = waiting.shift(); contract; contract = waiting.shift())
      try {
        await work(contract);
      } catch (error) {
        failures.push({ contract, error });
      }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return failures;
}
