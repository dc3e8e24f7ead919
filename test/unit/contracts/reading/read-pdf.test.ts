import { describe, expect, test } from 'vitest';
import type { Line } from '../../../../shared/contracts/document.ts';
import { readPdf } from '../../../../shared/contracts/reading/index.ts';
import { degrees, grid, LOREM, makePdf, write } from './pdfs.ts';

const texts = (lines: readonly Line[], role?: Line['role']) =>
  lines.filter((line) => role === undefined || line.role === role).map((line) => line.text);

describe('readPdf', () => {
  test('gives lines from top to bottom with boxes as fractions of the page', async () => {
    const pdf = await makePdf(({ page, plain }) => {
      const first = page();
      // Drawn last, read first.
      write(first, plain, ['Second line here'], { y: 200 });
      write(first, plain, ['First line here'], { y: 100, size: 12 });
    });
    const { pages } = await readPdf(pdf);
    expect(texts(pages[0]!.lines)).toEqual(['First line here', 'Second line here']);
    const box = pages[0]!.lines[0]!.box!;
    expect(box.left).toBeCloseTo(72 / 612, 3);
    expect((box.top + box.height) * 792).toBeGreaterThan(99);
    expect((box.top + box.height) * 792).toBeLessThan(105);
    expect(box.height * 792).toBeCloseTo(12, 0);
  });

  test('reads two columns of running text one after the other', async () => {
    const words = LOREM.join(' ').split(' ');
    const column = (prefix: string) =>
      Array.from({ length: 12 }, (_, row) =>
        `${prefix}${row} ${words.slice(row * 5, row * 5 + 6).join(' ')}`.slice(0, 42),
      );
    const pdf = await makePdf(({ page, plain }) => {
      const first = page();
      const [left, right] = [column('l'), column('r')];
      // Row by row, as some programs draw.
      for (let row = 0; row < 12; row++) {
        write(first, plain, [left[row]!], { x: 72, y: 100 + row * 13 });
        write(first, plain, [right[row]!], { x: 330, y: 100 + row * 13 });
      }
    });
    const lines = texts((await readPdf(pdf)).pages[0]!.lines);
    expect(lines.map((line) => line.split(' ')[0])).toEqual([
      ...Array.from({ length: 12 }, (_, row) => `l${row}`),
      ...Array.from({ length: 12 }, (_, row) => `r${row}`),
    ]);
  });

  test('finds a table drawn with lines, with cells that wrap and cells that span', async () => {
    const pdf = await makePdf(({ page, plain, bold }) => {
      const first = page();
      grid(first, [72, 250, 350, 450], [100, 120, 150]);
      // The last row has no line between its first two columns.
      grid(first, [72, 350, 450], [150, 170]);
      write(first, bold, ['Product'], { x: 76, y: 114 });
      write(first, bold, ['Users'], { x: 254, y: 114 });
      write(first, bold, ['Fee'], { x: 354, y: 114 });
      write(first, plain, ['Scheduling for clinics, with', 'reminders'], { x: 76, y: 132 });
      write(first, plain, ['450'], { x: 254, y: 132 });
      write(first, plain, ['$97,200.00'], { x: 354, y: 132 });
      write(first, plain, ['Total'], { x: 76, y: 164 });
      write(first, plain, ['$97,200.00'], { x: 354, y: 164 });
    });
    const page = (await readPdf(pdf)).pages[0]!;
    expect(page.tables).toHaveLength(1);
    const [table] = page.tables;
    expect(table).toMatchObject({ rows: 3, columns: 3, headerRows: 1 });
    const cell = (row: number, column: number) =>
      table!.cells.find((c) => c.row === row && c.column === column)?.text;
    expect(cell(1, 0)).toBe('Scheduling for clinics, with reminders');
    expect(cell(2, 2)).toBe('$97,200.00');
    expect(table!.cells.find((c) => c.text === 'Total')).toMatchObject({ row: 2, column: 0, columnSpan: 2 });
    expect(texts(page.lines, 'table')[1]).toBe('Scheduling for clinics, with reminders\t450\t$97,200.00');
  });

  test('finds a table without lines from aligned columns, drawn column by column', async () => {
    const pdf = await makePdf(({ page, plain, bold }) => {
      const first = page();
      write(first, bold, ['Fee'], { x: 72, y: 100 });
      write(first, bold, ['Milestone'], { x: 240, y: 100 });
      write(first, bold, ['Amount'], { x: 420, y: 100 });
      write(first, plain, ['Registration fee', 'Matching fee', 'Transfer fee'], { x: 72, y: 116, step: 16 });
      write(first, plain, ['Signature', 'Carrier accepted', 'First transfer'], { x: 240, y: 116, step: 16 });
      write(first, plain, ['4.500,00 EUR', '12.750,00 EUR', '5.400,00 EUR'], { x: 420, y: 116, step: 16 });
    });
    const [table] = (await readPdf(pdf)).pages[0]!.tables;
    expect(table).toMatchObject({ rows: 4, columns: 3, headerRows: 1 });
    expect(table!.cells.filter((cell) => cell.row === 2).map((cell) => cell.text)).toEqual([
      'Matching fee',
      'Carrier accepted',
      '12.750,00 EUR',
    ]);
  });

  test('marks a table that goes on over a page break as continued', async () => {
    const pdf = await makePdf(({ page, plain }) => {
      for (const [y, from] of [
        [640, 0],
        [100, 3],
      ] as const) {
        const sheet = page();
        if (from === 0) write(sheet, plain, LOREM, { y: 100 });
        grid(sheet, [72, 300, 450], [y, y + 20, y + 40, y + 60]);
        for (let row = 0; row < 3; row++) {
          write(sheet, plain, [`Item ${from + row}`], { x: 76, y: y + 14 + row * 20 });
          write(sheet, plain, [`$${from + row},000.00`], { x: 304, y: y + 14 + row * 20 });
        }
      }
    });
    const { pages } = await readPdf(pdf);
    expect(pages[0]!.tables[0]!.continued).toBeUndefined();
    expect(pages[1]!.tables[0]!.continued).toBe(true);
  });

  test('marks running headers, footers and page numbers, and keeps them out of the text', async () => {
    const pdf = await makePdf(({ page, plain }) => {
      for (let number = 1; number <= 4; number++) {
        const sheet = page();
        write(sheet, plain, ['Acme, Inc. - Confidential'], { y: 40, size: 8 });
        write(
          sheet,
          plain,
          LOREM.map((line) => `${number} ${line}`),
          { y: 120 },
        );
        write(sheet, plain, [`Order 17 - Page ${number} of 4`], { y: 760, size: 8 });
      }
    });
    for (const page of (await readPdf(pdf)).pages) {
      expect(texts(page.lines, 'header')).toEqual(['Acme, Inc. - Confidential']);
      expect(texts(page.lines, 'footer')).toEqual([`Order 17 - Page ${page.number} of 4`]);
      expect(texts(page.lines, 'text')).toHaveLength(LOREM.length);
    }
  });

  test('does not take the signatures of two pages for running text', async () => {
    const pdf = await makePdf(({ page, plain }) => {
      for (const party of ['Acme', 'Globex']) {
        const sheet = page();
        write(sheet, plain, [`${party} signs here`, 'By: ____________', 'Name: Jane Doe'], { y: 50 });
      }
    });
    for (const page of (await readPdf(pdf)).pages)
      expect(texts(page.lines, 'text')).toContain('Name: Jane Doe');
  });

  test('tells headings by weight, size and numbers', async () => {
    const pdf = await makePdf(({ page, plain, bold }) => {
      const first = page();
      write(first, bold, ['MASTER AGREEMENT'], { y: 80, size: 18 });
      write(first, bold, ['1. Term and renewal'], { y: 120 });
      write(first, plain, LOREM, { y: 140 });
      write(first, plain, ['2. Governing Law'], { y: 230 });
      write(first, plain, LOREM, { y: 250 });
    });
    const { lines } = (await readPdf(pdf)).pages[0]!;
    expect(texts(lines, 'heading')).toEqual(['MASTER AGREEMENT', '1. Term and renewal', '2. Governing Law']);
  });

  test('marks words with a line through them, apart from those beside them', async () => {
    const pdf = await makePdf(({ page, plain }) => {
      const first = page();
      write(first, plain, ['The fee is $500.00 $450.00 a month.'], { y: 100, size: 10 });
      const before = plain.widthOfTextAtSize('The fee is ', 10);
      const struck = plain.widthOfTextAtSize('$500.00', 10);
      const y = 792 - 100 + 3;
      first.drawLine({ start: { x: 72 + before, y }, end: { x: 72 + before + struck, y }, thickness: 0.6 });
    });
    const { lines } = (await readPdf(pdf)).pages[0]!;
    expect(lines.filter((line) => line.struck).map((line) => line.text)).toEqual(['$500.00']);
    expect(lines.filter((line) => !line.struck).map((line) => line.text)).toEqual([
      'The fee is',
      '$450.00 a month.',
    ]);
  });

  test('does not take an underline for a line through the words', async () => {
    const pdf = await makePdf(({ page, plain }) => {
      const first = page();
      write(first, plain, ['Underlined title'], { y: 100 });
      first.drawLine({ start: { x: 72, y: 792 - 101.5 }, end: { x: 150, y: 792 - 101.5 }, thickness: 0.6 });
    });
    expect((await readPdf(pdf)).pages[0]!.lines[0]!.struck).toBeUndefined();
  });

  test.each([0, 90, 180, 270])(
    'reads a page that is shown turned by %i degrees, boxes as shown',
    async (rotation) => {
      const pdf = await makePdf(({ page, plain }) => {
        const first = page();
        write(first, plain, LOREM, { y: 100 });
        first.setRotation(degrees(rotation));
      });
      const page = (await readPdf(pdf)).pages[0]!;
      expect(texts(page.lines)).toEqual(LOREM);
      expect([page.width, page.height]).toEqual(rotation % 180 === 0 ? [612, 792] : [792, 612]);
      const box = page.lines[0]!.box!;
      // The first line is near the top of the sheet, which a viewer shows on the right after a quarter turn.
      if (rotation === 90) expect(box.left).toBeGreaterThan(0.8);
      if (rotation === 180) expect(box.top).toBeGreaterThan(0.8);
      if (rotation === 270) expect(box.left).toBeLessThan(0.2);
    },
  );

  test('reads text that is written sideways on an upright page', async () => {
    const pdf = await makePdf(({ page, plain }) => {
      const first = page();
      LOREM.forEach((line, index) => {
        first.drawText(line, { x: 100 + index * 13, y: 100, size: 10, font: plain, rotate: degrees(90) });
      });
    });
    const page = (await readPdf(pdf)).pages[0]!;
    expect(texts(page.lines)).toEqual(LOREM);
    expect(page.rotation).toBe(270);
    expect(page.lines[0]!.box!.height).toBeGreaterThan(page.lines[0]!.box!.width);
  });

  test('leaves out what lies outside the crop box, and measures from it', async () => {
    const pdf = await makePdf(({ page, plain }) => {
      const first = page();
      first.setCropBox(100, 300, 400, 400);
      write(first, plain, ['Inside the box'], { x: 120, y: 120 });
      write(first, plain, ['Below the box'], { x: 120, y: 700 });
    });
    const page = (await readPdf(pdf)).pages[0]!;
    expect(texts(page.lines)).toEqual(['Inside the box']);
    expect([page.width, page.height]).toEqual([400, 400]);
    expect(page.lines[0]!.box!.left).toBeCloseTo(20 / 400, 2);
  });

  test('keeps a watermark out of the lines it crosses', async () => {
    const pdf = await makePdf(({ page, plain }) => {
      const first = page();
      write(first, plain, LOREM, { y: 100 });
      first.drawText('DRAFT', { x: 150, y: 640, size: 60, font: plain, rotate: degrees(45), opacity: 0.2 });
    });
    const { lines } = (await readPdf(pdf)).pages[0]!;
    expect(texts(lines, 'text')).toEqual(LOREM);
    expect(texts(lines, 'footer')).toEqual(['DRAFT']);
  });

  test('joins letters of spaced headings and words drawn twice for weight', async () => {
    const pdf = await makePdf(({ page, plain }) => {
      const first = page();
      write(first, plain, ['S E R V I C E   F E E S'], { y: 100 });
      write(first, plain, ['Bold by force'], { y: 140 });
      write(first, plain, ['Bold by force'], { x: 72.3, y: 140 });
    });
    expect(texts((await readPdf(pdf)).pages[0]!.lines)).toEqual(['SERVICE FEES', 'Bold by force']);
  });

  test('stops when it is aborted', async () => {
    const pdf = await makePdf(({ page, plain }) => {
      for (let i = 0; i < 40; i++) write(page(), plain, LOREM);
    });
    await expect(readPdf(pdf, { signal: AbortSignal.abort(new Error('late')) })).rejects.toThrow('late');
  });
});
