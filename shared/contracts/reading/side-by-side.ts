import { areTranslations } from './language.ts';

/** `Name: Jane Doe`, `Title:`; the label in group 1. */
export const FIELD = /^([\p{L} /'’()-]{2,24}?)\s?[:=](?:\s|_|$)/u;
/** A line to sign on, or what stands for the signature. */
export const BLANK = /_{5,}|\/s\/|^\[?sig(?:ned|nature)?\]?$/i;
/** What stands before a signature. */
export const SIGNS =
  /^(?:by|signed(?: by)?|signature|authori[sz]ed (?:signature|signatory|representative)|for and on behalf of|on behalf of|witness|in the presence of)\b/i;

/** The labels of a form's lines. */
export const labelsOf = (lines: readonly string[]): Set<string> =>
  new Set(lines.flatMap((line) => FIELD.exec(line)?.[1]?.trim().toLowerCase() ?? []));

/** Whether two forms ask for the same: at least two labels, and most of the shorter one's. */
export function areLike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const shared = [...b].filter((label) => a.has(label)).length;
  return shared >= 2 && shared >= 0.5 * Math.min(a.size, b.size);
}

/**
 * Whether a table's columns are texts of their own, each to be read from top to bottom: one text in several languages, or
 * signatures of several parties.
 * @param columns the lines of each column
 */
export function readsByColumn(columns: readonly (readonly string[])[]): boolean {
  if (columns.length < 2 || columns.length > 3) return false;
  if (areTranslations(columns.map((lines) => lines.join(' ')))) return true;
  const signed = columns.every((lines) => lines.some((line) => BLANK.test(line) || SIGNS.test(line)));
  const [first, ...others] = columns.map(labelsOf);
  return signed && others.every((other) => areLike(first!, other));
}
