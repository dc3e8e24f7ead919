import { isNumeric, type Line } from './pieces.ts';

const ITEM =
  /^(?:[([]?(?:\d{1,2}(?:\.\d{1,3}){0,3}|[a-z]|[ivx]{1,5})[.)\]]|\d{1,2}(?:\.\d{1,3}){1,3}\s|[•·▪◦○●■□☐☑☒➢✓–—-]\s)/i;

/** Nothing that is wrapped is so short. */
const SHORT = 14;

/** The lines of a column that begin something: what is above ended, or had room for their first word. */
export function startsOf(column: readonly Line[]): Line[] {
  const edge = Math.max(...column.map((line) => line.right));
  const steps = column
    .slice(1)
    .map((line, index) => line.baseline - column[index]!.baseline)
    .filter((step, index) => step > 0.8 * column[index]!.size)
    .toSorted((a, b) => a - b);
  const tight = steps[Math.floor(0.2 * steps.length)] ?? Number.POSITIVE_INFINITY;
  return column.filter((line, index) => {
    const before = column[index - 1];
    if (!before || ITEM.test(line.text) || isNumeric(line.text)) return true;
    if (line.text.length < SHORT && before.text.length < SHORT && !/^\p{Ll}/u.test(line.text)) return true;
    if (line.baseline - before.baseline > 1.3 * tight) return true;
    if (/^\p{Ll}/u.test(line.text)) return false;
    const first = line.words[0]!;
    return before.right + 0.3 * line.size + (first.right - first.left) < edge;
  });
}

/** How many of the beginnings after the first stand beside a beginning in another column. */
export function synchronous(
  starts: readonly Line[],
  others: readonly Line[],
): { readonly share: number; readonly count: number } {
  const after = starts.slice(1);
  const beside = after.filter((line) =>
    others.some((other) => Math.abs(other.baseline - line.baseline) < 0.35 * line.size),
  );
  return { share: after.length === 0 ? 0 : beside.length / after.length, count: beside.length };
}
