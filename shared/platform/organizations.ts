/** Organizations as the platform's administrators see them (PLT-01): from maintained figures, never from their records. */
import type * as z from 'zod';
import { pageSize } from '../kernel/list.ts';
import { notFound } from '../kernel/problem.ts';
import type { Item } from '../kernel/records.ts';
import { textOrNull } from '../kernel/values.ts';
import { provisioningView } from '../provisioning/provisioning.ts';
import { secondsOf } from './figures.ts';
import { LISTS, RUN, SUMMARY, summaryPartition } from './keys.ts';
import type { FleetOrganizationBody } from './organization-schema.ts';
import { type Phase, phasedPage } from './phased.ts';
import { batchPlatform, count, organizationOf, queryPlatform } from './store.ts';
import { nameKey } from './summary-items.ts';

type FleetOrganization = z.output<typeof FleetOrganizationBody>;

/** Figures never show less than nothing, whatever is still on its way. */
const figure = (value: unknown) => Math.max(0, count(value));

export const fleetView = (item: Item): FleetOrganization => ({
  id: organizationOf(item),
  name: String(item.name),
  slug: String(item.slug),
  status: item.status as FleetOrganization['status'],
  plan: String(item.plan),
  blueprint: String(item.blueprint),
  members: figure(item.members),
  customers: figure(item.customers),
  contracts: figure(item.contracts),
  storage_bytes: figure(item.storage_bytes),
  last_activity_at: textOrNull(item.last_activity_at),
  suspension: (item.suspension as FleetOrganization['suspension'] | undefined) ?? null,
  deletes_at: textOrNull(item.deletes_at),
  created_at: String(item.created_at),
  version: Number(item.version),
});

/** The newest attempt at setting up, as it lies in the fleet. */
function runView(item: Item, name: string | null) {
  const shown = { ...item, tenant_id: organizationOf(item), id: item.attempt };
  return {
    ...provisioningView(shown),
    organization_name: name,
    kind: item.kind as 'account' | 'configure',
    status: item.status as 'pending' | 'running' | 'succeeded' | 'failed',
    seconds: secondsOf(item) ?? null,
  };
}

/** Attempts with the names of their organizations: one more round trip for a page. */
export async function runViews(items: readonly Item[]) {
  const heads = await batchPlatform(
    items.map(({ pk }) => ({ pk, sk: SUMMARY })),
    '#name',
  );
  const names = new Map(heads.map(({ pk, name }) => [pk, textOrNull(name)]));
  return items.map((item) => runView(item, names.get(item.pk) ?? null));
}

export interface FleetQuery {
  readonly q?: string | undefined;
  readonly status?: FleetOrganization['status'] | undefined;
  readonly plan?: string | undefined;
  readonly blueprint?: string | undefined;
  readonly cursor?: string | undefined;
  readonly page_size?: number | undefined;
  readonly per_page?: number | undefined;
  readonly limit?: number | undefined;
}

/** By name; with `q`, those whose names begin so and then those whose short names do. */
export async function fleetPage(query: FleetQuery) {
  const { cursor, ...scope } = query;
  const limit = pageSize(query);
  const { items, next_cursor } = await phasedPage(['organizations', scope], phasesOf(query), limit, cursor);
  return { items: items.map(fleetView), limit, next_cursor };
}

function phasesOf({ q, status, plan, blueprint }: FleetQuery): Phase[] {
  const filters = { status, plan, blueprint };
  const begins = q ? nameKey(q) : '';
  // What is rare first: most organizations are active.
  const list =
    status !== undefined && status !== 'active'
      ? (['gsi2', LISTS.status(status), 'status'] as const)
      : plan !== undefined
        ? (['gsi3', LISTS.plan(plan), 'plan'] as const)
        : blueprint !== undefined
          ? (['gsi4', LISTS.blueprint(blueprint), 'blueprint'] as const)
          : status !== undefined
            ? (['gsi2', LISTS.status(status), 'status'] as const)
            : (['gsi1', LISTS.all, undefined] as const);
  const [index, partition, known] = list;
  const others = Object.entries(filters).flatMap(([name, value]) =>
    value === undefined || name === known ? [] : [[name, value] as const],
  );
  const byName = phase(index, partition, begins, others);
  if (!q) return [byName];
  const all = Object.entries(filters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const bySlug = phase('gsi5', LISTS.slugs, q.trim().toLowerCase(), all, begins);
  return begins ? [byName, bySlug] : [bySlug];
}

function phase(
  index: string,
  partition: string,
  begins: string,
  equal: readonly (readonly [name: string, value: string])[],
  exceptName?: string,
): Phase {
  const filter = [
    ...equal.map((_, position) => `#f${position} = :f${position}`),
    ...(exceptName ? ['NOT begins_with(#name, :name)'] : []),
  ];
  return {
    IndexName: index,
    KeyConditionExpression: `${index}pk = :pk${begins ? ` AND begins_with(${index}sk, :begins)` : ''}`,
    ...(filter.length > 0 && {
      FilterExpression: filter.join(' AND '),
      ExpressionAttributeNames: Object.fromEntries([
        ...equal.map(([name], position) => [`#f${position}`, name]),
        ...(exceptName ? [['#name', 'name_key']] : []),
      ]),
    }),
    ExpressionAttributeValues: Object.fromEntries([
      [':pk', partition],
      ...(begins ? [[':begins', begins]] : []),
      ...equal.map(([, value], position) => [`:f${position}`, value]),
      ...(exceptName ? [[':name', exceptName]] : []),
    ]),
  };
}

/** What is known of one organization: its head and its newest attempt, in one round trip. @throws Problem 404 */
export async function fleetEntry(
  id: string,
): Promise<{ readonly head: Item; readonly run: Item | undefined }> {
  const { items } = await queryPlatform({
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :head AND :run',
    ExpressionAttributeValues: { ':pk': summaryPartition(id), ':head': SUMMARY, ':run': RUN },
    ConsistentRead: true,
  });
  const head = items.find(({ sk }) => sk === SUMMARY);
  if (!head || head.gone || head.version === undefined) throw notFound();
  return { head, run: items.find(({ sk }) => sk === RUN) };
}

export function fleetDetail({ head, run }: Awaited<ReturnType<typeof fleetEntry>>) {
  const { last_change_at, applied_at } = head;
  return {
    ...fleetView(head),
    provisioning: run && !run.gone ? runView(run, textOrNull(head.name)) : null,
    changes:
      typeof last_change_at === 'string' && typeof applied_at === 'string'
        ? {
            last_change_at,
            applied_at,
            lag_ms: Math.max(0, Date.parse(applied_at) - Date.parse(last_change_at)),
          }
        : null,
  };
}
