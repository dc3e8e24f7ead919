/** The contract's parties with aliases and roles. */
import type { Fact, Party } from '../extraction.ts';
import { factAt } from './facts.ts';
import { literal } from './literal.ts';
import { isLegalName, looksLikeOrganization, looksLikePerson, nameKey } from './names.ts';
import { definedParties } from './party-letters.ts';
import { scanName } from './party-names.ts';
import { type FoundParty, isPartyName, preambleParties } from './party-preamble.ts';
import { assignRoles } from './party-roles.ts';
import { isPlaceholder } from './placeholders.ts';
import { type SignatureBlock, signingOrganizations } from './signatures.ts';
import type { Source, Span } from './source.ts';

/** Consortium agreements have dozens of parties; a document with more names is no list of them. */
const MOST = 80;

/** "Party A: X", "Licensor: X", "Customer Name: X", "Prepared for: X": parties in a list or cover table. */
const LABELLED =
  /(?:(?:^|\n|\t)(?:the )?|(?<=[.,;:) ])(?=party [a-d1-4] ?:)|(?<=\): )(?=company:))((?:party [a-d1-4]|(?:sub-?)?licensor|(?:sub-?)?licensee|customer|client|vendor|supplier|(?:service )?provider|buyer|seller|purchaser|company|contractor|consultant|distributor|reseller|agency|agent|broker|insured|subscriber|employer|employee|executive|franchisor|franchisee|lessor|lessee|landlord|tenant|borrower|lender|guarantor|owner|manufacturer|partner|sponsor|intended parents?(?: \d)?|prepared (?:for|by)|bill(?:ed)? to|sold to|issued (?:to|by)|sold by|district|carrier|hospital|clinic|practice|(?:contracting |awarding )?authority|council|operator|university|college|school|institute?|municipality|employer|principal|service (?:recipient|company)|user|warehouse(?:man|keeper)?|depositor|shipper|consignee|charterer|hirer|publisher|author|advertiser|merchant|processor|controller|reinsured|reinsurer|insurer|venue|organi[sz]er|promoter|exhibitor|lift company|maintainer|installer|host|sponsor|CRO|auftraggeber(?:in)?|auftragnehmer(?:in)?|prestataire|cliente|proveedor)(?: (?:legal |company |full |entity |organi[sz]ation )*name)?)(?: ?[:\t][ \n\t]?| ?\n)(?=["“]?[\p{Lu}\d])/giu;

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
    const label = (match[1] ?? '')
      .replace(/ ?(?:(?:legal|company|full|entity|organi[sz]ation) )*name$/i, '')
      .replace(/^(?:prepared|bill(?:ed)?|sold|issued) .*/i, '')
      .trim();
    found.push({
      name: scanned.name,
      aliases: label === '' ? [] : [label],
      span: { start: scanned.start, end: scanned.end },
      strength: isLegalName(scanned.name) ? 0.75 : 0.55,
    });
  }
  return found;
}

/** Roles that are printed over a signature, in capitals or with a colon; a bank or a trust is part of its name. */
const LABEL =
  /^(?:CUSTOMER|CLIENT|VENDOR|SUPPLIER|PROVIDER|LICENSOR|LICENSEE|DISTRIBUTOR|RESELLER|BUYER|SELLER|PURCHASER|CONTRACTOR|CONSULTANT|COMPANY|MEMBER|LANDLORD|TENANT|LESSOR|LESSEE|BORROWER|LENDER|GUARANTOR|FRANCHISOR|FRANCHISEE|AGENT|BROKER|MANAGER|OWNER|SPONSOR|MANUFACTURER|Customer|Client|Vendor|Supplier|Licensor|Licensee|Distributor|Reseller|Buyer|Seller|Purchaser|Contractor|Consultant|Landlord|Tenant|Lessor|Lessee|Franchisor|Franchisee)$/;

/** "CUSTOMER Acme Ltd." stands over a signature: the role is a label, and the name begins behind it. */
function withoutLabel(name: string, span: Span): { name: string; label: string | null; span: Span } {
  const behalf = /^(?:(?:For and )?[Oo]n )?[Bb]ehalf of (?:the )?/.exec(name)?.[0].length ?? 0;
  if (behalf > 0)
    return { name: name.slice(behalf), label: null, span: { start: span.start + behalf, end: span.end } };
  const words = name.split(' ');
  const [first = ''] = words;
  const bare = first.replace(/:$/, '');
  const labels = words.length > 2 && LABEL.test(bare) && isLegalName(words.slice(1).join(' '));
  if (!labels || /^(?:of|and|&|for)$/i.test(words[1] ?? '')) return { name, label: null, span };
  return {
    name: name.slice(first.length + 1),
    label: bare,
    span: { start: span.start + first.length + 1, end: span.end },
  };
}

