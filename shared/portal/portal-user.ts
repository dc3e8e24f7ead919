/**
 * Somebody at a customer who may use the portal (POR-08). One for each organization and address (K2): the record's name
 * is made of both, and so is the account's in the customers' user pool.
 */
import { Entity } from 'electrodb';
import * as z from 'zod';
import type { Actor } from '../kernel/actor.ts';
import { primary, secondary, stamps } from '../kernel/entity.ts';
import { sha256 } from '../kernel/hash.ts';
import { type Item, type TransactItem, table } from '../kernel/records.ts';

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

export const PortalUser = new Entity({
  model: { entity: 'portal_user', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    customer_id: { type: 'string', required: true },
    /** In lower case. */
    email: { type: 'string', required: true },
    name: { type: 'string', required: true },
    phone: { type: 'string' },
    /** Of mails, and of the portal until the reader chooses another. */
    language: { type: LANGUAGES, required: true },
    status: { type: ['invited', 'active', 'removed'] as const, required: true },
    /** `current` or `removed`: which of the lists it stands in. */
    shelf: { type: ['current', 'removed'] as const, required: true },
    /** The account's `sub`, once the invitation was accepted. */
    sub: { type: 'string' },
    /** The directory's entry that the newest mail opens, and how long. */
    token_hash: { type: 'string' },
    valid_until: { type: 'string' },
    accepted_at: { type: 'string' },
    ...stamps,
  },
  indexes: {
    record: primary(['tenant_id'], `T#\${tenant_id}#PORTAL-USERS`, ['id'], `USER#\${id}`),
    byCustomer: secondary(
      'gsi3',
      ['tenant_id', 'customer_id', 'shelf'],
      `T#\${tenant_id}#CUSTOMER#\${customer_id}#PORTAL-USERS#\${shelf}`,
      ['id'],
      `\${id}`,
    ),
  },
});

/** Nothing else can name one. */
export const PortalUserId = z.string().regex(/^[0-9a-f]{40}$/, 'is not an id');

/** @param email in lower case */
export const portalUserId = (tenantId: string, email: string) => sha256(`${tenantId}:${email}`).slice(0, 40);

export const portalUserKey = (actor: Actor, id: string) =>
  PortalUser.get({ tenant_id: actor.tenantId, id }).params(table());

/**
 * Writes the whole record, so that what is sealed stays so.
 * @param before undefined where there must be none
 */
export function portalUserWrite(user: Item, before: Item | undefined): TransactItem {
  const { pk: _pk, sk: _sk, gsi3pk: _gpk, gsi3sk: _gsk, __edb_e__: _e, __edb_v__: _v, ...record } = user;
  const put = PortalUser.put(record as never).where(({ id, version }, { eq, notExists }) =>
    before ? eq(version, Number(before.version)) : notExists(id),
  );
  return { Put: put.params(table()) } as TransactItem;
}

export const PortalUserBody = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  language: z.enum(LANGUAGES),
  status: z.enum(['invited', 'expired', 'active']).meta({
    description: '`expired`: the invitation is no longer good; invite the same address again',
  }),
  invited_at: z.string(),
  expires_at: z.string().nullable().meta({ description: 'Of an open invitation' }),
  accepted_at: z.string().nullable(),
  version: z.number().int(),
});

/** @param at RFC 3339 */
export function portalUserView(user: Item, at: string): z.output<typeof PortalUserBody> {
  const invited = user.status === 'invited';
  const until = typeof user.valid_until === 'string' ? user.valid_until : null;
  return {
    id: String(user.id),
    email: String(user.email),
    name: String(user.name),
    phone: (user.phone as string | undefined) ?? null,
    language: user.language as Language,
    status: !invited ? 'active' : until !== null && until > at ? 'invited' : 'expired',
    invited_at: String(user.created_at),
    expires_at: invited ? until : null,
    accepted_at: (user.accepted_at as string | undefined) ?? null,
    version: Number(user.version),
  };
}
