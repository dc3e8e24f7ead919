/** What every reader does to characters, so that the words are the same whatever file they came from. */

const LIGATURES = /[\ufb00-\ufb06\u0132\u0133\u01c4-\u01cc\uff01-\uff5e]/g;
// Control characters (tab and line feed are handled by the readers), soft hyphen, zero-width and direction marks,
// byte order mark, variation selectors, and the marks of what could not be decoded.
const DROPPED = /[\p{Cc}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffc]|[\ufe00-\ufe0f]/gu;
const HYPHENS = /[\u2010\u2011]/g;
const SPACES = /[\t\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g;
/** Signs of Wingdings and Symbol, which have no code of their own: boxes to tick and bullets. */
const SIGNS: Readonly<Record<string, string>> = {
  '\uf06f': '☐',
  '\uf0a8': '☐',
  '\uf071': '☐',
  '\uf052': '☒',
  '\uf0fd': '☒',
  '\uf0fe': '☒',
  '\u{1f5f5}': '☒',
  '\u{1f5f7}': '☒',
  '\u{1f5f9}': '☒',
  '\uf0fc': '✓',
  '\uf0b7': '•',
  '\uf06c': '●',
  '\uf06e': '■',
  '\uf0a7': '▪',
  '\uf0d8': '➢',
};
const SIGN =
  /[\uf052\uf06c\uf06e\uf06f\uf071\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc-\uf0fe\u{1f5f5}\u{1f5f7}\u{1f5f9}]/gu;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Normalises a stretch of text: ligatures and full-width forms are spelled out, accents composed, every kind of space
 * becomes U+0020, the hyphens that Unicode tells apart one sign, soft hyphens and control characters go. Superscripts, fractions and currency signs stay as printed:
 * full NFKC would turn `m²` into `m2` and `½` into `1⁄2`.
 */
export function normalize(text: string): string {
  // Most text is plain ASCII, and there is much of it.
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(SPACES, ' ')
    .replace(HYPHENS, '-')
    .replace(SIGN, (sign) => SIGNS[sign]!)
    .replace(DROPPED, '')
    .replace(LONE_SURROGATE, '')
    .replace(LIGATURES, (character) => character.normalize('NFKC'));
}

/** Normalises, joins runs of spaces and trims. */
export function tidy(text: string): string {
  return normalize(text).replace(/ {2,}/g, ' ').trim();
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Figures as superscripts, so that a footnote's mark does not run into the number before it. */
export const raised = (text: string): string => text.replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)]!);
