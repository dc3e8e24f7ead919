import type { Block } from '@aws-sdk/client-textract';
import { AwsError } from '../types.ts';
import { confidenceOf, type Found, isOnEnd, linesOf, type Recognised, toBlocks } from './blocks.ts';
import { cleaned } from './clean.ts';
import { cut, without } from './cut.ts';
import { type Area, gridsOf } from './grids.ts';
import { type Bitmap, type MediaType, mediaTypeOf, openPages } from './pages.ts';
import { openPool, type Pool } from './pool.ts';
import { rulesOf } from './rules.ts';
import { fullestBand, lieOf, type Turned, turnPage } from './straighten.ts';

/** Mean confidence of a trial from which a page counts as upright. */
const UPRIGHT = 75;
/** A trial that read fewer letters than this says little: a word or two make sense upside down, too. */
const TRIAL_LETTERS = 24;

/** A PNM file: nothing to compress or unpack. */
function pnm({ data, width, height }: Bitmap): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1'), data]);
}

/** What the pages before have shown: the first turn to try, and how they lay when it was right. */
interface Usual {
  turn: number | null;
  first: number | null;
}

/** Turns a page upright, which a trial on a few of its lines shows, and straight. */
async function straighten(bitmap: Bitmap, pool: Pool, usual: Usual): Promise<Turned> {
  const lie = await lieOf(bitmap);
  const turnBy = (turn: number) => turnPage(bitmap, turn + lie.skewOf(turn));
  // Pages of a document mostly lie alike: a page that looks like the one before needs no trial.
  if (usual.turn !== null && (lie.turns.length === 1 || lie.turns[0] === usual.first))
    return turnBy(usual.turn);
  let best: { turned: Turned; confidence: number } | null = null;
  for (const turn of lie.turns) {
    const turned = await turnBy(turn);
    if (lie.turns.length === 1) return turned;
    const band = fullestBand(turned.bitmap);
    const lines = linesOf(await pool.recognize(pnm(band), Math.round(bitmap.dpi)));
    const letters = lines.flat().reduce((sum, word) => sum + word.text.length, 0);
    const sure = Math.min(1, letters / TRIAL_LETTERS);
    const confidence = isOnEnd(lines) ? 0 : confidenceOf(lines) * sure;
    if (confidence >= UPRIGHT) {
      Object.assign(usual, { turn, first: lie.turns[0] });
      return turned;
    }
    if (!best || confidence > best.confidence + 5) best = { turned, confidence };
  }
  return best!.turned;
}

/** Reads a page, and tries it again the other way round when it reads badly. */
async function readPage(bitmap: Bitmap, page: number, pool: Pool, usual: Usual): Promise<Block[]> {
  const tried = usual.turn === null;
  let turned = await straighten(bitmap, pool, usual);
  let found = await readTurned(turned.bitmap, pool);
  const confidence = confidenceOf(found.lines);
  if (!tried && found.lines.length > 0 && (confidence < UPRIGHT - 10 || isOnEnd(found.lines))) {
    const again = await straighten(bitmap, pool, { turn: null, first: null });
    const other = again.angle === turned.angle ? found : await readTurned(again.bitmap, pool);
    if (confidenceOf(other.lines) > confidence) [turned, found] = [again, other];
  }
  return toBlocks(found, turned, page, bitmap);
}

/** Reads a straight page: its tables cell by cell, and what stands around them. */
async function readTurned(bitmap: Bitmap, pool: Pool): Promise<Recognised> {
  const { horizontal, vertical } = rulesOf(bitmap);
  const grids = gridsOf(horizontal, vertical, bitmap.dpi);
  const tables = await Promise.all(
    grids.map(async (grid) => ({
      grid,
      lines: await Promise.all(grid.cells.map((cell) => readCell(bitmap, cell, pool))),
    })),
  );
  // An engine that sees a table's lines loses the words between them.
  const rest = grids.length === 0 ? bitmap : without(bitmap, grids);
  return { lines: linesOf(await pool.recognize(pnm(rest), Math.round(bitmap.dpi))), tables };
}

async function readCell(bitmap: Bitmap, cell: Area, pool: Pool): Promise<Found[][]> {
  // Borders are a few pixels thick.
  const inset = Math.round(0.02 * bitmap.dpi);
  const area = { x0: cell.x0 + inset, y0: cell.y0 + inset, x1: cell.x1 - inset, y1: cell.y1 - inset };
  const piece = cut(bitmap, area);
  if (piece === null) return [];
  const lines = linesOf(await pool.recognize(pnm(piece.bitmap), Math.round(bitmap.dpi), 'block'));
  return lines.map((words) =>
    words.map((word) => ({
      ...word,
      x0: word.x0 + piece.x,
      x1: word.x1 + piece.x,
      y0: word.y0 + piece.y,
      y1: word.y1 + piece.y,
    })),
  );
}

/**
 * Recognises all pages of a document with a pool of engines.
 * @throws AwsError as `openPages`
 */
export async function recognizeWith(
  pool: Pool,
  bytes: Uint8Array,
  mediaType: MediaType,
  concurrency: number,
): Promise<Block[]> {
  const pages = await openPages(bytes, mediaType);
  try {
    const results: Block[][] = Array.from({ length: pages.count }, () => []);
    const usual: Usual = { turn: null, first: null };
    let next = 0;
    const work = async () => {
      for (let index = next++; index < pages.count; index = next++)
        results[index] = await readPage(await cleaned(await pages.draw(index)), index + 1, pool, usual);
    };
    await Promise.all(Array.from({ length: Math.min(concurrency, pages.count) }, work));
    return results.flat();
  } finally {
    await pages.close();
  }
}

/**
 * Recognises a document's text without any service around it: for command lines.
 * @param mediaType as declared; the content decides
 * @param shared engines that the caller keeps and closes; its own where left out
 * @returns Textract's blocks of all pages
 * @throws AwsError UnsupportedDocumentException, BadDocumentException
 */
export async function recognize(
  bytes: Uint8Array,
  mediaType: string,
  concurrency = 2,
  shared?: Pool,
): Promise<Block[]> {
  const real = mediaTypeOf(bytes);
  if (real === null)
    throw new AwsError(
      'UnsupportedDocumentException',
      `A document of type ${mediaType} cannot be recognised.`,
    );
  const pool = shared ?? openPool(concurrency);
  try {
    return await recognizeWith(pool, bytes, real, concurrency);
  } finally {
    if (pool !== shared) await pool.close();
  }
}
