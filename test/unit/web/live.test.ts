import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { bringUpToDate, holds, isAffected, isMoving } from '../../../web/src/live/affected.ts';
import { waitAfter } from '../../../web/src/live/connection.ts';

const change = (entity: string, id: string, version = 3) => ({ entity, id, version });

/** Queries on the screen, each with what it has, and what is asked for again. */
function screen(data: readonly (readonly [key: readonly unknown[], data: unknown])[]) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000 } } });
  const asked: unknown[] = [];
  for (const [queryKey, value] of data) {
    queryClient.setQueryData(queryKey, value);
    const queryFn = () => {
      asked.push(queryKey);
      return value;
    };
    new QueryObserver(queryClient, { queryKey, queryFn }).subscribe(() => undefined);
  }
  return { queryClient, asked };
}

describe('a change that is told', () => {
  it('asks again for what shows the record, once, and for nothing else', () => {
    const list = ['contracts', {}];
    const { queryClient, asked } = screen([
      [list, { pages: [{ data: [{ id: 'a', version: 1 }] }] }],
      [['contract', 'a'], { contract: { id: 'a', version: 1 } }],
      [['contract', 'b'], { contract: { id: 'b', version: 1 } }],
      [['plans'], []],
    ]);
    const changes = [change('contract', 'a', 2), change('fact', 'a', 0), change('contract', 'a', 2)];
    bringUpToDate(queryClient, (query) => isAffected(query, changes));
    expect(asked).toEqual([list, ['contract', 'a']]);
  });

  it('asks for nothing that is as new already, nor for all pages of a long list', () => {
    const row = { id: 'a', version: 3 };
    const long = ['contracts', { status: 'confirmed' }];
    const { queryClient, asked } = screen([
      [['contracts', {}], { pages: [{ data: [row] }] }],
      [['contract', 'a'], { contract: row }],
      [long, { pages: [{ data: [] }, { data: [] }, { data: [] }] }],
    ]);
    bringUpToDate(queryClient, (query) => isAffected(query, [change('contract', 'a')]));
    expect(asked).toEqual([]);
    expect(queryClient.getQueryState(long)?.isInvalidated).toBe(true);
    expect(holds({ contract: row }, change('contract', 'a', 4))).toBe(false);
    expect(holds({ contract: row }, change('fact', 'a', 0))).toBe(false);
  });

  it('finds what moves by its own pace', () => {
    const queryClient = new QueryClient();
    const observe = (key: string, refetchInterval: () => number | false) =>
      new QueryObserver(queryClient, {
        queryKey: [key],
        queryFn: () => 1,
        enabled: false,
        refetchInterval,
      }).subscribe(() => undefined);
    observe('moving', () => 1000);
    observe('settled', () => false);
    const moving = queryClient.getQueryCache().getAll().filter(isMoving);
    expect(moving.map(({ queryKey }) => queryKey)).toEqual([['moving']]);
  });
});

it('waits longer after each failure, a minute at most, each tab differently', () => {
  expect([0, 1, 2, 10].map((failures) => waitAfter(failures, () => 1))).toEqual([1000, 2000, 4000, 60_000]);
  expect(waitAfter(5, () => 0.5)).toBe(16_000);
});
