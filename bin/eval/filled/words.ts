/** Text as the scoring of filled contracts compares it. */
import { isBlank } from '../outcome.ts';

/** Letters that do not fall apart into a base and an accent. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ł: 'l',
  Ł: 'l',
  ø: 'o',
  Ø: 'o',
  đ: 'd',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

/** Without case and accents, with plain quotes and hyphens. */
export const fold = (value: unknown): string =>
  String(value ?? '')
    .replace(/[ßłŁøØđæœı]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u201c\u201d\u00ab\u00bb]/g, '"')
    .replace(/[\u2010-\u2015]/g, '-');

/** Its words and figures; `%` is one of them. */
export const wordsOf = (value: unknown): string[] =>
  fold(value)
    .replace(/'s\b/g, 's')
    .replace(/['.](?=[a-z])/g, '')
    .split(/[^a-z0-9%]+/)
    .filter(Boolean);

const STOP_WORDS = new Set(
  (
    'a an the of and or to in on for by with at from is are be been shall must will may its their that this which ' +
    'through via as all any each per'
  ).split(' '),
);

const stem = (word: string): string =>
  word.length > 4 ? word.replace(/ies$/, 'y').replace(/(?:ing|ed|es|s)$/, '') : word;

/** Stems of the words that carry meaning, each once. */
const contentOf = (value: unknown): string[] => [
  ...new Set(
    wordsOf(value)
      .filter((word) => !STOP_WORDS.has(word))
      .map(stem),
  ),
];

export interface Overlap {
  readonly common: number;
  /** Words of the shorter and of the longer text. */
  readonly shorter: number;
  readonly longer: number;
  /** Dice's coefficient, 0…1. */
  readonly dice: number;
}

/** null where one of the texts has no word that carries meaning. */
export function overlapOf(a: unknown, b: unknown): Overlap | null {
  const [ours, theirs] = [contentOf(a), new Set(contentOf(b))];
  if (ours.length === 0 || theirs.size === 0) return null;
  const common = ours.filter((word) => theirs.has(word)).length;
  return {
    common,
    shorter: Math.min(ours.length, theirs.size),
    longer: Math.max(ours.length, theirs.size),
    dice: (2 * common) / (ours.length + theirs.size),
  };
}

/** What a text is worth that stands wholly inside a longer one: two words or more, or a single one. */
const INSIDE = 0.75;
const ONE_WORD_INSIDE = 0.5;

/** 0…1: how much two short labels have in common. */
export function similarity(a: unknown, b: unknown): number {
  const overlap = overlapOf(a, b);
  if (overlap === null) return fold(a).trim() === fold(b).trim() && !isBlank(a) ? 1 : 0;
  const { common, shorter, longer, dice } = overlap;
  if (common === 0 || common < shorter || shorter === longer) return dice;
  return Math.max(dice, shorter >= 2 ? INSIDE : ONE_WORD_INSIDE);
}
