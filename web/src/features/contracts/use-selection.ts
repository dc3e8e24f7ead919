import { useCallback, useMemo, useRef, useState } from 'react';
import type { Contract } from '../../api/types.ts';

export interface Selection {
  readonly chosen: readonly Contract[];
  readonly isChosen: (contract: Contract) => boolean;
  /** @param through everything between the last one and this one too */
  readonly toggle: (contract: Contract, through: boolean) => void;
  readonly chooseAll: () => void;
  readonly clear: () => void;
}

/** Which of the listed contracts are chosen; what is no longer listed is not chosen either. */
export function useSelection(contracts: readonly Contract[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string>(undefined);
  const latest = useRef(contracts);
  latest.current = contracts;
  const toggle = useCallback((contract: Contract, through: boolean) => {
    const all = latest.current.map(({ id }) => id);
    const [from, to] = [all.indexOf(last.current ?? ''), all.indexOf(contract.id)].sort((a, b) => a - b);
    const range =
      through && from !== undefined && from >= 0 ? all.slice(from, (to ?? from) + 1) : [contract.id];
    last.current = contract.id;
    setIds((before) => {
      const next = new Set(before);
      for (const id of range) before.has(contract.id) ? next.delete(id) : next.add(id);
      return next;
    });
  }, []);
  const clear = useCallback(() => setIds(new Set()), []);
  const chooseAll = useCallback(() => setIds(new Set(latest.current.map(({ id }) => id))), []);
  const chosen = useMemo(
    () => (ids.size === 0 ? [] : contracts.filter(({ id }) => ids.has(id))),
    [contracts, ids],
  );
  return useMemo(
    () => ({ chosen, isChosen: ({ id }) => ids.has(id), toggle, chooseAll, clear }),
    [chosen, ids, toggle, chooseAll, clear],
  );
}
