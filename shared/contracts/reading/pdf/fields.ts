import type { PDFPageProxy } from 'unpdf/pdfjs';
import type { Fields, Glyph } from './glyphs.ts';

/** What an annotation of a page says about itself; pdfjs types it as `any`. */
interface Annotation {
  readonly id?: string;
  readonly subtype?: string;
  readonly rect?: readonly number[];
  readonly fieldType?: string | null;
  readonly fieldValue?: unknown;
  readonly checkBox?: boolean;
  readonly radioButton?: boolean;
  readonly exportValue?: string;
  readonly buttonValue?: string;
  readonly hasAppearance?: boolean;
  readonly multiLine?: boolean;
  readonly annotationFlags?: number;
  readonly defaultAppearanceData?: { readonly fontSize?: number };
}

/** Not shown on a screen: invisible, hidden, no view. */
const UNSEEN = 1 | 2 | 32;
/** More than any form has. */
const MOST = 5000;
/** Width of a character that is not drawn, as a fraction of the font size. */
const ADVANCE = 0.5;
const DEFAULT_SIZE = 10;
const MAX_VALUE = 20_000;

/** @param base maps the page's own coordinates to the page as shown */
export async function fieldsOf(page: PDFPageProxy, base: readonly number[]): Promise<Fields> {
  const annotations = ((await page.getAnnotations({ intent: 'display' })) as readonly Annotation[]).slice(
    0,
    MOST,
  );
  const shown = new Set<string>();
  const glyphs: Glyph[] = [];
  for (const annotation of annotations) {
    if (annotation.subtype !== 'Widget' || ((annotation.annotationFlags ?? 0) & UNSEEN) !== 0) continue;
    const [left, bottom, right, top] = annotation.rect ?? [];
    if (left === undefined || bottom === undefined || right === undefined || top === undefined) continue;
    if (annotation.checkBox === true || annotation.radioButton === true) {
      const on = annotation.checkBox ? annotation.exportValue : annotation.buttonValue;
      const size = Math.min(right - left, top - bottom, 14);
      glyphs.push(
        glyphAt(annotation.fieldValue === on ? '☒' : '☐', left, bottom + 0.2 * size, size, size, base),
      );
    } else if (annotation.fieldType === 'Tx' || annotation.fieldType === 'Ch') {
      if (annotation.hasAppearance === true && annotation.id !== undefined) shown.add(annotation.id);
      else glyphs.push(...valueGlyphs(annotation, left, right, top, bottom, base));
    }
  }
  return { shown, glyphs };
}

/** A value without an appearance, set as a viewer would set it. */
function valueGlyphs(
  annotation: Annotation,
  left: number,
  right: number,
  top: number,
  bottom: number,
  base: readonly number[],
): Glyph[] {
  const { fieldValue } = annotation;
  const value = (
    Array.isArray(fieldValue) ? fieldValue.join(', ') : typeof fieldValue === 'string' ? fieldValue : ''
  )
    .slice(0, MAX_VALUE)
    .trim();
  if (value === '') return [];
  const wanted = annotation.defaultAppearanceData?.fontSize || DEFAULT_SIZE;
  const size = Math.min(wanted, Math.max(4, 0.8 * (top - bottom)));
  const lines =
    annotation.multiLine === true
      ? wrap(value, Math.floor((right - left) / (ADVANCE * size)))
      : [value.replace(/\s+/g, ' ')];
  // One line stands in the middle of its field; several start at the top.
  const first = lines.length > 1 ? top - size : (top + bottom) / 2 - 0.3 * size;
  const advance = Math.min(ADVANCE * size, (right - left) / Math.max(...lines.map((line) => line.length)));
  return lines.flatMap((line, row) =>
    [...line].map((character, column) =>
      glyphAt(character, left + 2 + column * advance, first - row * 1.15 * size, advance, size, base),
    ),
  );
}

function wrap(value: string, width: number): string[] {
  return value.split(/\r\n|\r|\n/).flatMap((paragraph) => {
    const lines: string[] = [''];
    for (const word of paragraph.split(/\s+/)) {
      const line = lines.at(-1)!;
      if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
      else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
    }
    return lines;
  });
}

function glyphAt(
  text: string,
  x: number,
  y: number,
  width: number,
  size: number,
  [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[],
): Glyph {
  return {
    text,
    x: a * x + c * y + e,
    y: b * x + d * y + f,
    endX: a * (x + width) + c * y + e,
    endY: b * (x + width) + d * y + f,
    size: size * Math.hypot(c, d),
    font: '',
    angle: (Math.atan2(b, a) * 180) / Math.PI,
  };
}
