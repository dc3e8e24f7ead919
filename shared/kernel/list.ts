/** Lists: `{data, total, page, limit, page_size, pages, total_pages, next_cursor}` (K4). */
import * as z from 'zod';
import type { Actor } from './actor.ts';
import { readCount } from './counters.ts';
import { openCursor, sealCursor } from './cursor.ts';
import { type Item, type Page, queryPage } from './records.ts';

const DEFAULT_SIZE = 20;
const MAXIMUM_SIZE = 100;

const size = z.coerce.number().int().min(1).max(MAXIMUM_SIZE).optional();

/** What every list takes. `page_size`, `per_page` and `limit` are one thing under three names. */
export const ListQuery = z.strictObject({
  cursor: z.string().max(2048).optional(),
  page_size: size,
  per_page: size,
  limit: size,
});

/** The answer's shape. `total` is null for what nothing counts. */
export const listOf = <S extends z.ZodType>(item: S) =>
  z.object({
    data: z.array(item),
    total: z.number().int().nullable(),
    page: z.number().int().nullable(),
    limit: z.number().int(),
    page_size: z.number().int(),
    pages: z.number().int().nullable(),
    total_pages: z.number().int().nullable(),
    next_cursor: z.string().nullable(),
  });

export const pageSize = (query: {
  page_size?: number | undefined;
  per_page?: number | undefined;
  limit?: number | undefined;
}) => query.page_size ?? query.per_page ?? query.limit ?? DEFAULT_SIZE;

/** A filter leaves out items after they were read: then a page takes more than one read, but never without end. */
const READS = 8;

async function filled(actor: Actor, params: object, limit: number, start: Item | undefined): Promise<Page> {
  const items: Item[] = [];
  let last = start;
  for (let read = 1; ; read++) {
    const page: Page = await queryPage(actor, {
      ...params,
      Limit: limit - items.length,
      ...(last && { ExclusiveStartKey: last }),
    });
    items.push(...page.items);
    last = page.last;
    if (!last || items.length === limit || read === READS) return { items, last };
  }
}

/**
 * One page of an index: one round trip, unless a filter leaves most of what is read out, and beside it one for the
 * counter.
 * @param params from electrodb, without Limit and ExclusiveStartKey
 * @param item a record as the API shows it
 * @param counter what counts just what this list shows to this actor (`shared/analytics/counted.ts`)
 */
export async function listPage<T>(
  actor: Actor,
  query: z.output<typeof ListQuery> & Record<string, unknown>,
  params: object,
  item: (record: Item) => T,
  counter?: string,
) {
  const { cursor, ...rest } = query;
  const limit = pageSize(query);
  // What is asked of the table belongs to it: two routes may take the same query.
  const scope = { ...rest, params };
  const start = await openCursor(actor, scope, cursor);
  const [page, count] = await Promise.all([
    filled(actor, params, limit, start),
    counter === undefined ? undefined : readCount(actor, counter),
  ]);
  const data = page.items.map(item);
  const [isLater, hasMore] = [start !== undefined, page.last !== undefined];
  const total = counter === undefined ? null : totalOf(data.length, count, isLater, hasMore);
  return listAnswer(data, limit, total, await sealCursor(actor, scope, page.last));
}

/**
 * A counter is a moment behind: what is seen on the page itself counts more. A page that is full to the last record is
 * followed by a cursor like any other, so that a cursor is no record.
 */
function totalOf(seen: number, count: number | undefined, isLater: boolean, hasMore: boolean): number | null {
  if (!isLater && !hasMore) return seen;
  return count === undefined ? null : Math.max(count, seen + (isLater ? 1 : 0));
}

/** @param total null where nothing counts what is listed */
export const listAnswer = <T>(
  data: readonly T[],
  limit: number,
  total: number | null,
  next_cursor: string | null,
) => {
  const pages = total === null ? null : Math.ceil(total / limit);
  return {
    data,
    total,
    page: null,
    limit,
    page_size: limit,
    pages,
    total_pages: pages,
    next_cursor,
  };
};
