/** The people of a contract: every named person once, with all that the document says of them. */
import type { Evidence, Fact, Party, Stakeholder, StakeholderRole } from '../extraction.ts';
import { EMAIL } from './contact-details.ts';
import { orderRoles } from './contact-roles.ts';
import { addresseeMention, noticeMentions, proseMentions, tableMentions } from './contacts.ts';
import { factOf } from './facts.ts';
import type { Mention } from './mention.ts';
import { isLegalName, looksLikePerson, nameKey, samePerson } from './names.ts';
import { cardMentions } from './person-cards.ts';
import { isPlaceholder } from './placeholders.ts';
import type { SignatureBlock } from './signatures.ts';
import type { Source } from './source.ts';
import type { Grid } from './tables.ts';

interface Merged {
  name: string;
  title: string | null;
  email: string | null;
  phone: string | null;
  organization: string | null;
  hints: string[];
  roles: Set<StakeholderRole>;
  evidence: Evidence[];
  strength: number;
  sources: number;
}

/** The party whose name an e-mail domain or a phrase points to. */
function organizationOf(merged: Merged, parties: readonly Party[]): string | null {
  const organizations = parties.filter((party) => !looksLikePerson(party.name));
  const domain =
    merged.email
      ?.split('@')[1]
      ?.split('.')[0]
      ?.toLowerCase()
      .replace(/[^a-z0-9]/g, '') ?? '';
  if (domain.length > 2) {
    const match = organizations.find((party) => {
      const joined = nameKey(party.name).replace(/ /g, '');
      const words = nameKey(party.name).split(' ');
      return (
        joined.includes(domain) ||
        domain.includes(joined) ||
        (words[0] !== undefined && words[0].length > 3 && domain.startsWith(words[0])) ||
        words.slice(0, 2).join('') === domain.slice(0, words.slice(0, 2).join('').length)
      );
    });
    if (match) return match.name;
  }
  for (const hint of merged.hints) {
    // Of several firms the one named last, next to the person, is meant.
    let [nearest, at]: [string | null, number] = [null, -1];
    const folded = hint.toLowerCase();
    for (const party of organizations)
      for (const word of [...party.aliases, party.name, nameKey(party.name).split(' ')[0] ?? '']) {
        const place = word.length > 2 ? folded.lastIndexOf(word.toLowerCase()) : -1;
        if (place > at) [nearest, at] = [party.name, place];
      }
    if (nearest !== null) return nearest;
  }
  return null;
}

/** "General Counsel, Quill Ltd" → "General Counsel". */
function withoutEmployer(title: string | null, organization: string | null): string | null {
  const parts = title?.split(', ') ?? [];
  const last = parts.at(-1) ?? '';
  return parts.length > 1 && organization !== null && nameKey(last) === nameKey(organization)
    ? parts.slice(0, -1).join(', ')
    : title;
}

function merge(mentions: readonly (Mention & { organization: string | null })[]): Merged[] {
  const people: Merged[] = [];
  for (const mention of mentions) {
    const known = people.find((person) => samePerson(person.name, mention.name));
    if (!known) {
      people.push({
        name: mention.name,
        title: mention.title,
        email: mention.email,
        phone: mention.phone,
        organization: mention.organization,
        hints: [mention.organizationHint],
        roles: new Set(mention.roles),
        evidence: [...mention.evidence],
        strength: mention.strength,
        sources: 1,
      });
      continue;
    }
    if (mention.name.length > known.name.length) known.name = mention.name;
    known.title ??= mention.title;
    known.email ??= mention.email;
    known.phone ??= mention.phone;
    known.organization ??= mention.organization;
    known.hints.push(mention.organizationHint);
    for (const role of mention.roles) known.roles.add(role);
    known.evidence.push(...mention.evidence);
    known.strength = Math.max(known.strength, mention.strength);
    known.sources++;
  }
  return people;
}

