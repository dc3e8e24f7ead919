/** Parties of letters and other documents without a list of parties: names defined in running text, and addressees. */
import { isLegalName, looksLikeOrganization, looksLikePerson, nameKey } from './names.ts';
import { scanName } from './party-names.ts';
import { type FoundParty, isPartyName } from './party-preamble.ts';
import { isPartyTerm, partyTerms } from './party-terms.ts';
import { isPlaceholder } from './placeholders.ts';
import { leadIn } from './signatures.ts';
import type { Source } from './source.ts';

const SALUTATION =
  /\b(?:Ladies and Gentlemen|Gentlemen|Dear (?:Sirs?(?: (?:and|or) Madams?)?|Sir\/Madam|(?:\p{Lu}[\p{L}.'-]* ?){1,3}))[,:]?/u;
/** Documents define their parties here or not at all. */
const REACH = 3500;
const MOST = 8;
/** What follows a name that is described as somebody: "a Delaware corporation", "an individual". */
const DESCRIBED =
  /^,? ?(?:\([^()]{0,60}\),? )?(?:an?|the) (?:[\w.'-]+,? ){0,9}?(?:corporation|company|partnership|association|bank|trust|individual|institution|university|organi[sz]ation|entity|firm|LLC|holding company)\b/i;
/** Between a name and its definition. */
const INTRODUCED = /^,? ?(?:[Aa]n? [^()]{3,120}|[^()":]{0,60})?\(([^()]{0,120})\)/;
/** Words before a name that make it somebody else's, or a place. */
const ELSE =
  /\b(?:of|in|at|near|under|with its|through|issued by|manufactured by|owned by|counsel to|on behalf of|copy to|dated|Address:)[ ,]*$/i;

/** "X, a Delaware corporation (the "Company"), confirms its agreement with Y ("Y")". */
export function definedParties(source: Source): FoundParty[] {
  const found: FoundParty[] = [];
  const salutation = SALUTATION.exec(source.flat.slice(0, 9000));
  const from = salutation ? salutation.index + salutation[0].length : 0;
  const head = source.flat.slice(0, from + REACH);
  let skipTo = from;
  for (const match of head.matchAll(/(?<![\p{L}\d.&'/-])(?=[\p{Lu}\d])/gu)) {
    if (match.index < skipTo) continue;
    const scanned = scanName(head, match.index, Math.min(head.length, match.index + 120));
    if (!scanned || scanned.start !== match.index) continue;
    const { name } = scanned;
    const known = scanned.legal || looksLikeOrganization(name) || looksLikePerson(name);
    if (!isPartyName(name)) continue;
    skipTo = scanned.end;
    const after = head.slice(scanned.end, scanned.end + 260);
    const described = DESCRIBED.test(after);
    if (!known && !described) continue;
    if (isPlaceholder(name) || !(described || name.includes(' '))) continue;
    if (!scanned.legal && ELSE.test(head.slice(Math.max(0, match.index - 24), match.index))) continue;
    const introduced = INTRODUCED.exec(after);
    if (!introduced || isPlaceholder(introduced[0].slice(0, introduced[0].lastIndexOf('(')))) continue;
    const { own, shared } = partyTerms(introduced[0], name);
    const terms = own.length > 0 ? own : shared;
    if (terms.length === 0 || (!described && !terms.some((term) => isPartyTerm(term, name)))) continue;
    if (found.some((other) => nameKey(other.name) === nameKey(name))) continue;
    found.push({
      name,
      aliases: terms,
      span: { start: scanned.start, end: scanned.end },
      strength: described ? 0.6 : 0.5,
    });
    if (found.length === MOST) break;
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
    if (!scanned?.legal || !isLegalName(scanned.name) || !isPartyName(scanned.name)) continue;
    if (isPlaceholder(scanned.name) || known.some((other) => nameKey(other.name) === nameKey(scanned.name)))
      continue;
    return [
      { name: scanned.name, aliases: [], span: { start: scanned.start, end: scanned.end }, strength: 0.4 },
    ];
  }
  return [];
}
