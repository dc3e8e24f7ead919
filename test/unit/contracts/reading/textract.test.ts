import type { Block } from '@aws-sdk/client-textract';
import { describe, expect, test } from 'vitest';
import { fromTextract } from '../../../../shared/contracts/reading/index.ts';

let next = 0;

/** A LINE with its WORDs at a place in fractions, as Textract gives it. */
function line(
  text: string,
  left: number,
  top: number,
  more: { page?: number; confidence?: number; slope?: number } = {},
): Block[] {
  const { page = 1, confidence = 98, slope = 0 } = more;
  const [unit, height] = [0.009, 0.013];
  let at = left;
  const words = text.split(' ').map((word): Block => {
    const box = { Left: at, Top: top + slope * (at - 0.5), Width: word.length * unit, Height: height };
    at += (word.length + 0.6) * unit;
    return {
      BlockType: 'WORD',
      Id: `w${next++}`,
      Page: page,
      Text: word,
      Confidence: confidence,
      Geometry: { BoundingBox: box },
    };
  });
  const width = at - left;
  const y = (x: number) => top + slope * (x - 0.5);
  return [
    {
      BlockType: 'LINE',
      Id: `l${next++}`,
      Page: page,
      Text: text,
      Confidence: confidence,
      Geometry: {
        BoundingBox: { Left: left, Top: Math.min(y(left), y(left + width)), Width: width, Height: height },
        Polygon: [
          { X: left, Y: y(left) },
          { X: left + width, Y: y(left + width) },
          { X: left + width, Y: y(left + width) + height },
          { X: left, Y: y(left) + height },
        ],
      },
      Relationships: [{ Type: 'CHILD', Ids: words.map((word) => word.Id!) }],
    },
    ...words,
  ];
}

const texts = (blocks: Block[], page = 0) =>
  fromTextract(blocks).pages[page]!.lines.map((entry) => entry.text);

