import { union, type Word } from './geometry.ts';
import type { Row } from './rows.ts';

const ENDS_IN_DOTS = /(?:\.{4,}|…{2,}|_{4,})$/;
const DOTS = /^[.…·_]+$/;
/** An amount, a share, a quantity: what a list of prices leads to. Bare page numbers are none. */
const VALUE = /\p{Sc}|\d[.,]\d|%|\b(?:[A-Z]{3})\s?\d|\d\s?(?:[A-Z]{3})\b/u;
const LEAST = 5;

/** Takes the dots out that lead from an item to its price, so that the white between tells the two apart. */
export function withoutLeaders(row: Row): Row {
  const words: Word[] = [];
  let run: Word[] = [];
  let cut = false;
  const flush = () => {
    if (run.reduce((sum, word) => sum + word.text.length, 0) >= LEAST && words.length > 0) cut = true;
    else words.push(...run);
    run = [];
  };
  for (const word of row.words) {
    if (DOTS.test(word.text)) {
      run.push(word);
      continue;
    }
    flush();
    const dots = ENDS_IN_DOTS.exec(word.text)?.[0].length ?? 0;
    if (dots > 0 && dots < word.text.length) {
      const share = 1 - dots / word.text.length;
      cut = true;
      words.push({
        ...word,
        text: word.text.slice(0, -dots),
        right: word.left + share * (word.right - word.left),
      });
    } else words.push(word);
  }
  words.push(...run);
  const last = words
    .slice(-2)
    .map((word) => word.text)
    .join(' ');
  return cut && words.length >= 2 && VALUE.test(last) ? { ...row, ...union(words), words } : row;
}
