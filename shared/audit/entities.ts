/** What the audit log says of each kind of record. A kind that is not named here is told by the rules for all. */
import type { RecordEvent } from '../kernel/record-event.ts';
import type { FieldChange } from './chain.ts';

interface EntityRules {
  /** What people call such a record: the first of these fields that it has. */
  readonly label?: readonly string[];
  /** Bookkeeping that tells nobody anything. */
  readonly unsaid?: readonly string[];
  /** Personal or secret: that they changed is told, what they held is not. An entry can never be erased. */
  readonly sensitive?: readonly string[];
  /** Rows by the hundred that follow from a document: told where a person changes them. */
  readonly derived?: true;
}

const EDITS = ['edited', 'edited_by', 'edited_at'];

const ENTITIES: Readonly<Record<string, EntityRules>> = {
  account: { unsaid: ['occurrence', 'mark'] },
  api_key: { unsaid: ['secret_hash'], sensitive: ['previous'] },
  contract: {
    label: ['document_name', 'file_name'],
    unsaid: ['stages', 'execution_arn', 'object_version', 'run', 'usage', 'facts', 'needs_review'],
  },
  customer: { unsaid: ['name_key', 'terms'] },
  entitlement: { label: ['product'], derived: true },
  fact: { label: ['key'], unsaid: ['evidence', 'alternative'], derived: true },
  plan: {
    unsaid: [...EDITS, 'anchor', 'next_step', 'risks', 'success_criteria', 'tasks_total', 'tasks_done'],
  },
  'plan-task': { unsaid: EDITS, derived: true },
  portal_user: { unsaid: ['shelf', 'valid_until'], sensitive: ['sub', 'token_hash'] },
  price: { label: ['item'], derived: true },
  stakeholder: { unsaid: [...EDITS, 'mentions'] },
};

/** Whatever record they stand in. */
const SENSITIVE = /^(e_?mail|phone|address|birth.*)$|token|secret|password|hash$|_key$|ciphertext/i;
const IDENTITY = new Set(['tenant_id', 'id', 'key', 'archived_at', 'archived_by']);

/** Bytes of JSON of a value that is still kept. */
const LARGE = 2_000;
const MOST_CHANGES = 100;
const LABEL_LENGTH = 200;

const isSystem = (actor: string) => actor.startsWith('system:');

/** The fields that an entry names; undefined where there is nothing to enter. */
export function changesOf(event: RecordEvent): readonly FieldChange[] | undefined {
  const rules = ENTITIES[event.entity] ?? {};
  if (rules.derived && isSystem(event.cause.actor)) return undefined;
  const changes = event.changed
    .filter((field) => !IDENTITY.has(field) && !rules.unsaid?.includes(field))
    .slice(0, MOST_CHANGES)
    .map((field) => changeOf(event, field, rules));
  return changes.length === 0 && event.type.endsWith('.updated') ? undefined : changes;
}

function changeOf({ before, after, omitted }: RecordEvent, field: string, rules: EntityRules): FieldChange {
  if (rules.sensitive?.includes(field) || SENSITIVE.test(field)) return { field, hidden: 'sensitive' };
  const change = { field, before: before?.[field] ?? null, after: after?.[field] ?? null };
  if (isSealed(change.before) || isSealed(change.after)) return { field, hidden: 'sensitive' };
  const isLarge = omitted.includes(field) || JSON.stringify(change).length > LARGE;
  return isLarge ? { field, hidden: 'large' } : change;
}

/** As `shared/kernel/sealed.ts` stores what must not be read. */
const isSealed = (value: unknown) => typeof value === 'string' && value.startsWith('sealed:');

export function labelOf({ entity, before, after, record_id }: RecordEvent): string {
  const image = after ?? before ?? {};
  const fields = [...(ENTITIES[entity]?.label ?? []), 'name', 'title', 'label'];
  const named = fields
    .map((field) => image[field])
    .find((value) => typeof value === 'string' && value !== '' && !isSealed(value));
  return String(named ?? record_id)
    .slice(0, LABEL_LENGTH)
    .toWellFormed();
}

/** What an actor is known by, other than a member: `system:reaction:audit`, `key:<id>`, `portal:<id>`. */
const KINDS = { 'system:': 'system', 'key:': 'api_key', 'portal:': 'portal_user' } as const;

export const kindOf = (actor: string) =>
  Object.entries(KINDS).find(([beginning]) => actor.startsWith(beginning))?.[1] ?? 'user';
