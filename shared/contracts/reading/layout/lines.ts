import { type Rect, union, type Word } from './geometry.ts';
import { type Row, textOf } from './rows.ts';

/** A line before it is turned into fractions of the page. */
export interface LaidLine {
  readonly kind: 'line';
  readonly text: string;
  readonly rect: Rect;
  readonly baseline: number;
  readonly size: number;
  readonly bold: boolean;
  readonly confidence: number;
  readonly struck: boolean;
  /** Whatever made the words says that they are a heading. */
  readonly titled: boolean;
}

/** The lines of a row: words that are struck out stand in lines of their own. */
export function linesOf(row: Row): LaidLine[] {
  const groups: Word[][] = [];
  for (const word of row.words) {
    if (groups.at(-1)?.[0]?.struck === word.struck) groups.at(-1)!.push(word);
    else groups.push([word]);
  }
  return groups.map((words) => lineOf({ ...row, ...union(words), words }));
}

/** Makes a line of a row. */
export function lineOf(row: Row): LaidLine {
  const letters = row.words.reduce((sum, word) => sum + word.text.length, 0);
  const weigh = (value: (word: Word) => number) =>
    row.words.reduce((sum, word) => sum + value(word) * word.text.length, 0) / Math.max(1, letters);
  return {
    kind: 'line',
    text: textOf(row.words),
    rect: union(row.words),
    baseline: row.baseline,
    size: row.size,
    bold: weigh((word) => (word.bold ? 1 : 0)) > 0.9,
    confidence: weigh((word) => word.confidence),
    struck: weigh((word) => (word.struck ? 1 : 0)) > 0.8,
    titled: row.words.every((word) => word.mark === 'heading'),
  };
}
