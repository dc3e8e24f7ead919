/**
 * Keeps what the platform knows of an organization up to date with its change stream. Figures are sums of differences,
 * each event once (a mark by its id sees to that), so any order is right; what stands as it is, the organization's head
 * and its newest attempt at setting up, is written by version: an older event changes nothing.
 */
import type { Actor } from '../kernel/actor.ts';
import type { RecordEvent } from '../kernel/record-event.ts';
import {
  conditionFailed,
  failedConditions,
  type Item,
  putItem,
  type TransactItem,
  table,
  transact,
} from '../kernel/records.ts';
import { epochSeconds, now, REPLAY_SECONDS } from '../kernel/time.ts';
import { figuresDelta, sumsDelta } from './figures.ts';
import { countsKey, RUN, SUMMARY, seenKey, summaryPartition } from './keys.ts';
import { headWrite, runItem } from './summary-items.ts';

const keptUntil = () => epochSeconds() + REPLAY_SECONDS;

/** At most 10 events. */
export async function summarize(actor: Actor, events: readonly RecordEvent[]): Promise<void> {
  const unique = [...new Map(events.map((event) => [event.id, event])).values()];
  await addUp(actor, unique);
  const newest = (entity: string) =>
    unique
      .filter((event) => event.entity === entity)
      .toSorted((a, b) => (a.sequence < b.sequence ? -1 : 1))
      .at(-1);
  const [head, run] = [newest('organization'), newest('provisioning')];
  if (head && !head.after) return forget(actor);
  if (run?.after) await putNewer(actor, RUN, runItem(run.after), orderOfRun(run.after));
  if (head?.after) await writeHead(actor, head.after);
}

const orderOfRun = ({ id, version }: Item) => Number(id) * 1_000_000 + Number(version);

async function addUp(actor: Actor, events: readonly RecordEvent[]): Promise<void> {
  let left = events;
  while (left.length > 0)
    try {
      await transact(actor, additions(actor, left), 'summarize');
      return;
    } catch (error) {
      const failed = failedConditions(error);
      if (!failed) throw error;
      // The marks come first: those that were there before name what is counted already.
      left = left.filter((_, index) => !failed.has(index));
    }
}

function additions(actor: Actor, events: readonly RecordEvent[]): TransactItem[] {
  const TableName = table().table;
  const pk = summaryPartition(actor.tenantId);
  const figures = sum(events.map(figuresDelta));
  const sums = sum(events.map(sumsDelta));
  const latest = (chosen: readonly RecordEvent[]) =>
    chosen
      .map(({ at }) => at)
      .sort()
      .at(-1);
  const activity = latest(events.filter(({ cause }) => !cause.actor.startsWith('system:')));
  return [
    ...events.map(({ id }) => ({
      Put: {
        TableName,
        Item: { pk, sk: seenKey(id), expires_at: keptUntil() },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    })),
    addition({ pk, sk: SUMMARY }, figures, {
      last_change_at: latest(events),
      applied_at: now(),
      ...(activity && { last_activity_at: activity }),
    }),
    ...(sums.size > 0 ? [addition(countsKey(actor.tenantId), sums, {})] : []),
  ];
}

function sum(deltas: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const delta of deltas)
    for (const [name, amount] of delta) sums.set(name, (sums.get(name) ?? 0) + amount);
  for (const [name, amount] of sums) if (amount === 0) sums.delete(name);
  return sums;
}

function addition(Key: Item, amounts: ReadonlyMap<string, number>, set: Item): TransactItem {
  const added = [...amounts];
  const stamps = Object.entries(set);
  return {
    Update: {
      TableName: table().table,
      Key: Key as Record<string, unknown>,
      UpdateExpression: [
        ...(added.length > 0 ? [`ADD ${added.map((_, index) => `#a${index} :a${index}`).join(', ')}`] : []),
        ...(stamps.length > 0
          ? [`SET ${stamps.map((_, index) => `#s${index} = :s${index}`).join(', ')}`]
          : []),
      ].join(' '),
      ExpressionAttributeNames: Object.fromEntries([
        ...added.map(([name], index) => [`#a${index}`, name]),
        ...stamps.map(([name], index) => [`#s${index}`, name]),
      ]),
      ExpressionAttributeValues: Object.fromEntries([
        ...added.map(([, amount], index) => [`:a${index}`, amount]),
        ...stamps.map(([, value], index) => [`:s${index}`, value]),
      ]),
    },
  };
}

async function writeHead(actor: Actor, image: Item): Promise<void> {
  try {
    await transact(actor, [headWrite(actor.tenantId, image)], 'summarize');
  } catch (error) {
    // What is known already is newer.
    if (!failedConditions(error)) throw error;
  }
}

async function putNewer(actor: Actor, sk: string, item: Item, order: number): Promise<void> {
  try {
    await putItem(
      actor,
      {
        TableName: table().table,
        Item: { pk: summaryPartition(actor.tenantId), sk, ...item, order },
        ConditionExpression: 'attribute_not_exists(#order) OR #order < :order',
        ExpressionAttributeNames: { '#order': 'order' },
        ExpressionAttributeValues: { ':order': order },
      },
      'summarize',
    );
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}

/**
 * Of an organization that is gone nothing is kept but that it is: an event that comes late finds this, and adds to what
 * nobody lists and the table's time to live takes away.
 */
async function forget(actor: Actor): Promise<void> {
  const gone = { gone: true, version: Number.MAX_SAFE_INTEGER, expires_at: keptUntil() };
  await putNewer(actor, SUMMARY, gone, Number.MAX_SAFE_INTEGER);
  await putNewer(actor, RUN, gone, Number.MAX_SAFE_INTEGER);
}
