/** On which side of the contract somebody stands. */
import { nameKey } from '../contracts/extract/names.ts';
import type { Party } from '../contracts/extraction.ts';
import { isPublicDomain, mailbox } from './mailbox.ts';
import { personName, sameName } from './person-name.ts';
import type { Side } from './stakeholder-model.ts';

interface Somebody {
  readonly name: string;
  readonly email: string | null;
  readonly organization: string | null;
}

/** Whether two printings name one organization: equal but for the legal form, or one leaves out the last words. */
export function sameOrganization(a: string, b: string): boolean {
  // A name in another script leaves no key: it is compared as it is written.
  const key = (name: string) => nameKey(name) || name.trim().toLowerCase();
  const [left, right] = [key(a), key(b)].sort((x, y) => x.length - y.length) as [string, string];
  return left === right || (left.length >= 4 && right.startsWith(`${left} `));
}

/** The party that an organization's name, or a person who is a party, belongs to. */
export function partyOf(
  organization: string | null,
  name: string,
  parties: readonly Party[],
): Party | undefined {
  if (organization !== null)
    return parties.find((party) =>
      [party.name, ...party.aliases].some((known) => sameOrganization(known, organization)),
    );
  const person = personName(name);
  return parties.find((party) => sameName(personName(party.name), person));
}

/**
 * From the organization; from being a party; from the domain of the e-mail address, where somebody whose side is known
 * has the same. null where nothing tells.
 */
export function sideOf(
  person: Somebody,
  parties: readonly Party[],
  others: readonly Somebody[],
): Side | null {
  const direct = directSide(person, parties);
  if (direct) return direct;
  const { domain } = mailbox(person.email);
  if (!domain || isPublicDomain(domain)) return null;
  const sides = new Set(
    others
      .filter((other) => mailbox(other.email).domain === domain)
      .map((other) => directSide(other, parties))
      .filter((side) => side !== null),
  );
  if (sides.size === 1) return [...sides][0] as Side;
  const named = parties.filter((party) => domainNames(domain, party));
  return named.length === 1 ? roleSide(named[0]) : null;
}

const directSide = (person: Somebody, parties: readonly Party[]) =>
  roleSide(partyOf(person.organization, person.name, parties));

const roleSide = (party: Party | undefined): Side | null =>
  party && party.role !== 'other' ? party.role : null;

/** `acme-health.example` names Acme Health Partners, LLC: the domain is the beginning of its name. */
function domainNames(domain: string, party: Party): boolean {
  const label = (domain.split('.').at(-2) ?? '').replace(/[^a-z0-9]/g, '');
  const plain = (text: string) => nameKey(text).replace(/[^a-z0-9]/g, '');
  return label.length >= 4 && [party.name, ...party.aliases].some((name) => plain(name).startsWith(label));
}
