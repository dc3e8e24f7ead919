/** Numbers as contracts print them: in figures of several traditions, and in words. */

const UNITS: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};

const SCALES: Readonly<Record<string, number>> = { hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9 };

const ORDINALS: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  thirteenth: 13,
  fourteenth: 14,
  fifteenth: 15,
  sixteenth: 16,
  seventeenth: 17,
  eighteenth: 18,
  nineteenth: 19,
  twentieth: 20,
  thirtieth: 30,
};

const longestFirst = (words: readonly string[]): string =>
  [...words].sort((a, b) => b.length - a.length).join('|');
const words = (least: number, most: number): string =>
  longestFirst(
    Object.keys(UNITS).filter((word) => (UNITS[word] ?? 0) >= least && (UNITS[word] ?? 0) <= most),
  );
/** Up to ninety-nine. "two five" is two numbers: "two five-year terms". */
const SMALL = `(?:(?:${words(20, 90)})(?:[ -](?:${words(1, 9)}))?|${words(10, 19)}|${words(0, 9)})`;
const SCALE = longestFirst(Object.keys(SCALES));

/** Source of a regular expression that matches a cardinal in words ("one hundred and twenty", "thirty-six"). */
export const NUMBER_WORDS = `(?:${SMALL}|(?:${SCALE}))(?:[ -](?:${SCALE})(?:(?:[ -]|,? and )${SMALL})?){0,4}`;

/** Source of a regular expression that matches an ordinal up to "thirty-first". */
export const ORDINAL_WORDS = `(?:(?:twenty|thirty)[ -])?(?:${longestFirst(Object.keys(ORDINALS))})`;

/** "one hundred and twenty" → 120; null for anything else than a cardinal in words. */
export function parseNumberWords(text: string): number | null {
  const words = text
    .toLowerCase()
    .split(/[\s,-]+/)
    .filter((word) => word !== '' && word !== 'and');
  if (words.length === 0) return null;
  let total = 0;
  let group = 0;
  for (const word of words) {
    const unit = UNITS[word];
    const scale = SCALES[word];
    if (unit !== undefined) group += unit;
    else if (scale === 100) group = (group || 1) * 100;
    else if (scale !== undefined) {
      total += (group || 1) * scale;
      group = 0;
    } else return null;
  }
  return total + group;
}

/** "twenty-first" or "3rd" → 21, 3; null otherwise. */
export function parseOrdinal(text: string): number | null {
  const figures = /^(\d{1,3}) ?(?:st|nd|rd|th)$/i.exec(text.trim());
  if (figures) return Number(figures[1]);
  const words = text.trim().toLowerCase().split(/[ -]/);
  const last = ORDINALS[words.at(-1) ?? ''];
  if (last === undefined) return null;
  if (words.length === 1) return last;
  const tens = UNITS[words[0] ?? ''];
  return words.length === 2 && tens !== undefined && tens >= 20 && last < 10 ? tens + last : null;
}

/** Which sign separates the decimals. */
export type DecimalSign = '.' | ',';

/** Source of a regular expression for figures with any usual grouping: 1,234.5 · 1.234,5 · 1'234.50 · 1 234,50 · 12,34,567. */
export const FIGURES = String.raw`\d{1,3}(?:[,.'’  ]\d{2,3}){1,6}(?:[.,]\d{1,4})?(?!\d)|\d+(?:[.,]\d{1,6})?`;

/**
 * Reads figures with grouping. `hint` decides what a lone sign before three digits is
 * ("1.250": 1250 where the document writes decimals with a comma). null when the groups do not make a number.
 */
export function parseFigures(text: string, hint: DecimalSign = '.'): number | null {
  const exact = normalizeFigures(text, hint);
  return exact === null ? null : Number(exact);
}

/** As {@link parseFigures}, but as a plain decimal string ("1234.50"), without rounding. */
export function normalizeFigures(text: string, hint: DecimalSign = '.'): string | null {
  const compact = text.trim().replace(/['’\s  ]/g, '');
  if (!/^\d[\d.,]*$/.test(compact) || /[.,]$/.test(compact)) return null;
  const dots = compact.split('.').length - 1;
  const commas = compact.split(',').length - 1;
  let decimal: DecimalSign | null;
  if (dots > 0 && commas > 0) decimal = compact.lastIndexOf('.') > compact.lastIndexOf(',') ? '.' : ',';
  else if (dots + commas === 0) decimal = null;
  else if (dots + commas > 1) decimal = null;
  else {
    const sign: DecimalSign = dots === 1 ? '.' : ',';
    const [whole = '', fraction = ''] = compact.split(sign);
    const groupable = fraction.length === 3 && whole.length <= 3 && !/^0/.test(whole);
    decimal = groupable && sign !== hint ? null : sign;
  }
  const at = decimal === null ? -1 : compact.lastIndexOf(decimal);
  const whole = at < 0 ? compact : compact.slice(0, at);
  const fraction = at < 0 ? '' : compact.slice(at + 1);
  if (/[.,]/.test(fraction)) return null;
  if (/[.,]/.test(whole) && !/^\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}$/.test(whole)) return null;
  const digits = whole.replace(/[.,]/g, '').replace(/^0+(?=\d)/, '');
  return fraction === '' ? digits : `${digits}.${fraction}`;
}

/** The decimal sign a document uses, judged by its unambiguous figures; a full stop where there are none. */
export function decimalSign(text: string): DecimalSign {
  const comma = text.match(/\d\.\d{3},\d{2}(?!\d)|[€\d] ?\d{1,3},\d{2} ?€|€ ?\d+,\d{2}(?!\d)/g)?.length ?? 0;
  const stop =
    text.match(/\d,\d{3}\.\d{2}(?!\d)|[$£€] ?\d+\.\d{2}(?!\d)|[$£€] ?\d{1,3},\d{3}(?![\d,])/g)?.length ?? 0;
  return comma > stop ? ',' : '.';
}
