import type { Block } from '@aws-sdk/client-textract';
import type { NormalizedDocument } from '../document.ts';
import { layOut, type RawPage } from './layout/document.ts';
import { median, turn, type Word } from './layout/geometry.ts';
import { tableOf } from './textract/tables.ts';
import { type Frame, wordsOfLine } from './textract/words.ts';

/** Textract gives fractions only. Letter paper, in points, is near enough to judge what stands side by side. */
const [WIDTH, HEIGHT] = [612, 792];

/**
 * Makes a normalized document of Textract's blocks. LINE and WORD blocks are enough; TABLE, CELL and MERGED_CELL blocks
 * and the layout's headings, headers, footers and page numbers are used where they are. Reading order, columns and
 * tables that Textract was not asked for come from the places of the words.
 * @param blocks of all pages, in any order
 */
export function fromTextract(blocks: readonly Block[], format: 'pdf' | 'image' = 'pdf'): NormalizedDocument {
  const byId = new Map(blocks.flatMap((block) => (block.Id ? [[block.Id, block] as const] : [])));
  const byPage = Map.groupBy(blocks, (block) => block.Page ?? 1);
  const last = Math.max(0, ...byPage.keys());
  // A page on which nothing was found is still a page.
  const pages = Array.from({ length: last }, (_, index) =>
    rawPage(index + 1, byPage.get(index + 1) ?? [], byId),
  );
  return layOut(pages, { format, reader: 'textract' });
}

function rawPage(number: number, blocks: readonly Block[], byId: ReadonlyMap<string, Block>): RawPage {
  const lines = blocks.filter((block) => block.BlockType === 'LINE');
  const turned = quarterTurns(lines);
  const turns = (4 - turned) % 4;
  const width = turns % 2 === 1 ? HEIGHT : WIDTH;
  const frame: Frame = {
    slope: 0,
    width,
    rectOf: ({ Left = 0, Top = 0, Width = 0, Height = 0 }) => {
      const shown = {
        left: Left * WIDTH,
        top: Top * HEIGHT,
        right: (Left + Width) * WIDTH,
        bottom: (Top + Height) * HEIGHT,
      };
      return turn(shown, turns, WIDTH, HEIGHT);
    },
  };
  const straight = { ...frame, slope: slopeOf(lines, turns) };
  const marks = marksOf(blocks, byId);
  const wordsById = new Map<string, Word>();
  const words = lines.flatMap((line) =>
    wordsOfLine(line, byId, straight, marks.get(line.Id ?? ''), wordsById),
  );
  const tables = blocks
    .filter((block) => block.BlockType === 'TABLE')
    .map((block) => tableOf(block, byId, wordsById, straight))
    .filter((table) => table !== null);
  return {
    number,
    width: WIDTH,
    height: HEIGHT,
    rotation: turned * 90,
    turns,
    slope: straight.slope,
    words,
    rules: [],
    tables,
    aside: [],
  };
}

/** Quarter turns clockwise of the text, from the corners of its lines: the first is where the text begins. */
function quarterTurns(lines: readonly Block[]): number {
  const votes = [0, 0, 0, 0];
  for (const { Geometry, Text = '' } of lines) {
    const [from, to] = Geometry?.Polygon ?? [];
    if (from?.X === undefined || from.Y === undefined || to?.X === undefined || to.Y === undefined) continue;
    const angle = Math.atan2((to.Y - from.Y) * HEIGHT, (to.X - from.X) * WIDTH);
    votes[(Math.round(angle / (Math.PI / 2)) + 4) % 4]! += Text.length;
  }
  return Math.max(0, votes.indexOf(Math.max(...votes)));
}

/** How far the long lines of an upright page fall, per point to the right. */
function slopeOf(lines: readonly Block[], turns: number): number {
  if (turns !== 0) return 0;
  const slopes = lines.flatMap(({ Geometry }) => {
    const [from, to] = Geometry?.Polygon ?? [];
    if (from?.X === undefined || from.Y === undefined || to?.X === undefined || to.Y === undefined) return [];
    return to.X - from.X > 0.3 ? [((to.Y - from.Y) * HEIGHT) / ((to.X - from.X) * WIDTH)] : [];
  });
  const slope = median(slopes);
  return Math.abs(slope) < 0.0015 || Math.abs(slope) > 0.2 ? 0 : slope;
}

const MARKS: Readonly<Record<string, NonNullable<Word['mark']>>> = {
  LAYOUT_HEADER: 'header',
  LAYOUT_FOOTER: 'footer',
  LAYOUT_PAGE_NUMBER: 'footer',
  LAYOUT_TITLE: 'heading',
  LAYOUT_SECTION_HEADER: 'heading',
};

/** What the layout takes each line for, by the line's id. */
function marksOf(
  blocks: readonly Block[],
  byId: ReadonlyMap<string, Block>,
): Map<string, NonNullable<Word['mark']>> {
  const marks = new Map<string, NonNullable<Word['mark']>>();
  for (const block of blocks) {
    const mark = MARKS[block.BlockType ?? ''];
    if (mark === undefined) continue;
    for (const id of block.Relationships?.find((relation) => relation.Type === 'CHILD')?.Ids ?? [])
      if (byId.get(id)?.BlockType === 'LINE') marks.set(id, mark);
  }
  return marks;
}
