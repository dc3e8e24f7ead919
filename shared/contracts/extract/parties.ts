/** The contract's parties with aliases and roles. */
import type { Fact, Party } from '../extraction.ts';
import { factAt } from './facts.ts';
import { isLegalName, looksLikeOrganization, looksLikePerson, nameKey } from './names.ts';
import { scanName } from './party-names.ts';
import {
  definedTerms,
  type FoundParty,
  isPartyName,
  isPartyTerm,
  preambleParties,
} from './party-preamble.ts';
import { assignRoles } from './party-roles.ts';
import { isPlaceholder } from './placeholders.ts';
import { leadIn, type SignatureBlock, signingOrganizations } from './signatures.ts';
import type { Source } from './source.ts';

/** Consortium agreements have dozens of parties; a document with more names is no list of them. */
const MOST = 80;

/** "Party A: X", "Licensor: X", "Customer Name: X": parties in a list or cover table. */
const LABELLED =
  /(?:(?:^|\n|\t)(?:the )?|(?<=[.,;) ])(?=party [a-d1-4] ?:))((?:party [a-d1-4]|licensor|licensee|customer|client|vendor|supplier|(?:service )?provider|buyer|seller|purchaser|company|contractor|consultant|distributor|reseller|agency|agent|broker|insured|subscriber|employer|employee|executive)(?: (?:legal |company |full )?name)?)(?: ?[:\t][ \n]?| ?\n)(?=["“]?[\p{Lu}\d])/giu;

function labelledParties(source: Source): FoundParty[] {
  const found: FoundParty[] = [];
  for (const match of source.text.slice(0, 12_000).matchAll(LABELLED)) {
    const at = match.index + match[0].length;
    const lineEnd = source.text.slice(at, at + 160).search(/[\n\t]|$/);
    const scanned = scanName(source.flat, at, at + Math.max(lineEnd, 0));
    if (!scanned || isPlaceholder(source.text.slice(at, at + lineEnd))) continue;
    if (!isLegalName(scanned.name) && !looksLikeOrganization(scanned.name) && !looksLikePerson(scanned.name))
      continue;
    if (found.some((other) => nameKey(other.name) === nameKey(scanned.name))) continue;
    const label = (match[1] ?? '').replace(/ ?(?:legal |company |full )?name$/i, '').trim();
    found.push({
      name: scanned.name,
      aliases: [label],
      span: { start: scanned.start, end: scanned.end },
      strength: isLegalName(scanned.name) ? 0.75 : 0.55,
    });
  }
  return found.length >= 2 ? found : [];
}

/** "X, a Delaware corporation (the "Company"), confirms its agreement with Y ("Y")": letters name their parties so. */
function definedParties(source: Source): FoundParty[] {
  const found: FoundParty[] = [];
  const salutation = /\b(?:Ladies and Gentlemen|Gentlemen|Dear (?:\p{Lu}[\p{L}.]* ?){1,3})[,:]?/u.exec(
    source.flat.slice(0, 9000),
  );
  const from = salutation ? salutation.index + salutation[0].length : 0;
  const head = source.flat.slice(0, from + 3500);
  let skipTo = from;
  for (const match of head.matchAll(/(?<![\p{L}\d.&'/-])(?=[\p{Lu}\d])/gu)) {
    if (match.index < skipTo) continue;
    const scanned = scanName(head, match.index, Math.min(head.length, match.index + 120));
    if (!scanned || scanned.start !== match.index) continue;
    skipTo = scanned.end;
    const known = scanned.legal || looksLikeOrganization(scanned.name) || looksLikePerson(scanned.name);
    if (!known || !scanned.name.includes(' ') || isPlaceholder(scanned.name) || !isPartyName(scanned.name))
      continue;
    const after = head.slice(scanned.end, scanned.end + 260);
    const introduced = /^,? ?(?:an? [^()]{3,120}|[^()"]{0,60})?\(([^()]{0,120})\)/.exec(after);
    const terms = introduced ? definedTerms(introduced[0]) : [];
    if (
      !terms.some((term) => isPartyTerm(term, scanned.name)) ||
      found.some((other) => nameKey(other.name) === nameKey(scanned.name))
    )
      continue;
    found.push({
      name: scanned.name,
      aliases: terms,
      span: { start: scanned.start, end: scanned.end },
      strength: 0.5,
    });
    if (found.length === 6) break;
  }
  return salutation ? [...found, ...addressees(source, from, found)] : found;
}

/** The firm a letter is addressed to, above the salutation. */
function addressees(source: Source, salutation: number, known: readonly FoundParty[]): FoundParty[] {
  const above = source.paragraphs.filter(
    (paragraph) => paragraph.end <= salutation && paragraph.end > salutation - 500,
  );
  for (const paragraph of above) {
    const whole = scanName(source.flat, paragraph.start, paragraph.end);
    const lead = whole === null ? 0 : leadIn(whole.name).length;
    const scanned =
      whole === null || lead === 0 ? whole : scanName(source.flat, whole.start + lead, paragraph.end);
    if (!scanned?.legal || !isPartyName(scanned.name) || isPlaceholder(scanned.name)) continue;
    if (known.some((other) => nameKey(other.name) === nameKey(scanned.name))) continue;
    return [
      { name: scanned.name, aliases: [], span: { start: scanned.start, end: scanned.end }, strength: 0.4 },
    ];
  }
  return [];
}

function signatureParties(source: Source, blocks: readonly SignatureBlock[]): FoundParty[] {
  const found: FoundParty[] = [];
  for (const { name, span } of [
    ...signingOrganizations(source),
    ...blocks.flatMap((block) => block.organization ?? []),
  ]) {
    if (isPlaceholder(name) || !isPartyName(name)) continue;
    if (
      found.some(
        (other) =>
          nameKey(other.name) === nameKey(name) ||
          (span.start >= other.span.start && span.start < other.span.end),
      )
    )
      continue;
    found.push({ name, aliases: [], span, strength: 0.45 });
  }
  return found;
}

const sure = (parties: readonly FoundParty[]): number =>
  parties.filter((party) => party.strength >= 0.6).length;

/** Names the document's parties, from the preamble first, else from labels, defined names or signatures. */
export function findParties(source: Source, blocks: readonly SignatureBlock[]): Fact<Party>[] {
  const signed = signatureParties(source, blocks);
  const preamble = preambleParties(source);
  let chosen = preamble;
  if (sure(preamble) < 2) {
    const options = [labelledParties(source), definedParties(source), signed];
    const legal = (option: readonly FoundParty[]): boolean => option.some((party) => isLegalName(party.name));
    chosen =
      options.find((option) => option.length >= 2 && (legal(option) || option === options[0])) ??
      (sure(preamble) > 0 ? preamble : (options.find(legal) ?? []));
  }
  chosen = chosen.slice(0, MOST);
  const roles = assignRoles(chosen, source.flat);
  return chosen.map((party, index) => {
    const confirmed = signed.find((other) => nameKey(other.name) === nameKey(party.name));
    const confidence = Math.min(
      0.97,
      0.35 + 0.45 * party.strength + (confirmed ? 0.15 : 0) + (party.aliases.length > 0 ? 0.05 : 0),
    );
    const spans =
      confirmed && confirmed.span.start !== party.span.start ? [party.span, confirmed.span] : [party.span];
    const { name, aliases } = party;
    return factAt(source, { name, role: roles[index]?.role ?? 'other', aliases }, spans, confidence);
  });
}
