/**
 * The people of a contract, each once: mentions that are one person are joined, and joined with the people the customer
 * has already. Pure and independent of the order in which people are named. Nobody is invented.
 */
import { createHash } from 'node:crypto';
import { type Party, STAKEHOLDER_ROLES, type StakeholderRole } from '../contracts/extraction.ts';
import type { KeyedExtraction } from '../contracts/fact.ts';
import { influenceOf } from './influence.ts';
import { type Mailbox, mailbox } from './mailbox.ts';
import { fullness, type PersonName, personName, sameName, sharesName } from './person-name.ts';
import { partyOf, sameOrganization, sideOf } from './side.ts';
import type { EditableField, ExistingStakeholder, Mention, Stakeholder } from './stakeholder-model.ts';

type Named = KeyedExtraction['stakeholders'][number];

/** What tells one person from another. */
interface Identity {
  readonly name: PersonName;
  readonly mailbox: Mailbox;
  readonly organization: string | null;
}

export interface Contracting {
  readonly customerId: string;
  readonly contractId: string;
}

/**
 * @param existing all people of the customer, the archived ones too: who was archived is not brought back
 * @returns the people this contract names, with what people have edited left as it is
 */
export function joinStakeholders(
  { stakeholders, parties: partyFacts }: Pick<KeyedExtraction, 'stakeholders' | 'parties'>,
  existing: readonly ExistingStakeholder[],
  contracting: Contracting,
): Stakeholder[] {
  const parties = partyFacts.map(({ value }) => value);
  const people = groups(stakeholders, parties);
  const found = counterparts(people, existing, parties, contracting);
  return people
    .filter((group) => !found.get(group)?.archived_at)
    .map((group) => combine(group, found.get(group), parties, stakeholders, contracting))
    .sort((a, b) => compare(a.id, b.id));
}

