/** Names of people, compared as people would: without accents, case, titles and degrees; initials stand for names. */
import { fold } from '../kernel/fold.ts';

const HONORIFICS = new Set(
  'mr mrs ms miss mx dr prof professor sir dame hon rev herr frau mme mlle m sr sra dipl ing'.split(' '),
);
const DEGREES = new Set(
  'esq md phd cpa cpcu cfa mba jd rn pe do dds dvm pharmd llm qc kc obe fca pmp cissp bsn msn dnp edd lcsw bsc msc'.split(
    ' ',
  ),
);
const GENERATIONS = new Set('jr sr ii iii iv junior senior'.split(' '));

export interface PersonName {
  /** Given names, initials and surname, folded; never a title, degree or generation. */
  readonly tokens: readonly string[];
  /** `jr`, `sr`, `ii` …; undefined when none is given. */
  readonly generation: string | undefined;
}

/** `Dr. Devon R. Okafor, Jr.` and `OKAFOR, Devon R.` → devon, r, okafor. Letters of any script. */
export function personName(text: string): PersonName {
  const words = (part: string) =>
    fold(part)
      // Ph.D., M.D., L.L.M. are one word; J.R. is two initials.
      .replace(/\b(?:ph\.\s?d|m\.d|j\.d|ll\.m|p\.e|b\.sc|m\.sc)\b\.?/g, (degree) =>
        degree.replace(/[.\s]/g, ''),
      )
      .replace(/['’`]/g, '')
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);
  const parts = text.split(',').map(words);
  const [first = [], second = []] = parts;
  const suffix = (word: string) => DEGREES.has(word) || GENERATIONS.has(word);
  const inverted = second.length > 0 && !second.every(suffix) && !first.every(suffix);
  const all = inverted ? [...second, ...first, ...parts.slice(2).flat()] : parts.flat();
  let start = 0;
  while (start < all.length - 1 && HONORIFICS.has(all[start] as string)) start++;
  let end = all.length;
  let generation: string | undefined;
  while (end > start + 1 && suffix(all[end - 1] as string)) {
    end--;
    const word = all[end] as string;
    if (GENERATIONS.has(word)) generation = { junior: 'jr', senior: 'sr' }[word] ?? word;
  }
  return { tokens: all.slice(start, end), generation };
}

const standsFor = (a: string, b: string) =>
  a === b || (a.length === 1 && b.startsWith(a)) || (b.length === 1 && a.startsWith(b));

/** Names in `shorter` that are, in their order, among those of `longer`. */
function within(shorter: readonly string[], longer: readonly string[]): boolean {
  let position = 0;
  for (const name of shorter) {
    while (position < longer.length && !standsFor(name, longer[position] as string)) position++;
    if (position++ >= longer.length) return false;
  }
  return true;
}

/**
 * Whether two names can be one person's: same surname, first names equal or one the other's initial, middle names left
 * out but never different; or the same names in another order. A surname or a first name alone is nobody.
 */
export function sameName(a: PersonName, b: PersonName): boolean {
  if (a.generation && b.generation && a.generation !== b.generation) return false;
  const [left, right] = [a.tokens, b.tokens];
  if (left.join('') === right.join('')) return left.length > 0;
  if (left.length < 2 || right.length < 2) return false;
  if ([...left].sort().join(' ') === [...right].sort().join(' '))
    return !left.every(({ length }) => length === 1);
  const [firstA, lastA] = [left[0] as string, left.at(-1) as string];
  const [firstB, lastB] = [right[0] as string, right.at(-1) as string];
  if (lastA !== lastB || lastA.length === 1 || !standsFor(firstA, firstB)) return false;
  const [middleA, middleB] = [left.slice(1, -1), right.slice(1, -1)];
  return middleA.length <= middleB.length ? within(middleA, middleB) : within(middleB, middleA);
}

/** Whether two names have at least a name in common: enough where the e-mail address is the same. */
export const sharesName = (a: PersonName, b: PersonName): boolean =>
  a.tokens.some((name) => b.tokens.some((other) => standsFor(name, other)));

/** How much a name says: names written out count before initials. */
export const fullness = ({ tokens }: PersonName): number =>
  tokens.filter(({ length }) => length > 1).length * 100 + tokens.length;