function signatureParties(source: Source, blocks: readonly SignatureBlock[]): FoundParty[] {
  const found: FoundParty[] = [];
  for (const block of [
    ...signingOrganizations(source),
    ...blocks.flatMap((block) => block.organization ?? []),
  ]) {
    const { name, span, label } = withoutLabel(block.name, block.span);
    if (isPlaceholder(name) || !isPartyName(name) || name.split(' ').length < 2) continue;
    if (
      found.some(
        (other) =>
          nameKey(other.name) === nameKey(name) ||
          (span.start >= other.span.start && span.start < other.span.end),
      )
    )
      continue;
    found.push({ name, aliases: label === null ? [] : [label], span, strength: 0.45 });
  }
  // The end of a longer name, cut off by a line or a window, is no name of its own.
  return found.filter(
    ({ name }) =>
      !found.some(
        (other) => other.name !== name && other.name.toLowerCase().endsWith(` ${name.toLowerCase()}`),
      ),
  );
}

const sure = (party: FoundParty): boolean => party.strength >= 0.6;
const legal = (option: readonly FoundParty[]): boolean => option.some((party) => isLegalName(party.name));

/** From the preamble where it names two; else what labels, running text or signatures name. */
function choose(
  preamble: readonly FoundParty[],
  signed: readonly FoundParty[],
  source: Source,
): readonly FoundParty[] {
  const certain = preamble.filter(sure);
  if (certain.length >= 2) return preamble;
  const labelled = labelledParties(source);
  const options = [labelled, definedParties(source), signed];
  const [alone] = certain;
  if (alone) {
    // "Acme Inc. and the customer named below": the other one stands in a label or over a signature.
    const others = [labelled, signed]
      .map((option) =>
        option.filter((party) => isLegalName(party.name) && !sameOrganization(party.name, alone.name)),
      )
      .find((option) => option.length > 0 && option.length <= 2);
    if (others && alone.strength >= 0.8) return [alone, ...others];
  }
  return (
    options.find((option) => option.length >= 2 && (legal(option) || option === labelled)) ??
    (alone ? preamble : (options.find((option) => option !== labelled && legal(option)) ?? []))
  );
}

/** Equal, or one is the beginning of the other: "Acme" and "Acme Holdings, Inc.". */
function sameOrganization(a: string, b: string): boolean {
  const [left, right] = [nameKey(a), nameKey(b)];
  return left === right || left.startsWith(`${right} `) || right.startsWith(`${left} `);
}

/** How much the rest of the document speaks of a party, by its terms or its name: 0…1. */
function mentioned(party: FoundParty, source: Source): number {
  const name = party.aliases.find((alias) => alias.length > 2) ?? party.name;
  const head = source.flat.slice(0, 60_000);
  const count = head.match(new RegExp(`(?<![\\p{L}])${literal(name)}(?![\\p{L}])`, 'gu'))?.length ?? 0;
  return Math.min(1, count / 4);
}

function confidence(party: FoundParty, confirmed: boolean, source: Source): number {
  const known = isLegalName(party.name) || looksLikeOrganization(party.name) || looksLikePerson(party.name);
  const words = party.name.split(' ').length;
  return Math.min(
    0.97,
    0.25 +
      0.45 * party.strength +
      (confirmed ? 0.14 : 0) +
      (party.aliases.length > 0 ? 0.06 : 0) +
      0.1 * mentioned(party, source) -
      (known ? 0 : 0.12) -
      (words === 1 || words > 9 ? 0.06 : 0) -
      (/^\p{Ll}|^\d+\.? /u.test(party.name) ? 0.06 : 0),
  );
}

/** Names the document's parties, from the preamble first, else from labels, defined names or signatures. */
export function findParties(source: Source, blocks: readonly SignatureBlock[]): Fact<Party>[] {
  const signed = signatureParties(source, blocks);
  const chosen = choose(preambleParties(source), signed, source).slice(0, MOST);
  const roles = assignRoles(chosen, source.flat);
  return chosen.map((party, index) => {
    const confirmed = signed.find(
      (other) => nameKey(other.name) === nameKey(party.name) && other.span.start !== party.span.start,
    );
    const spans = confirmed ? [party.span, confirmed.span] : [party.span];
    const { name, aliases } = party;
    return factAt(
      source,
      { name, role: roles[index]?.role ?? 'other', aliases },
      spans,
      confidence(party, confirmed !== undefined, source),
    );
  });
}
