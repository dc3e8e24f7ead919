import type { Drawing } from './glyphs.ts';

/** What a page's text layer is worth: `none` calls for text recognition, `blank` has nothing to recognise. */
export type TextLayer = 'text' | 'none' | 'blank';

const LETTERS = /\p{L}/u;
const VOWELS = /[aeiouyàâäáãåæèéêëìíîïòóôöõøùúûü]/i;
const LATIN = /[a-zà-öø-ÿ]/i;

/** A stamp or a page number over a scan has fewer letters than this. */
const STAMP = 150;
/** How many shapes may be letters turned to curves. */
const CURVES = 60;

/** Judges a page by its characters, and by what else is on it. */
export function textLayerOf(drawing: Drawing): TextLayer {
  let [letters, latin, vowels, unknown, seen] = [0, 0, 0, 0, 0];
  for (const { text } of drawing.glyphs) {
    if (text.trim() === '') continue;
    seen++;
    // No mapping to Unicode: private use, replacement and control characters.
    if (/[\ue000-\uf8ff\ufffd\p{Cc}]/u.test(text)) unknown++;
    if (!LETTERS.test(text)) continue;
    letters++;
    if (!LATIN.test(text)) continue;
    latin++;
    if (VOWELS.test(text)) vowels++;
  }
  const covered = drawing.image > 0.4;
  if (seen > 0 && unknown > 0.3 * seen) return 'none';
  // Letters that a font maps wrongly read like a cipher: hardly any vowels.
  if (latin > 200 && vowels < 0.2 * latin) return 'none';
  if (letters < STAMP && covered) return 'none';
  if (letters === 0) return drawing.image > 0.02 || drawing.shapes > CURVES ? 'none' : 'blank';
  return 'text';
}
