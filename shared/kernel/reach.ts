/**
 * Which records a member reaches (TEAM-08, TEAM-21). Customers, contracts and plans have an owner, the member they are
 * assigned to; a role's scope says whether it reaches its own or all. What is out of reach answers like what does not
 * exist. A route says in `reach` which record it is about; lists narrow themselves with `ownerToList`.
 */
import * as z from 'zod';
import { type Actor, scopeOf } from './actor.ts';
import type { RouteDefinition } from './define.ts';
import type { Permission } from './permissions.ts';
import { notFound } from './problem.ts';
import { getItem, type Item, table } from './records.ts';

/** Whether the permission reaches whatever the organization has. */
export function reachesAll(actor: Actor, permission: Permission): boolean {
  const scope = scopeOf(actor, permission);
  return scope === 'org' || scope === 'platform';
}

/** Owns nothing: no account is called so. */
const NOBODY = '-';

/**
 * Whose records a list shows; undefined: everybody's.
 * @param asked an account, or `me`
 */
export function ownerToList(actor: Actor, permission: Permission, asked?: string): string | undefined {
  const owner = asked === 'me' ? actor.id : asked;
  if (reachesAll(actor, permission)) return owner;
  return owner === undefined || owner === actor.id ? actor.id : NOBODY;
}

/** `own` is what one brought in and still has; `assigned` and `queue`, whatever is assigned to one. */
export function reachesRecord(actor: Actor, permission: Permission, record: Item | undefined): boolean {
  if (reachesAll(actor, permission)) return true;
  if (record?.owner_id !== actor.id) return false;
  return scopeOf(actor, permission) !== 'own' || (record.brought_by ?? record.created_by) === actor.id;
}

/** Adds to a list's Query that `own` is narrower than `assigned`. */
export function ownOnly(actor: Actor, permission: Permission, params: object): object {
  if (scopeOf(actor, permission) !== 'own') return params;
  const { FilterExpression, ExpressionAttributeNames, ExpressionAttributeValues } = params as Readonly<
    Record<string, string | object | undefined>
  >;
  const brought = '(#brought = :me OR (attribute_not_exists(#brought) AND #made = :me))';
  return {
    ...params,
    FilterExpression: FilterExpression ? `(${String(FilterExpression)}) AND ${brought}` : brought,
    ExpressionAttributeNames: {
      ...(ExpressionAttributeNames as object),
      '#brought': 'brought_by',
      '#made': 'created_by',
    },
    ExpressionAttributeValues: { ...(ExpressionAttributeValues as object), ':me': actor.id },
  };
}

/**
 * Before the route runs; costs a round trip only for those whose scope is narrow.
 * @throws Problem 404 for a record out of reach
 */
export async function requireReach(
  actor: Actor,
  route: RouteDefinition,
  input: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (typeof route.access !== 'object' || !route.reach) return;
  const { permission } = route.access;
  if (reachesAll(actor, permission)) return;
  const { reach } = route;
  const heads = KINDS.flatMap((kind) =>
    [reach[kind] ?? []]
      .flat()
      .flatMap((path) => valuesAt(input, path.split('.')))
      .map((id) => headKey(actor, kind, id)),
  );
  const unique = [...new Map(heads.map((key) => [key.pk, key])).values()];
  const records = await Promise.all(unique.map((Key) => getItem(actor, { TableName: table().table, Key })));
  if (!records.every((record) => reachesRecord(actor, permission, record))) throw notFound();
}

const ULID_LENGTH = 26;
const HEADS = { customer: 'CUSTOMER', contract: 'CONTRACT', plan: 'PLAN' } as const;
const KINDS = Object.keys(HEADS) as readonly (keyof typeof HEADS)[];

/** The item that heads a record's partition. A person's id begins with the customer's. */
const headKey = (actor: Actor, kind: keyof typeof HEADS, id: string) => ({
  pk: `T#${actor.tenantId}#${HEADS[kind]}#${id.slice(0, ULID_LENGTH)}`,
  sk: HEADS[kind],
});

/** `body.stakeholders.*.customer_id`: every text at the path; what is left out of a request is not asked for. */
function valuesAt(value: unknown, [head, ...rest]: readonly string[]): string[] {
  if (head === undefined) return typeof value === 'string' ? [value] : [];
  if (head === '*') return Array.isArray(value) ? value.flatMap((entry) => valuesAt(entry, rest)) : [];
  return typeof value === 'object' && value !== null
    ? valuesAt((value as Readonly<Record<string, unknown>>)[head], rest)
    : [];
}

/** A list's query parameter: whose records. */
export const OwnerFilter = z
  .string()
  .max(100)
  .optional()
  .meta({ description: 'The account of the member they are assigned to; `me` for one’s own' });
