import { describe, expect, test } from 'vitest';
import { normalize } from '../../../../shared/contracts/reading/characters.ts';
import { languageOf } from '../../../../shared/contracts/reading/language.ts';
import { logicalOrder } from '../../../../shared/contracts/reading/layout/direction.ts';
import type { Word } from '../../../../shared/contracts/reading/layout/geometry.ts';
import { wordsOf } from '../../../../shared/contracts/reading/pdf/words.ts';

const word = (text: string): Word => ({
  text,
  left: 0,
  right: 1,
  top: 0,
  bottom: 1,
  baseline: 1,
  size: 10,
  bold: false,
  confidence: 1,
  spaced: true,
  struck: false,
});

describe('text from right to left', () => {
  const read = (...shown: string[]) => logicalOrder(shown.map(word)).map(({ text }) => text);

  test('is read in the order in which it is spoken, numbers and names as they are', () => {
    expect(read('בתל', '2026', 'במרץ', '12', 'ביום')).toEqual(['ביום', '12', 'במרץ', '2026', 'בתל']);
    expect(read('צד', 'Acme', 'Inc.', 'חברת', 'של')).toEqual(['של', 'חברת', 'Acme', 'Inc.', 'צד']);
  });

  test('within a line from left to right is turned round alone', () => {
    expect(read('called', 'אור', 'חברת', 'of', 'Tel', 'Aviv')).toEqual([
      'called',
      'חברת',
      'אור',
      'of',
      'Tel',
      'Aviv',
    ]);
  });

  test('joins letters drawn in either order', () => {
    const glyphs = (letters: string, xs: readonly number[]) =>
      [...letters].map((text, index) => ({
        text,
        x: xs[index]!,
        y: 100,
        endX: xs[index]! + 5,
        endY: 100,
        size: 10,
        font: 'f',
        angle: 0,
      }));
    const joined = (letters: string, xs: readonly number[]) =>
      wordsOf(glyphs(letters, xs), () => '').map(({ text }) => text);
    expect(joined('םולש', [10, 15, 20, 25])).toEqual(['שלום']);
    expect(joined('שלום', [25, 20, 15, 10])).toEqual(['שלום']);
    expect(joined('abcd', [10, 15, 20, 25])).toEqual(['abcd']);
  });
});

describe('characters', () => {
  test('hyphens of every kind are one, and a soft hyphen that is drawn is one of them', () => {
    expect(normalize('thirty\u2010six\u2011month')).toBe('thirty-six-month');
    const drawn = { x: 10, y: 100, endX: 13, endY: 100, size: 10, font: 'f', angle: 0 };
    expect(wordsOf([{ ...drawn, text: '\u00ad' }], () => '').map(({ text }) => text)).toEqual(['-']);
    expect(wordsOf([{ ...drawn, endX: 10, text: '\u00ad' }], () => '')).toEqual([]);
  });

  test('signs of Wingdings that tick a box, or leave it empty, are spelled', () => {
    expect(normalize('\uf0fe yearly \uf0a8 monthly \uf0b7 item')).toBe('☒ yearly ☐ monthly • item');
  });
});

describe('languageOf', () => {
  test.each([
    ['en', 'The term of this agreement is two years and it is extended unless a party gives notice.'],
    ['de', 'Die Laufzeit des Vertrages ist zwei Jahre und sie verlängert sich, wenn nicht gekündigt wird.'],
    ['fr', 'La durée du contrat est de deux ans et le contrat est prolongé par les parties pour une année.'],
    [
      'es',
      'El plazo del contrato es de dos años y se prolonga por un año, según lo que las partes acuerden.',
    ],
    ['hebrew', 'הסכם זה נחתם בין הצדדים'],
    ['cyrillic', 'Настоящий договор заключён между сторонами'],
    ['cjk', '本契約は両当事者の間で締結される。'],
  ])('%s', (language, text) => {
    expect(languageOf(text)).toBe(language);
  });

  test('is not sure of names, numbers and a few words', () => {
    expect(languageOf('Acme Inc., 12 Main Street, Springfield')).toBeNull();
    expect(languageOf('Fee: $500.00')).toBeNull();
  });
});
