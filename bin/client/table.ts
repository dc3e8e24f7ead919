/** Tables of text for a terminal: aligned columns, long cells wrapped, nothing in them that a terminal would obey. */

export interface Column {
  readonly title: string;
  readonly align?: 'right';
  /** May be wrapped where the line is too narrow for all. */
  readonly wrap?: true;
}

const GAP = '  ';
/** Columns that wrap share what is left, but none gets less than this. */
const NARROWEST = 16;

const segmenter = new Intl.Segmenter();
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\uff01-\uff60\p{Emoji_Presentation}]/u;

/** Columns that a terminal gives to a text. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

/** Text of a document as one line: no escape sequence, no line break, no direction override gets through. */
export const plain = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, '')
    .trim();

/**
 * @param rows one text for each column
 * @param width columns of the terminal; columns that wrap are fitted into it
 * @returns lines, the headings first; nothing at the ends of lines
 */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width = 120,
): string[] {
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => row.map(plain))];
  const widths = fitInto(
    columns,
    columns.map((_, index) => Math.max(...cells.map((row) => displayWidth(row[index] ?? '')))),
    width,
  );
  return cells.flatMap((row) => {
    const wrapped = columns.map((column, index) =>
      column.wrap ? wrapText(row[index] ?? '', widths[index] ?? 0) : [row[index] ?? ''],
    );
    const height = Math.max(...wrapped.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      columns
        .map((column, index) => pad(wrapped[index]?.[line] ?? '', widths[index] ?? 0, column.align))
        .join(GAP)
        .trimEnd(),
    );
  });
}

/** Narrows the columns that wrap, the widest first, until the line fits. */
function fitInto(columns: readonly Column[], natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  const wrapping = columns.flatMap(({ wrap }, index) => (wrap ? [index] : []));
  let excess = widths.reduce((sum, each) => sum + each, GAP.length * (columns.length - 1)) - width;
  while (excess > 0) {
    const [widest] = wrapping.toSorted((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0));
    if (widest === undefined || (widths[widest] ?? 0) <= NARROWEST) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess--;
  }
  return widths;
}

/** Lines of at most `width` columns, broken between words; a longer word is broken inside. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (let word of text.split(' ')) {
    if (line && displayWidth(line) + 1 + displayWidth(word) <= width) {
      line += ` ${word}`;
      continue;
    }
    if (line) lines.push(line);
    while (displayWidth(word) > width) {
      const head = headOf(word, width);
      lines.push(head);
      word = word.slice(head.length);
    }
    line = word;
  }
  return line || lines.length === 0 ? [...lines, line] : lines;
}

function headOf(word: string, width: number): string {
  let head = '';
  for (const { segment } of segmenter.segment(word)) {
    if (head && displayWidth(head + segment) > width) break;
    head += segment;
  }
  return head;
}

function pad(text: string, width: number, align: 'right' | undefined): string {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'right' ? blanks + text : text + blanks;
}
