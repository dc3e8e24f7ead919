import type { Block } from '@aws-sdk/client-textract';
import { afterAll, describe, expect, test } from 'vitest';
import { openPool, recognize } from '../../../../local/textract/index.ts';
import { type Dirt, dirtied, LINES, multiPageTiff, scan } from './scans.ts';

const engine = openPool(1);
afterAll(() => engine.close());
const read = (file: Buffer, mediaType: string) => recognize(file, mediaType, 1, engine);

const lines = (blocks: readonly Block[]) => blocks.filter((block) => block.BlockType === 'LINE');
const texts = (blocks: readonly Block[]) => lines(blocks).map((block) => block.Text);

describe('recognize', () => {
  test.each([0, 90, 180, 270, 2.5, -1.5])(
    'reads a page that was scanned at %d degrees, with places on the scan as it came',
    async (angle) => {
      const blocks = await read(await scan({ angle }), 'image/png');
      expect(texts(blocks)).toEqual(LINES);
      const title = lines(blocks)[0]!.Geometry!.BoundingBox!;
      // The title stands at the top left of the sheet; after a quarter turn clockwise that is the top right.
      if (angle === 90) expect(title.Left).toBeGreaterThan(0.8);
      if (angle === 180) expect(title.Top).toBeGreaterThan(0.8);
      if (angle === 270) expect(title.Left).toBeLessThan(0.2);
      if (Math.abs(angle) < 5) expect(title.Top).toBeLessThan(0.2);
    },
  );

  test.each<[Dirt, number]>([
    ['grain', 0],
    ['grain', 180],
    ['specks', 0],
    ['shadow', 0],
    ['shadow', 180],
    ['small', 3],
    ['pale', 90],
  ])('reads a page with %s that was scanned at %d degrees', async (dirt, angle) => {
    const blocks = await read(await dirtied(await scan({ angle }), dirt), 'image/png');
    expect(texts(blocks)).toEqual(LINES);
  });

  test('reads a ruled table cell by cell', async () => {
    const blocks = await read(await scan({ table: true }), 'image/png');
    const byId = new Map(blocks.map((block) => [block.Id, block]));
    const cells = blocks.filter((block) => block.BlockType === 'CELL');
    const text = (row: number, column: number) =>
      cells
        .find((cell) => cell.RowIndex === row && cell.ColumnIndex === column)
        ?.Relationships?.[0]?.Ids?.map((id) => byId.get(id)?.Text)
        .join(' ');
    expect(blocks.filter((block) => block.BlockType === 'TABLE')).toHaveLength(1);
    expect(cells).toHaveLength(9);
    expect([text(2, 1), text(2, 2), text(2, 3)]).toEqual(['Scheduling', '14', '$1,140.00']);
    expect([text(3, 1), text(3, 2), text(3, 3)]).toEqual(['Reminders', '9', '$420.00']);
  });

  test('reads every page of a TIFF', async () => {
    const tiff = await multiPageTiff([
      await scan({ lines: ['First page'] }),
      await scan({ lines: ['Second page'] }),
    ]);
    const blocks = await read(tiff, 'image/tiff');
    expect(lines(blocks).map((block) => [block.Page, block.Text])).toEqual([
      [1, 'First page'],
      [2, 'Second page'],
    ]);
  });

  test('gives a page without text as a page', async () => {
    const blocks = await read(await scan({ lines: [] }), 'image/png');
    expect(blocks.map((block) => block.BlockType)).toEqual(['PAGE']);
  });

  test('refuses what Textract does not read, and damaged files', async () => {
    await expect(recognize(Buffer.from('Agreement'), 'text/plain')).rejects.toMatchObject({
      code: 'UnsupportedDocumentException',
    });
    await expect(
      recognize(Buffer.from('\x89PNG\r\n\x1a\nbroken', 'latin1'), 'image/png'),
    ).rejects.toMatchObject({
      code: 'BadDocumentException',
    });
    await expect(recognize(Buffer.from('%PDF-1.7 broken'), 'application/pdf')).rejects.toMatchObject({
      code: 'BadDocumentException',
    });
  });
});
