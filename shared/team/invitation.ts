/** An invitation: one object with a mailed token and a code to share, good once, for one role, for a week (K17). */
import { Entity } from 'electrodb';
import * as z from 'zod';
import type { Actor } from '../kernel/actor.ts';
import { primary, secondary, stamps } from '../kernel/entity.ts';
import { sha256 } from '../kernel/hash.ts';
import { type Item, table } from '../kernel/records.ts';

export const INVITATION_DAYS = 7;

const STORED_STATUSES = ['pending', 'accepted', 'revoked'] as const;

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

export const Invitation = new Entity({
  model: { entity: 'invitation', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    /** In lower case. */
    email: { type: 'string', required: true, readOnly: true },
    role: { type: 'string', required: true },
    status: { type: STORED_STATUSES, required: true },
    language: { type: LANGUAGES, required: true },
    /** Assigned to whoever accepts. */
    customer_ids: { type: 'list', items: { type: 'string' }, required: true },
    /** Names of the directory's entries. */
    token_hash: { type: 'string', required: true },
    code_hash: { type: 'string', required: true },
    /** RFC 3339. The record itself outlives it. */
    valid_until: { type: 'string', required: true },
    /** The account that joined. */
    accepted_by: { type: 'string' },
    accepted_at: { type: 'string' },
    ...stamps,
  },
  indexes: {
    record: primary(['tenant_id'], `T#\${tenant_id}#ORG`, ['id'], `INVITATION#\${id}`),
    byStatus: secondary(
      'gsi2',
      ['tenant_id', 'status'],
      `T#\${tenant_id}#INVITATIONS#\${status}`,
      ['id'],
      `\${id}`,
    ),
  },
});

export const invitationKey = (actor: Actor, id: string) =>
  Invitation.get({ tenant_id: actor.tenantId, id }).params(table());

/** Holds an address while an invitation is open: one pending for each organization and address. */
export const guardKey = (actor: Actor, email: string) => ({
  pk: `T#${actor.tenantId}#ORG`,
  sk: `INVITED#${sha256(email)}`,
});

export const InvitationBody = z.object({
  id: z.string(),
  email: z.string(),
  role: z.string(),
  status: z.enum([...STORED_STATUSES, 'expired']),
  language: z.enum(LANGUAGES),
  customer_ids: z.array(z.string()),
  expires_at: z.string(),
  accepted_by: z.string().nullable(),
  accepted_at: z.string().nullable(),
  invited_by: z.string(),
  version: z.number().int(),
  created_at: z.string(),
  updated_at: z.string(),
});

/** What opens it: told once, to whoever invites. */
export const OpenedInvitationBody = InvitationBody.extend({
  code: z.string().meta({ description: 'To be told or shown; whoever has it can join, once' }),
  link: z.string().meta({ description: 'As mailed; opens only for an account with the invited address' }),
  mailed: z.boolean().meta({ description: 'False when the mail could not be sent: share link or code' }),
});

export function invitationView(record: Item, at: string) {
  const valid_until = String(record.valid_until);
  const status = record.status as (typeof STORED_STATUSES)[number];
  return {
    id: String(record.id),
    email: String(record.email),
    role: String(record.role),
    status: status === 'pending' && valid_until <= at ? ('expired' as const) : status,
    language: record.language as Language,
    customer_ids: record.customer_ids as string[],
    expires_at: valid_until,
    accepted_by: (record.accepted_by as string | undefined) ?? null,
    accepted_at: (record.accepted_at as string | undefined) ?? null,
    invited_by: String(record.created_by),
    version: Number(record.version),
    created_at: String(record.created_at),
    updated_at: String(record.updated_at),
  };
}
