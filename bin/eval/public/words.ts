/** Text as the scoring of public agreements compares it. */

/** Without case and accents, with plain quotes and hyphens. */
export const fold = (value: unknown): string =>
  String(value)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2010-\u2015]/g, '-');

/** Its words and figures; a possessive belongs to its word. */
export const wordsOf = (value: unknown): string[] =>
  fold(value)
    .replace(/'s\b/g, 's')
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/** Words that titles may differ in. */
const GLUE = new Set(['the', 'this', 'a', 'an', 'of', 'and', 'for', 'by', 'to', 'between', 'no', 'dated']);
const EXHIBIT = /^\s*\(?\s*ex(?:hibit|\.)?\s*[-\d.]+(?:\([a-z\d]+\))*\s*\)?/;

/** A title without its exhibit number; hyphened words are one, plurals are singulars. */
const titleWords = (value: unknown): string[] =>
  wordsOf(
    fold(value)
      .replace(EXHIBIT, ' ')
      .replace(/(\w)-(?=\w)/g, '$1'),
  )
    .filter((word) => !GLUE.has(word))
    .map((word) => (word.length > 4 ? word.replace(/s$/, '') : word));

/** The least overlap (F1 over words) of two forms of one title. */
const SAME_TITLE = 0.8;

export function sameTitle(read: unknown, labelled: unknown): boolean {
  const [ours, theirs] = [titleWords(read), titleWords(labelled)];
  if (ours.length === 0 || theirs.length === 0) return fold(read).trim() === fold(labelled).trim();
  if (ours.join('') === theirs.join('')) return true;
  const left = [...theirs];
  const common = ours.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return (2 * common.length) / (ours.length + theirs.length) > SAME_TITLE;
}
