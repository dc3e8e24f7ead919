/**
 * Lists that are read from several partitions one after the other, each in its own order: what failed before what runs,
 * names that fit before addresses that fit. A page is one round trip as long as one partition fills it.
 */
import { openFor, sealFor } from '../kernel/cursor.ts';
import type { Item } from '../kernel/records.ts';
import { queryPlatform } from './store.ts';

/** The params of a Query, without Limit and ExclusiveStartKey. */
export type Phase = Parameters<typeof queryPlatform>[0];

/** A filter leaves out what was read: a page takes more than one read then, but never without end. */
const READS = 12;
/** What a filter picks from is read by the hundred. */
const READ_AT_ONCE = 250;

/** Cursors of platform lists belong to no tenant. */
const OWNER = 'platform';

/**
 * @param scope what the list is and was asked for
 * @param phases at least one
 */
export async function phasedPage(
  scope: unknown,
  phases: readonly Phase[],
  limit: number,
  cursor: string | undefined,
): Promise<{ readonly items: readonly Item[]; readonly next_cursor: string | null }> {
  const start = await openFor(OWNER, scope, cursor);
  let phase = Number(start?.phase ?? 0);
  let last = start?.last as Item | undefined;
  const items: Item[] = [];
  for (let read = 1; phase < phases.length && items.length < limit && read <= READS; read++) {
    const params = phases[phase] as Phase;
    const room = limit - items.length;
    const page = await queryPlatform({
      ...params,
      Limit: params.FilterExpression ? Math.max(room, READ_AT_ONCE) : room,
      ...(last && { ExclusiveStartKey: last }),
    });
    const taken = page.items.slice(0, room);
    items.push(...taken);
    const rest = page.items.length > taken.length;
    last = rest ? positionOf(params, taken.at(-1)) : page.last;
    if (!last) phase++;
  }
  const more = phase < phases.length;
  return {
    items,
    next_cursor: await sealFor(OWNER, scope, more ? { phase, ...(last && { last }) } : undefined),
  };
}

/** From where a Query goes on behind this item: its keys. */
function positionOf({ IndexName }: Phase, item: Item | undefined): Item {
  const names = ['pk', 'sk', ...(IndexName ? [`${IndexName}pk`, `${IndexName}sk`] : [])];
  return Object.fromEntries(names.map((name) => [name, item?.[name]]));
}
