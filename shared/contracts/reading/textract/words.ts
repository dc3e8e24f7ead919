import type { Block, BoundingBox } from '@aws-sdk/client-textract';
import { tidy } from '../characters.ts';
import type { Rect, Word } from '../layout/geometry.ts';

/** Where blocks stand on a page that was turned to be read. */
export interface Frame {
  /** How far lines fall per point to the right. */
  readonly slope: number;
  /** Width of the page as read, in points. */
  readonly width: number;
  rectOf(box: BoundingBox): Rect;
}

/** The ids that a block is made of. */
export const childrenOf = (block: Block, type = 'CHILD'): readonly string[] =>
  block.Relationships?.filter((relation) => relation.Type === type).flatMap(
    (relation) => relation.Ids ?? [],
  ) ?? [];

/** Below this, in percent, a short line without a real word is dirt. */
const JUNK = 35;

/**
 * The words of a LINE block; a line without WORD blocks is divided by its letters.
 * @param wordsById takes up each word under its block's id
 */
export function wordsOfLine(
  line: Block,
  byId: ReadonlyMap<string, Block>,
  frame: Frame,
  mark: Word['mark'] | undefined,
  wordsById: Map<string, Word>,
): Word[] {
  if (!line.Geometry?.BoundingBox || isJunk(line)) return [];
  const children = childrenOf(line)
    .map((id) => byId.get(id))
    .filter((block) => block?.BlockType === 'WORD' && block.Geometry?.BoundingBox);
  const pieces = children.length > 0 ? children.map((block) => block!) : divided(line);
  const rects = pieces.map((piece) => straighten(frame.rectOf(piece.Geometry!.BoundingBox!), frame));
  const top = Math.min(...rects.map((rect) => rect.top));
  const bottom = Math.max(...rects.map((rect) => rect.bottom));
  // A box ends where the letters do: how tall the font is follows from which letters there are.
  const text = pieces.map((piece) => piece.Text ?? '').join('');
  const below = /[gjpqy,;()[\]{}Q_$|]/.test(text) ? 0.22 : 0;
  const above = /[\p{Lu}\dbdfhijklt()[\]$€£&/'"“”‘’|]/u.test(text) ? 0.72 : 0.52;
  const size = Math.min(60, (bottom - top) / (above + below));
  const words: Word[] = [];
  const texts = closingQuotes(pieces.map((piece) => piece.Text ?? ''));
  pieces.forEach((piece, index) => {
    const clean = tidy(texts[index]!);
    if (clean === '') return;
    const word: Word = {
      ...rects[index]!,
      text: clean,
      baseline: bottom - below * size,
      size,
      bold: false,
      confidence: Math.min(1, Math.max(0, (piece.Confidence ?? line.Confidence ?? 0) / 100)),
      spaced: true,
      struck: false,
      ...(mark ? { mark } : {}),
    };
    if (piece.Id) wordsById.set(piece.Id, word);
    words.push(word);
  });
  return words;
}

/** A closing quote is often taken for a trade mark's sign. Where a quote is open, it is the quote. */
function closingQuotes(texts: readonly string[]): string[] {
  let open = false;
  return texts.map((text) =>
    text.replace(/[“”"™]/g, (sign) => {
      const closes = sign === '”' || (open && (sign === '™' || sign === '"'));
      if (sign !== '™') open = !closes;
      else if (closes) open = false;
      return sign === '™' && closes ? '”' : sign;
    }),
  );
}

function isJunk(line: Block): boolean {
  const text = line.Text ?? '';
  return (line.Confidence ?? 100) < JUNK && !/\p{L}{4}|\d{2}/u.test(text);
}

/** Takes the slant of the page out of a word's place. */
function straighten(rect: Rect, frame: Frame): Rect {
  const fall = frame.slope * ((rect.left + rect.right) / 2 - frame.width / 2);
  return { ...rect, top: rect.top - fall, bottom: rect.bottom - fall };
}

function divided(line: Block): Block[] {
  const text = line.Text ?? '';
  const { Left = 0, Top = 0, Width = 0, Height = 0 } = line.Geometry?.BoundingBox ?? {};
  return [...text.matchAll(/\S+/g)].map((match) => ({
    BlockType: 'WORD',
    Text: match[0],
    Confidence: line.Confidence,
    Geometry: {
      BoundingBox: {
        Left: Left + (match.index / text.length) * Width,
        Top,
        Width: (match[0].length / text.length) * Width,
        Height,
      },
    },
  }));
}
