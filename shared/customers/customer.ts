/** A customer of the organization. Its partition holds what its page shows: people, entitlements, prices. */
import { Entity } from 'electrodb';
import type { Actor } from '../kernel/actor.ts';
import { primary, secondary, stamps } from '../kernel/entity.ts';
import { table } from '../kernel/records.ts';
import { CUSTOMER_STATUSES } from './customer-statuses.ts';

export const Customer = new Entity({
  model: { entity: 'customer', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    name: { type: 'string', required: true },
    /** The name as it is compared and sorted: without case, accents and legal form. */
    name_key: { type: 'string', required: true },
    status: { type: CUSTOMER_STATUSES, required: true },
    /** The member it is assigned to (TEAM-07). */
    owner_id: { type: 'string', required: true },
    /** ISO 8601 day on which somebody wants to get back to them. */
    next_follow_up_at: { type: 'string' },
    /** Values of the organization's own fields, by key. */
    custom: { type: 'any' },
    ...stamps,
  },
  indexes: {
    record: primary(['tenant_id', 'id'], `T#\${tenant_id}#CUSTOMER#\${id}`, [], 'CUSTOMER'),
    all: secondary(
      'gsi1',
      ['tenant_id'],
      `T#\${tenant_id}#CUSTOMERS`,
      ['name_key', 'id'],
      `\${name_key}#\${id}`,
    ),
    byStatus: secondary(
      'gsi2',
      ['tenant_id', 'status'],
      `T#\${tenant_id}#CUSTOMERS#\${status}`,
      ['name_key', 'id'],
      `\${name_key}#\${id}`,
    ),
    byAge: secondary('gsi3', ['tenant_id'], `T#\${tenant_id}#CUSTOMERS`, ['id'], `\${id}`),
    byOwner: secondary(
      'gsi4',
      ['tenant_id', 'owner_id'],
      `T#\${tenant_id}#OWNER#\${owner_id}#CUSTOMERS`,
      ['name_key', 'id'],
      `\${name_key}#\${id}`,
    ),
    byOwnerAndAge: secondary(
      'gsi5',
      ['tenant_id', 'owner_id'],
      `T#\${tenant_id}#OWNER#\${owner_id}#CUSTOMERS`,
      ['id'],
      `\${id}`,
    ),
  },
});

const LEGAL_FORMS =
  /[\s,]+(incorporated|inc|corporation|corp|company|co|limited|ltd|llc|llp|lp|plc|gmbh|ag|kg|se|sa|sas|sarl|srl|spa|bv|nv|ab|as|oy|aps|pty|pte|pvt|kk)\.?$/;

/** Part of a sort key, which has at most 1024 bytes: three for each of these, and the id. */
const KEY_LENGTH = 200;

/** A name as it is compared: two spellings of one company give the same key. Never contains `#`. */
export function nameKey(name: string): string {
  let key = name;
  for (let before: string | undefined; before !== key; ) {
    before = key;
    const plain = folded(key);
    key = plain.replace(LEGAL_FORMS, '') || plain;
  }
  return key;
}

/** Without case, accents and width. Cut to its length, but not in the middle of a character. */
const folded = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[#\s]+/g, ' ')
    .trim()
    .slice(0, KEY_LENGTH)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();

export const customerKey = (actor: Actor, id: string) =>
  Customer.get({ tenant_id: actor.tenantId, id }).params(table());
