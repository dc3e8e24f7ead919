/** The platform's own log: what its administrators did to organizations, and who made or unmade an administrator. */
import * as z from 'zod';
import type { PlatformAdmin } from '../kernel/actor.ts';
import { newId } from '../kernel/ids.ts';
import { type Item, type TransactItem, table } from '../kernel/records.ts';
import { now } from '../kernel/time.ts';
import { textOrNull } from '../kernel/values.ts';
import { OVERSIGHT_PARTITION } from './keys.ts';

const ACTIONS = [
  'organization.suspended',
  'organization.reactivated',
  'organization.plan_changed',
  'administrator.appointed',
  'administrator.removed',
] as const;
export type OversightAction = (typeof ACTIONS)[number];

export const OversightBody = z.object({
  id: z.string(),
  at: z.string(),
  action: z.enum(ACTIONS),
  admin: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  organization: z.object({ id: z.string(), name: z.string() }).nullable(),
  subject: z
    .string()
    .nullable()
    .meta({ description: 'The address of an administrator who was made or unmade' }),
  before: z.string().nullable(),
  after: z.string().nullable(),
  reason: z.string().nullable(),
  address: z.string().nullable(),
  request_id: z.string(),
});

interface Told {
  readonly action: OversightAction;
  readonly organization?: { readonly id: string; readonly name: string };
  readonly subject?: string;
  readonly before?: string;
  readonly after?: string;
  readonly reason?: string | undefined;
}

/** Whoever runs a command is known to the cloud's own log, not to this system. */
export const OPERATOR = { id: 'operator', name: 'Operator', email: '' } as const;

/** A transaction's part. Entries are added, never changed: no role may. */
export const told = (
  admin: Pick<PlatformAdmin, 'id' | 'name' | 'email'>,
  { requestId, address }: { readonly requestId: string; readonly address?: string },
  entry: Told,
): TransactItem => ({
  Put: {
    TableName: table().table,
    Item: {
      pk: OVERSIGHT_PARTITION,
      sk: newId(),
      at: now(),
      admin: { id: admin.id, name: admin.name, email: admin.email },
      request_id: requestId,
      ...(address && { address }),
      ...JSON.parse(JSON.stringify(entry)),
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});

/** Newest first. */
export const oversightQuery = {
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': OVERSIGHT_PARTITION },
  ScanIndexForward: false,
} as const;

export const oversightView = (item: Item): z.output<typeof OversightBody> => ({
  id: String(item.sk),
  at: String(item.at),
  action: item.action as OversightAction,
  admin: item.admin as { id: string; name: string; email: string },
  organization: (item.organization as { id: string; name: string } | undefined) ?? null,
  subject: textOrNull(item.subject),
  before: textOrNull(item.before),
  after: textOrNull(item.after),
  reason: textOrNull(item.reason),
  address: textOrNull(item.address),
  request_id: String(item.request_id),
});