/** Mentions of one person together. The fullest names first: an initial joins somebody only where it can mean nobody else. */
function groups(named: readonly Named[], parties: readonly Party[]): Named[][] {
  const sorted = [...named].sort(
    (a, b) =>
      fullness(personName(b.value.name)) - fullness(personName(a.value.name)) ||
      compare(JSON.stringify(a.value), JSON.stringify(b.value)) ||
      compare(a.key, b.key),
  );
  const found: Named[][] = [];
  for (const fact of sorted) {
    const identity = identityOf(fact.value);
    const fitting = found.filter((group) =>
      group.every((other) => samePerson(identity, identityOf(other.value), parties)),
    );
    const byMail = fitting.find((group) =>
      group.some((other) => sameMailbox(identity.mailbox, mailbox(other.value.email))),
    );
    const twin = found.find((group) => group.some((other) => seedOf(other) === seedOf(fact)));
    const home = twin ?? byMail ?? (fitting.length === 1 ? fitting[0] : undefined);
    if (home) home.push(fact);
    else found.push([fact]);
  }
  return found;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const identityOf = (person: {
  name: string;
  email: string | null;
  organization: string | null;
}): Identity => ({
  name: personName(person.name),
  mailbox: mailbox(person.email),
  organization: person.organization,
});

const sameMailbox = (a: Mailbox, b: Mailbox) =>
  a.address !== undefined && a.address === b.address && !a.shared && !b.shared;

/**
 * The same personal address and a name in common; or the same name, in organizations that may be the same. Somebody with
 * two personal addresses at one organization is one person only under the very same name.
 */
function samePerson(a: Identity, b: Identity, parties: readonly Party[]): boolean {
  if (sameMailbox(a.mailbox, b.mailbox)) return sharesName(a.name, b.name);
  if (!sameName(a.name, b.name)) return false;
  if (a.organization && b.organization && !oneOrganization(a.organization, b.organization, parties))
    return false;
  const twoAddresses = a.mailbox.address && b.mailbox.address && !a.mailbox.shared && !b.mailbox.shared;
  return !twoAddresses || a.name.tokens.join(' ') === b.name.tokens.join(' ');
}

function oneOrganization(a: string, b: string, parties: readonly Party[]): boolean {
  if (sameOrganization(a, b)) return true;
  const [partyA, partyB] = [partyOf(a, '', parties), partyOf(b, '', parties)];
  return partyA !== undefined && partyA === partyB;
}

/** Says whom of the free people a group is, if anybody. */
type Rule = (
  group: readonly Named[],
  free: readonly ExistingStakeholder[],
) => ExistingStakeholder | undefined;

/**
 * The people whom the customer has already, nobody twice: first those whom this contract brought or named so before, then
 * those who alone can be meant, then those whose name somebody has corrected in the contract.
 */
function counterparts(
  people: readonly Named[][],
  existing: readonly ExistingStakeholder[],
  parties: readonly Party[],
  contracting: Contracting,
): Map<readonly Named[], ExistingStakeholder> {
  const mentionedAs =
    (matches: (mention: Mention, fact: Named) => boolean): Rule =>
    (group, free) => {
      const fitting = free.filter(({ mentions }) =>
        mentions.some(
          (mention) =>
            mention.contract_id === contracting.contractId && group.some((fact) => matches(mention, fact)),
        ),
      );
      return fitting.length === 1 ? fitting[0] : undefined;
    };
  const meant: Rule = (group, free) => {
    const fitting = free.filter((person) =>
      group.some(({ value }) => samePerson(identityOf(value), identityOf(person), parties)),
    );
    const byMail = fitting.find((person) =>
      group.some(({ value }) => sameMailbox(mailbox(value.email), mailbox(person.email))),
    );
    return byMail ?? (fitting.length === 1 ? fitting[0] : undefined);
  };
  const rules: readonly Rule[] = [
    (group, free) => free.find(({ id }) => id === newStakeholderId(contracting, group)),
    mentionedAs((mention, { value }) => mention.name === value.name),
    meant,
    mentionedAs((mention, { key, method }) => method === 'person' && mention.fact_key === key),
  ];
  const found = new Map<readonly Named[], ExistingStakeholder>();
  let free = [...existing].sort((a, b) => compare(a.id, b.id));
  for (const rule of rules)
    for (const group of people) {
      const person = found.has(group) ? undefined : rule(group, free);
      if (!person) continue;
      found.set(group, person);
      free = free.filter(({ id }) => id !== person.id);
    }
  return found;
}

function combine(
  group: readonly Named[],
  existing: ExistingStakeholder | undefined,
  parties: readonly Party[],
  everybody: readonly Named[],
  contracting: Contracting,
): Stakeholder {
  const { contractId } = contracting;
  const [fullest] = group as [Named, ...Named[]];
  const best = [...group].sort(
    (a, b) => b.confidence - a.confidence || compare(JSON.stringify(a.value), JSON.stringify(b.value)),
  );
  const first = <T>(pick: (value: Named['value']) => T | null): T | null =>
    best.map(({ value }) => pick(value)).find((value) => value !== null) ?? null;
  const personal = best.map(({ value }) => value.email).find((email) => email && !mailbox(email).shared);
  const read = {
    name: fullest.value.name,
    title: first(({ title }) => title),
    email: personal ?? first(({ email }) => email),
    phone: first(({ phone }) => phone),
    organization: first(({ organization }) => organization),
    roles: weighty(best.flatMap(({ value }) => value.roles)),
  };
  const { level, reason } = influenceOf(read.roles, read.title);
  const joined: Stakeholder = {
    ...read,
    id: existing?.id ?? newStakeholderId(contracting, group),
    side: sideOf(
      read,
      parties,
      everybody.map(({ value }) => value),
    ),
    influence: level,
    influence_reason: reason,
    source: 'contract',
    mentions: group
      .map(({ key, value }) => ({ contract_id: contractId, fact_key: key, name: value.name }))
      .sort((a, b) => compare(a.fact_key, b.fact_key)),
    confidence: Math.max(...group.map(({ confidence }) => confidence)),
    needs_review: group.some(({ needsReview }) => needsReview),
    edited: {},
  };
  return existing ? keepEdits(existing, joined, contractId) : joined;
}

/**
 * What the contract says, under what people have said: edited fields stay, and of somebody whom a person entered the
 * contract only fills in what was left empty. What other contracts say of somebody stays where this one is silent.
 */
export function keepEdits(existing: Stakeholder, read: Stakeholder, contractId: string): Stakeholder {
  const others = existing.mentions.filter((mention) => mention.contract_id !== contractId);
  const kept = (field: EditableField) =>
    existing.edited[field] !== undefined || (existing.source === 'person' && filled(existing[field]));
  const chosen = <K extends EditableField>(field: K): Stakeholder[K] =>
    kept(field) || !filled(read[field]) ? existing[field] : read[field];
  const roles =
    !kept('roles') && others.length > 0 ? weighty([...existing.roles, ...read.roles]) : chosen('roles');
  const title = chosen('title');
  const { level, reason } = influenceOf(roles, title);
  const judged = kept('influence')
    ? { influence: existing.influence, influence_reason: existing.influence_reason }
    : { influence: level, influence_reason: reason };
  return {
    ...read,
    ...judged,
    id: existing.id,
    name: chosen('name'),
    title,
    email: chosen('email'),
    phone: chosen('phone'),
    organization: chosen('organization'),
    roles,
    side: chosen('side'),
    source: existing.source,
    mentions: [...others, ...read.mentions.filter((mention) => mention.contract_id === contractId)],
    edited: existing.edited,
  };
}

/** Each role once, the weightiest first; `other` says nothing beside another. */
function weighty(roles: readonly StakeholderRole[]): StakeholderRole[] {
  const sorted = STAKEHOLDER_ROLES.filter((role) => roles.includes(role));
  return sorted.length > 1 ? sorted.filter((role) => role !== 'other') : sorted;
}

const filled = (value: unknown) => value !== null && !(Array.isArray(value) && value.length === 0);

/**
 * A ULID of the contract's time, its rest from who is meant: the same contract makes the same id again, so that a run
 * that was interrupted between two writes makes nobody twice.
 */
function newStakeholderId({ customerId, contractId }: Contracting, [first]: readonly Named[]): string {
  const digest = createHash('sha256')
    .update(`${contractId} ${first && seedOf(first)}`)
    .digest();
  const rest = [...digest.subarray(0, 16)].map((byte) => CROCKFORD[byte % 32]).join('');
  return `${customerId}-${contractId.slice(0, 10)}${rest}`;
}

/** Who is named, as far as the contract tells people apart. */
const seedOf = ({ value }: Named): string =>
  JSON.stringify([
    personName(value.name).tokens.join(' '),
    mailbox(value.email).address ?? '',
    value.organization ?? '',
  ]);

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
