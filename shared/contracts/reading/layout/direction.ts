import type { Word } from './geometry.ts';

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** Whether a word is written from right to left. */
export const isRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(text);

/**
 * The words of a row, given from left to right, in the order in which they are read: the unembedded part of the Unicode
 * bidirectional algorithm (UAX #9) run backwards, with whole words. Numbers keep to the words around them.
 */
export function logicalOrder(words: readonly Word[]): Word[] {
  const letters = (test: (text: string) => boolean) =>
    words.reduce((sum, word) => sum + (test(word.text) ? word.text.length : 0), 0);
  const rightward = letters((text) => /\p{L}/u.test(text) && !isRightToLeft(text));
  const leftward = letters(isRightToLeft);
  const atBothEnds = isRightToLeft(words[0]?.text ?? '') && isRightToLeft(words.at(-1)?.text ?? '');
  const isBase = atBothEnds || leftward > rightward;
  // In a row that runs to the left everything is turned round, and what runs to the right turned back.
  const flips = (word: Word) =>
    isBase ? /[\p{L}\d]/u.test(word.text) && !isRightToLeft(word.text) : isRightToLeft(word.text);
  const row = isBase ? words.toReversed() : [...words];
  const result: Word[] = [];
  for (let index = 0; index < row.length; ) {
    let end = index;
    if (flips(row[index]!)) {
      // Over signs and numbers between two of a kind the run goes on.
      for (let next = index + 1; next < row.length; next++) {
        if (flips(row[next]!)) end = next;
        else if (isBase || /\p{L}/u.test(row[next]!.text)) break;
      }
    }
    result.push(...row.slice(index, end + 1).toReversed());
    index = end + 1;
  }
  return result;
}
