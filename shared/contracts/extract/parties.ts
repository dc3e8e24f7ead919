/** The contract's parties with aliases and roles. */
import type { Fact, Party } from '../extraction.ts';
import { factAt } from './facts.ts';
import { isLegalName, looksLikeOrganization, looksLikePerson, nameKey } from './names.ts';
import { scanName } from './party-names.ts';
import { definedTerms, type FoundParty, preambleParties } from './party-preamble.ts';
import { assignRoles } from './party-roles.ts';
import { isPlaceholder } from './placeholders.ts';
import type { SignatureBlock } from './signatures.ts';
import type { Source } from './source.ts';

/** "Party A: X", "Licensor: X", "Customer Name: X": parties in a list or cover table. */
const LABELLED =
  /(?:^|\n|\t)(?:the )?((?:party [a-d1-4]|licensor|licensee|customer|client|vendor|supplier|(?:service )?provider|buyer|seller|purchaser|company|contractor|consultant|distributor|reseller|agency|agent|broker|insured|subscriber|employer|employee|executive)(?: (?:legal |company |full )?name)?)(?: ?[:\t] ?| ?\n)(?=["“]?[\p{Lu}\d])/giu;

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

/** "X, a Delaware corporation (the "Company"), confirms its agreement with Y ("Y")": any defined legal name near the start. */
function definedParties(source: Source): FoundParty[] {
  const found: FoundParty[] = [];
  const head = source.flat.slice(0, 9000);
  for (const match of head.matchAll(/(?<![\p{L}\d])(?=[\p{Lu}\d])/gu)) {
    const before = found.at(-1);
    if (before && match.index < before.span.end) continue;
    const scanned = scanName(head, match.index, Math.min(head.length, match.index + 120));
    if (!scanned || scanned.start !== match.index || (!scanned.legal && !looksLikeOrganization(scanned.name)))
      continue;
    const after = head.slice(scanned.end, scanned.end + 260);
    const introduced = /^,? ?(?:an? [^()]{3,120}|[^()"]{0,60})?\(([^()]{0,120})\)/.exec(after);
    const terms = introduced ? definedTerms(introduced[0]) : [];
    if (terms.length === 0 || isPlaceholder(scanned.name)) continue;
    if (found.some((other) => nameKey(other.name) === nameKey(scanned.name))) continue;
    found.push({
      name: scanned.name,
      aliases: terms,
      span: { start: scanned.start, end: scanned.end },
      strength: 0.5,
    });
    if (found.length === 8) break;
  }
  return found;
}

function signatureParties(blocks: readonly SignatureBlock[]): FoundParty[] {
  const found: FoundParty[] = [];
  for (const block of blocks) {
    if (block.organization === null || isPlaceholder(block.organization.name)) continue;
    const { name, span } = block.organization;
    if (found.some((other) => nameKey(other.name) === nameKey(name))) continue;
    found.push({ name, aliases: [], span, strength: 0.45 });
  }
  return found;
}

/** Names the document's parties, from the preamble first, else from labels, defined names or signatures. */
export function findParties(source: Source, blocks: readonly SignatureBlock[]): Fact<Party>[] {
  const signed = signatureParties(blocks);
  const preamble = preambleParties(source);
  let chosen = preamble;
  if (chosen.length < 2) {
    const options = [labelledParties(source), definedParties(source), signed];
    chosen =
      options.find((option) => option.length >= 2) ??
      [chosen, ...options].find((option) => option.length > 0) ??
      [];
  }
  const roles = assignRoles(chosen, source.flat);
  return chosen.map((party, index) => {
    const confirmed = signed.find((other) => nameKey(other.name) === nameKey(party.name));
    const confidence = Math.min(
      0.97,
      0.35 + 0.45 * party.strength + (confirmed ? 0.15 : 0) + (party.aliases.length > 0 ? 0.05 : 0),
    );
    const spans =
      confirmed && confirmed.span.start !== party.span.start ? [party.span, confirmed.span] : [party.span];
    return factAt(
      source,
      roles[index] ?? { name: party.name, aliases: party.aliases, role: 'other' },
      spans,
      confidence,
    );
  });
}
