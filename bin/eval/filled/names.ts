/** Organizations and people as the scoring of filled contracts compares them. */
import { fold, similarity } from './words.ts';

const LEGAL_FORMS = new Set(
  (
    'inc incorporated corp corporation co company llc lc ltd limited lp llp plc gmbh ag kg sa sas sarl srl sl bv nv ab ' +
    'as oy pty pte pvt private pc sdn bhd the and of'
  ).split(' '),
);

function organizationWords(name: unknown): string[] {
  const all = fold(name)
    .replace(/\([^\n)]*\)/g, ' ')
    .replace(/,\s*an? [a-z -]*(?:corporation|company|partnership|union)\b.*$/, ' ')
    .replace(/\b([a-z])\.(?=[a-z]\b)/g, '$1')
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const core = all.filter((word) => !LEGAL_FORMS.has(word));
  return core.length > 0 ? core : all;
}

const SAME_ORGANIZATION = 0.6;

/** Above 0 where both are names of one organization. */
export function organizationScore(read: unknown, labelled: unknown): number {
  const [ours, theirs] = [organizationWords(read), organizationWords(labelled)];
  if (ours.length === 0 || theirs.length === 0) return 0;
  if (ours.join('') === theirs.join('')) return 1;
  const common = new Set(ours.filter((word) => theirs.includes(word))).size;
  const score = common / new Set([...ours, ...theirs]).size;
  return score >= SAME_ORGANIZATION ? score : 0;
}

const AFFIXES = new Set(
  'mr mrs ms miss dr prof professor sir dame madam jr sr ii iii iv phd md dvm esq cpa rn lcsw cpcu mba jd'.split(
    ' ',
  ),
);

/** The words of a person's name, without honorifics and degrees. */
export function personWords(name: unknown): string[] {
  const all = fold(name)
    .replace(/\bph\.\s?d\b\.?/g, 'phd')
    .replace(/\bm\.\s?d\b\.?/g, 'md')
    .replace(/'/g, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const core = all.filter((word) => !AFFIXES.has(word));
  return core.length > 0 ? core : all;
}

const IN_OTHER_ORDER = 0.98;

/** An initial stands for every name that begins with it. */
const sameName = (a: string, b: string): boolean =>
  a === b || (a.length === 1 && b.startsWith(a)) || (b.length === 1 && a.startsWith(b));

/** Above 0 where both are names of one person: initials and left-out middle names pass, a surname alone does not. */
export function personScore(read: unknown, labelled: unknown): number {
  const [ours, theirs] = [personWords(read), personWords(labelled)];
  if (ours.length === 0 || theirs.length === 0) return 0;
  if (ours.join('') === theirs.join('')) return 1;
  if (ours.toSorted().join(' ') === theirs.toSorted().join(' ')) return IN_OTHER_ORDER;
  const [short, long] = ours.length <= theirs.length ? [ours, theirs] : [theirs, ours];
  if (short.length < 2 || !sameName(short[0]!, long[0]!)) return 0;
  let at = 0;
  let inFull = false;
  for (const name of short) {
    while (at < long.length && !sameName(name, long[at]!)) at++;
    if (at === long.length) return 0;
    if (name === long[at] && name.length > 1) inFull = true;
    at++;
  }
  return inFull ? 0.7 + (0.2 * short.length) / long.length : 0;
}

const TITLES: Readonly<Record<string, string>> = {
  vp: 'vice president',
  svp: 'senior vice president',
  ceo: 'chief executive officer',
  cfo: 'chief financial officer',
  coo: 'chief operating officer',
  cto: 'chief technology officer',
  cio: 'chief information officer',
  ciso: 'chief information security officer',
  sr: 'senior',
};
const ABBREVIATED = new RegExp(String.raw`\b(?:${Object.keys(TITLES).join('|')})\b`, 'g');
const fullTitle = (title: unknown): string =>
  fold(title).replace(ABBREVIATED, (letters) => TITLES[letters] ?? letters);

const digitsOf = (phone: unknown): string => String(phone).replace(/\D/g, '');
const SHORTEST_PHONE = 7;
/** Country and area codes may be left out. */
const PHONE_TAIL = 8;

function samePhone(read: unknown, labelled: unknown): boolean {
  const [ours, theirs] = [digitsOf(read), digitsOf(labelled)];
  if (ours.length < SHORTEST_PHONE) return false;
  return (
    ours === theirs ||
    (Math.min(ours.length, theirs.length) >= PHONE_TAIL &&
      ours.slice(-PHONE_TAIL) === theirs.slice(-PHONE_TAIL))
  );
}

/** What is known of a person, and when it is right. */
export const ATTRIBUTES: Readonly<Record<string, (read: unknown, labelled: unknown) => boolean>> = {
  title: (read, labelled) => similarity(fullTitle(read), fullTitle(labelled)) >= 0.6,
  email: (read, labelled) => fold(read).replace(/^mailto:|\s/g, '') === fold(labelled),
  phone: samePhone,
  organization: (read, labelled) => organizationScore(read, labelled) > 0,
};
