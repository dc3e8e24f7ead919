import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { arrange } from './arrange.ts';
import { contractsQuery, filterOf, newestQuery, withNewest } from './queries.ts';
import type { ContractsSearch } from './search.ts';

/** The contracts that an address asks for: what the index gives, then what is found and sorted in it. */
export function useContractList(search: ContractsSearch) {
  const filter = filterOf(search);
  const list = useInfiniteQuery(contractsQuery(filter));
  const newest = useQuery(newestQuery(filter, list.data));
  const { q, sort, status, customer } = search;
  const fresh = newest.data?.data;
  const loaded = useMemo(
    () =>
      list.data &&
      withNewest(
        list.data.pages.flatMap((page) => page.data),
        fresh ?? [],
      ),
    [list.data, fresh],
  );
  const contracts = useMemo(
    () => loaded && arrange(loaded, { q, sort, ...(customer && { status }) }),
    [loaded, q, sort, status, customer],
  );
  return {
    ...list,
    loaded,
    contracts,
    /** The answer may differ when more is loaded. */
    isPartial: list.hasNextPage && Boolean(q || (sort && sort !== '-added') || (customer && status)),
  };
}