describe('fromTextract', () => {
  test('works from lines and words alone, in whatever order they come', () => {
    const blocks = [
      ...line('Second line of the page', 0.1, 0.2),
      ...line('First line of the page', 0.1, 0.1),
    ];
    expect(texts(blocks)).toEqual(['First line of the page', 'Second line of the page']);
    expect(texts(blocks.filter((block) => block.BlockType === 'LINE'))).toEqual([
      'First line of the page',
      'Second line of the page',
    ]);
  });

  test('keeps the recogniser’s confidence as a fraction', () => {
    const [page] = fromTextract(line('Agreement', 0.1, 0.1, { confidence: 80 })).pages;
    expect(page!.lines[0]!.confidence).toBeCloseTo(0.8);
  });

  test('leaves out dirt', () => {
    expect(texts([...line('Agreement', 0.1, 0.1), ...line('| ,', 0.9, 0.5, { confidence: 20 })])).toEqual([
      'Agreement',
    ]);
  });

  test('takes a trade mark’s sign at the end of a quotation for the closing quote', () => {
    const mended = texts([
      ...line('(the “Vendor™) and Quill™ Software (the “Client”) and Moss™ Ltd', 0.1, 0.1),
      ...line('of "Plain™ words', 0.1, 0.2),
    ]);
    expect(mended).toEqual([
      '(the “Vendor”) and Quill™ Software (the “Client”) and Moss™ Ltd',
      'of "Plain” words',
    ]);
  });

  test('joins the pieces of a slanted row, and gives boxes as they lie on the page', () => {
    const slope = 0.03;
    const rows = [0.1, 0.13, 0.16].flatMap((top, index) => [
      ...line(`Licence number ${index} for the named users`, 0.05, top, { slope }),
      ...line(`$${index},000.00`, 0.85, top, { slope }),
    ]);
    const long = line('A long line that shows how the whole page was laid onto the glass of it', 0.1, 0.3, {
      slope,
    });
    const [page] = fromTextract([...rows, ...long]).pages;
    expect(page!.lines.slice(0, 3).map((entry) => entry.text)).toEqual([
      'Licence number 0 for the named users\t$0,000.00',
      'Licence number 1 for the named users\t$1,000.00',
      'Licence number 2 for the named users\t$2,000.00',
    ]);
  });

  test('uses the tables that it is given, with merged cells and column headers', () => {
    const cells: Block[] = [];
    const words: Block[] = [];
    const cell = (id: string, row: number, column: number, text: string, more: Partial<Block> = {}) => {
      const content = text === '' ? [] : line(text, 0.1 + 0.3 * (column - 1), 0.1 + 0.03 * row);
      words.push(...content);
      const ids = content.filter((block) => block.BlockType === 'WORD').map((block) => block.Id!);
      cells.push({
        BlockType: 'CELL',
        Id: id,
        Page: 1,
        RowIndex: row,
        ColumnIndex: column,
        RowSpan: 1,
        ColumnSpan: 1,
        Geometry: {
          BoundingBox: { Left: 0.1 + 0.3 * (column - 1), Top: 0.1 + 0.03 * row, Width: 0.3, Height: 0.03 },
        },
        Relationships: [{ Type: 'CHILD', Ids: ids }],
        ...more,
      });
    };
    cell('a', 1, 1, 'Item', { EntityTypes: ['COLUMN_HEADER'] });
    cell('b', 1, 2, 'Fee', { EntityTypes: ['COLUMN_HEADER'] });
    cell('c', 2, 1, 'All services');
    cell('d', 2, 2, '');
    const box = { Left: 0.1, Top: 0.16, Width: 0.6, Height: 0.03 };
    const merged: Block = {
      BlockType: 'MERGED_CELL',
      Id: 'm',
      Page: 1,
      RowIndex: 2,
      ColumnIndex: 1,
      RowSpan: 1,
      ColumnSpan: 2,
      Geometry: { BoundingBox: box },
      Relationships: [{ Type: 'CHILD', Ids: ['c', 'd'] }],
    };
    const table: Block = {
      BlockType: 'TABLE',
      Id: 't',
      Page: 1,
      Geometry: { BoundingBox: { Left: 0.1, Top: 0.13, Width: 0.6, Height: 0.06 } },
      Relationships: [
        { Type: 'CHILD', Ids: ['a', 'b', 'c', 'd'] },
        { Type: 'MERGED_CELL', Ids: ['m'] },
      ],
    };
    const [page] = fromTextract([...words, ...cells, merged, table]).pages;
    expect(page!.tables[0]).toMatchObject({ rows: 2, columns: 2, headerRows: 1 });
    expect(page!.tables[0]!.cells.find((entry) => entry.text === 'All services')).toMatchObject({
      columnSpan: 2,
    });
    expect(page!.lines.map((entry) => [entry.text, entry.role])).toEqual([
      ['Item\tFee', 'table'],
      ['All services', 'table'],
    ]);
  });

  test('takes headings, headers and page numbers from the layout', () => {
    const parts = [
      line('Acme Order', 0.1, 0.03),
      line('Term of the order', 0.1, 0.2),
      line('It lasts a year.', 0.1, 0.25),
      line('7', 0.5, 0.95),
    ];
    const layout = (
      ['LAYOUT_HEADER', 'LAYOUT_SECTION_HEADER', 'LAYOUT_TEXT', 'LAYOUT_PAGE_NUMBER'] as const
    ).map(
      (type, index): Block => ({
        BlockType: type,
        Id: `y${index}`,
        Page: 1,
        Relationships: [{ Type: 'CHILD', Ids: [parts[index]![0]!.Id!] }],
      }),
    );
    const [page] = fromTextract([...parts.flat(), ...layout]).pages;
    expect(page!.lines.map((entry) => entry.role)).toEqual(['header', 'heading', 'text', 'footer']);
  });

  test('keeps pages on which nothing was found', () => {
    expect(
      fromTextract([{ BlockType: 'PAGE', Page: 1 }, ...line('Signed', 0.1, 0.1, { page: 3 })]).pages,
    ).toHaveLength(3);
  });
});