/** An address that stands alone belongs to the person whose surname it is made of. */
function assignLooseEmails(source: Source, people: readonly Merged[]): void {
  const taken = new Set(people.map((person) => person.email));
  for (const match of source.flat.matchAll(new RegExp(EMAIL, 'gu'))) {
    const address = match[0].replace(/[.,;]+$/, '');
    if (taken.has(address)) continue;
    const local = nameKey(address.split('@')[0] ?? '').replace(/ /g, '');
    const owner = people.find((person) => {
      const surname = nameKey(person.name.replace(/,.*$/, '')).split(' ').at(-1) ?? '';
      return person.email === null && surname.length >= 4 && local.includes(surname);
    });
    if (!owner) continue;
    owner.email = address;
    taken.add(address);
  }
}

/** People whom an amendment takes out: "X is replaced by …", "X is no longer …". */
function isRemoved(source: Source, name: string): boolean {
  for (let at = source.flat.indexOf(name); at >= 0; at = source.flat.indexOf(name, at + 1)) {
    const after = source.flat.slice(at + name.length, at + name.length + 90);
    const before = source.flat.slice(Math.max(0, at - 60), at);
    if (
      /^[^.;]{0,50}\b(?:is (?:hereby )?(?:removed|replaced|no longer|deleted)|has left|has retired|leaves|steps down|ceases|is succeeded)\b/i.test(
        after,
      )
    )
      return true;
    if (
      /["']$/.test(before) &&
      /^[^"]{0,60}"[^.;]{0,20}\b(?:is|are) (?:hereby )?(?:struck|deleted|removed|omitted)\b/i.test(after)
    )
      return true;
    if (
      /\b(?:in place of|instead of|replaces|replacing|succeeds|removed|in lieu of|takes over from|formerly) (?:Mr\.? |Ms\.? |Mrs\.? |Dr\.? )?$/i.test(
        before,
      )
    )
      return true;
  }
  return false;
}

/** Finds all people in signatures, contact tables, notices and prose, and among the parties themselves. */
export function findStakeholders(
  source: Source,
  grids: readonly Grid[],
  blocks: readonly SignatureBlock[],
  parties: readonly Fact<Party>[],
): Fact<Stakeholder>[] {
  const own = parties.map((party) => party.value);
  const signatures = blocks.flatMap((block) => {
    if (block.person === null) return [];
    const mention: Mention & { organization: string | null } = {
      name: block.person,
      title: block.title,
      email: null,
      phone: null,
      organizationHint: block.organization?.name ?? '',
      organization: block.organization?.name ?? null,
      roles: ['signatory'],
      evidence: source.locate(block.span),
      strength: block.title === null ? 0.75 : 0.9,
    };
    return [mention];
  });
  const persons = parties
    .filter((party) => looksLikePerson(party.value.name) && !isLegalName(party.value.name))
    .map((party) => ({
      name: party.value.name,
      title: null,
      email: null,
      phone: null,
      organizationHint: '',
      organization: null,
      roles: ['signatory' as const],
      evidence: party.evidence,
      strength: 0.7,
    }));
  const mentions = [
    ...tableMentions(grids),
    ...cardMentions(source),
    ...proseMentions(source),
    ...noticeMentions(source),
    ...addresseeMention(source),
  ].map((mention) => ({ ...mention, organization: null }));
  const people = merge([...mentions, ...signatures, ...persons]);
  assignLooseEmails(source, people);
  return people
    .filter((person) => !isPlaceholder(person.name) && !isRemoved(source, person.name))
    .map((person) => {
      const isParty = own.some((party) => samePerson(party.name, person.name));
      const signed =
        person.organization === null
          ? undefined
          : own.find((party) => nameKey(party.name) === nameKey(person.organization ?? ''));
      const organization = isParty
        ? null
        : (signed?.name ?? organizationOf(person, own) ?? person.organization);
      const value: Stakeholder = {
        name: person.name,
        title: withoutEmployer(person.title, organization),
        email: person.email,
        phone: person.phone,
        organization,
        roles: orderRoles(person.roles),
      };
      return factOf(
        value,
        person.evidence.slice(0, 4),
        0.3 + 0.5 * person.strength + (person.sources > 1 ? 0.12 : 0),
      );
    });
}
