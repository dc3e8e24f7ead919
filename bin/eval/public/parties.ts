/** Names of parties as the scoring of public agreements compares them. */
import { fold, wordsOf } from './words.ts';

export interface LabelledParty {
  readonly name: string;
  /** Defined terms and short names. */
  readonly aliases?: readonly string[] | undefined;
}

const LEGAL_FORMS = new Set(
  (
    'inc incorporated corp corporation co company companies llc lc ltd limited lp llp lllp plc gmbh ag kg sa sas sarl ' +
    'srl spa nv bv ab as oy kk pty pte pvt private ulc na sl slu se the and of a an kgaa aps'
  ).split(' '),
);
const DOTTED_FORMS: readonly (readonly [RegExp, string])[] = [
  [/\bl\.?\s?l\.?\s?c\b\.?/g, ' llc '],
  [/\bl\.?\s?l\.?\s?p\b\.?/g, ' llp '],
  [/\bl\.\s?p\b\.?/g, ' lp '],
  [/\bn\.\s?v\b\.?/g, ' nv '],
  [/\bb\.\s?v\b\.?/g, ' bv '],
  [/\bs\.\s?a\.\s?r\.\s?l\b\.?/g, ' sarl '],
  [/\bs\.\s?a\.\s?s\b\.?/g, ' sas '],
  [/\bs\.?\/?\s?a\b\.?/g, ' sa '],
  [/\bp\.\s?l\.\s?c\b\.?/g, ' plc '],
  [/\bn\.\s?a\b\.?/g, ' na '],
  [/\bs\.\s?p\.\s?a\b\.?/g, ' spa '],
  [/\ba\/s\b/g, ' as '],
  [/\bk\.\s?k\b\.?/g, ' kk '],
];
/** Words for a role in the contract: no name, whoever bears it. */
const ROLE_WORDS = new Set(
  (
    'company licensor licensee distributor franchisor franchisee lender borrower client customer vendor supplier ' +
    'seller buyer purchaser contractor consultant provider manufacturer reseller agent principal party parties ' +
    'sponsor owner operator developer endorser talent affiliate subsidiary parent guarantor shipper grantor grantee ' +
    'recipient discloser investor bank partner member agency publisher you we us our'
  ).split(' '),
);

const PARENTHESIS = /\((?:[^()]|\([^()]*\))*\)/g;
const DEFINES = /["']|\bthe\b|hereinafter|collectively|formerly|d\/?b\/?a/;
const OTHER_NAME =
  /,?\s+(?:d\/?b\/?a|f\/?k\/?a|a\/?k\/?a|doing business as|formerly known as|on behalf of)\b.*$/;
const DESCRIPTION =
  /,\s*(?:an?|the)\s+(?:[a-z ]+\s)?(?:corporation|company|limited liability company|limited partnership|partnership|individual|trust)\b.*$/;

/** The words of a name, without legal form, defined terms, other names and description. */
export function nameWords(name: string): string[] {
  const bare = fold(name)
    .replace(PARENTHESIS, (part) => (DEFINES.test(part) ? ' ' : part.replace(/[()]/g, ' ')))
    .replace(/"[^"]{1,60}"/g, ' ')
    .replace(OTHER_NAME, ' ')
    .replace(DESCRIPTION, ' ');
  const all = wordsOf(DOTTED_FORMS.reduce((text, [pattern, form]) => text.replace(pattern, form), bare));
  const core = all.filter((word) => !LEGAL_FORMS.has(word));
  return core.length > 0 ? core : all;
}

const SHORTEST_MISSPELT = 5;
const LONG_WORD = 9;

/** One word, up to a slip of the pen: labels have "Pifzer". */
function nearlySame(a: string, b: string): boolean {
  if (a === b) return true;
  const shortest = Math.min(a.length, b.length);
  if (shortest < SHORTEST_MISSPELT || Math.abs(a.length - b.length) > 2 || /\d/.test(a + b)) return false;
  return editDistance(a, b) <= (shortest >= LONG_WORD ? 2 : 1);
}

/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + changed);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, beforeLast[j - 2]! + 1);
      row.push(least);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length]!;
}

const keyOf = (words: readonly string[]): string => [...new Set(words)].sort().join(' ');
const sameWords = (a: readonly string[], b: readonly string[]): boolean =>
  a.join('') === b.join('') || keyOf(a) === keyOf(b);

/** From this score on, two names are one party's. */
export const SAME_PARTY = 0.75;
const BY_ALIAS = 0.8;

/** 0…1: how much two names have in common. */
export function partyScore(read: string, labelled: LabelledParty): number {
  const [ours, theirs] = [nameWords(read), nameWords(labelled.name)];
  if (ours.length === 0 || theirs.length === 0) return 0;
  if (sameWords(ours, theirs)) return 1;
  const score = overlap(new Set(ours), new Set(theirs));
  if (score >= SAME_PARTY) return score;
  return (labelled.aliases ?? []).some(
    (alias) => isNameOf(alias, theirs) && sameWords(ours, nameWords(alias)),
  )
    ? BY_ALIAS
    : score;
}

function overlap(ours: ReadonlySet<string>, theirs: ReadonlySet<string>): number {
  const free = new Set(theirs);
  let common = 0;
  for (const word of ours) {
    const partner = free.has(word)
      ? word
      : [...free].find((other) => !ours.has(other) && nearlySame(word, other));
    if (partner === undefined) continue;
    free.delete(partner);
    common++;
  }
  const score = common / (ours.size + theirs.size - common);
  const contained =
    common >= 2 &&
    (common === ours.size || common === theirs.size) &&
    common / Math.max(ours.size, theirs.size) >= 0.6;
  return contained ? Math.max(score, SAME_PARTY) : score;
}

/** A proper name of the party, no role: it shares words or letters with the name, or is an acronym. */
function isNameOf(alias: string, name: readonly string[]): boolean {
  const words = nameWords(alias);
  if (words.every((word) => ROLE_WORDS.has(word) || LEGAL_FORMS.has(word))) return false;
  return (
    words.some((word) => name.includes(word)) ||
    words.some((word) => word.length >= 3 && name.some((other) => other.startsWith(word))) ||
    words.join('') === name.map((word) => word[0]).join('') ||
    /^[A-Z&.]{2,}$/.test(alias.trim())
  );
}
