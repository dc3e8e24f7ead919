import { normalize } from '../characters.ts';
import { isRightToLeft } from '../layout/direction.ts';
import type { Rule, Word } from '../layout/geometry.ts';
import { type Glyph, TooMuchDrawingError } from './glyphs.ts';

/** Gaps are fractions of the font size. */
const WORD_GAP = 0.16;
const OVERLAP = 0.5;

/** Words of a page in one direction; a dense one has some two thousand. */
const MAX_WORDS = 20_000;

interface Draft {
  text: string;
  left: number;
  right: number;
  baseline: number;
  size: number;
  bold: boolean;
  spaced: boolean;
}

const BOLD = /bold|black|heavy|demi/i;

/**
 * Joins characters, in the order they were drawn, to words. All must run in one direction, from left to right.
 * @param fontName the PostScript name of a font, which tells whether it is bold
 */
export function wordsOf(glyphs: readonly Glyph[], fontName: (font: string) => string): Word[] {
  const drafts: Draft[] = [];
  let current: Draft | null = null;
  let last: Draft | null = null;
  let space = true;
  const bold = new Map<string, boolean>();
  for (const glyph of glyphs) {
    const text = textOf(glyph);
    if (text.trim() === '') {
      // A space drawn with no width at all separates nothing.
      if (text !== '' || glyph.endX - glyph.x > WORD_GAP * glyph.size) {
        current = null;
        space = true;
      }
      continue;
    }
    let isBold = bold.get(glyph.font);
    if (isBold === undefined) {
      isBold = BOLD.test(fontName(glyph.font));
      bold.set(glyph.font, isBold);
    }
    const [left, right] = [Math.min(glyph.x, glyph.endX), Math.max(glyph.x, glyph.endX)];
    const level: boolean =
      current !== null &&
      Math.abs(glyph.y - current.baseline) < 0.12 * current.size &&
      Math.abs(glyph.size - current.size) < 0.2 * current.size &&
      !text.startsWith(' ');
    const gap = current === null ? 0 : left - current.right;
    const joins = level && gap < WORD_GAP * glyph.size && gap > -OVERLAP * glyph.size;
    const before = current === null ? 0 : current.left - right;
    if (current !== null && joins) {
      // Most programs draw from left to right whatever the script: what is to the right was written before.
      current.text = isRightToLeft(text) ? text + current.text : current.text + text;
      current.right = Math.max(current.right, right);
    } else if (
      current !== null &&
      level &&
      isRightToLeft(current.text) &&
      before < WORD_GAP * glyph.size &&
      before > -OVERLAP * glyph.size
    ) {
      current.text += text;
      current.left = Math.min(current.left, left);
    } else {
      // A space counts when it stands right before the word; what is drawn elsewhere next is apart by its place alone.
      const follows: boolean =
        last !== null &&
        Math.abs(glyph.y - last.baseline) < 0.5 * last.size &&
        Math.abs(glyph.x - last.right) < glyph.size;
      current = {
        text,
        left,
        right,
        baseline: glyph.y,
        size: glyph.size,
        bold: isBold,
        spaced: space && follows,
      };
      if (drafts.length >= MAX_WORDS) throw new TooMuchDrawingError();
      drafts.push(current);
      last = current;
    }
    space = false;
    if (text.endsWith(' ')) {
      current = null;
      space = true;
    }
  }
  return unique(drafts).map((draft) => ({
    ...draft,
    text: draft.text.trim(),
    top: draft.baseline - 0.78 * draft.size,
    bottom: draft.baseline + 0.22 * draft.size,
    confidence: 1,
    struck: false,
  }));
}

/** A soft hyphen that is drawn is a hyphen: some programs write every hyphen so. */
function textOf(glyph: Glyph): string {
  if (glyph.text === '\u00ad' && Math.abs(glyph.endX - glyph.x) > 0.1 * glyph.size) return '-';
  return normalize(glyph.text);
}

/** Bold is sometimes faked by drawing a word twice, a hair's breadth apart. */
function unique(drafts: readonly Draft[]): Draft[] {
  const seen = new Map<string, Draft[]>();
  return drafts.filter((draft) => {
    const twins = seen.get(draft.text) ?? [];
    const twin = twins.find(
      (other) =>
        Math.abs(other.left - draft.left) < 0.15 * draft.size &&
        Math.abs(other.right - draft.right) < 0.2 * draft.size &&
        Math.abs(other.baseline - draft.baseline) < 0.15 * draft.size,
    );
    if (twin) {
      twin.bold = true;
      return false;
    }
    twins.push(draft);
    seen.set(draft.text, twins);
    return true;
  });
}

/** Marks the words that a line is drawn through: between the letters' feet and the top of an `x`. */
export function strike(words: readonly Word[], rules: readonly Rule[]): Word[] {
  const lines = rules.filter((rule) => rule.right - rule.left > 3 * (rule.bottom - rule.top));
  if (lines.length === 0) return [...words];
  return words.map((word) => {
    const struck = lines.some((line) => {
      const y = (line.top + line.bottom) / 2;
      const covered = Math.min(line.right, word.right) - Math.max(line.left, word.left);
      return (
        y > word.baseline - 0.45 * word.size &&
        y < word.baseline - 0.12 * word.size &&
        covered > 0.7 * (word.right - word.left)
      );
    });
    return struck ? { ...word, struck } : word;
  });
}
