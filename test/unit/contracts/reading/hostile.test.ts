import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../../../shared/contracts/inspect/index.ts';
import { runApart } from '../../../../shared/contracts/reading/apart.ts';
import { readDocx, readPdf } from '../../../../shared/contracts/reading/index.ts';
import { makeDocx, paragraph } from './words.ts';

const stream = (content: string | Buffer, dictionary = '') => {
  const data = deflateSync(Buffer.from(content as string));
  return `<< ${dictionary} /Length ${data.length} /Filter /FlateDecode >>\nstream\n${data.toString('latin1')}\nendstream`;
};

/** A PDF of these objects, the first of which is its catalog. */
function pdfOf(objects: readonly string[]): Uint8Array {
  let length = 9;
  const offsets: number[] = [];
  const body = objects.map((object, index) => {
    offsets.push(length);
    const text = `${index + 1} 0 obj\n${object}\nendobj\n`;
    length += text.length;
    return text;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer << /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF`;
  return new Uint8Array(Buffer.from(`%PDF-1.5\n${body.join('')}${end}`, 'latin1'));
}

const CATALOG = '<< /Type /Catalog /Pages 2 0 R >>';
const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
const WORDS = 'BT /F 12 Tf 72 700 Td (The agreement is made between the parties) Tj ET';

/** One page; object 6 and on are `more`. */
const onePage = (content: string, more: readonly string[] = [], resources = '/Font << /F 5 0 R >>') =>
  pdfOf([
    CATALOG,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << ${resources} >> >>`,
    stream(content),
    FONT,
    ...more,
  ]);

/** Forms each of which draws the next one `times` times. */
const forms = (depth: number, times: number) =>
  onePage(
    `${WORDS} /X6 Do`,
    Array.from({ length: depth }, (_, index) =>
      stream(
        index === depth - 1 ? 'q Q' : `/X${index + 7} Do `.repeat(times),
        `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X${index + 7} ${index + 7} 0 R >> >>`,
      ),
    ),
    '/Font << /F 5 0 R >> /XObject << /X6 6 0 R >>',
  );

/** A map of characters whose ranges hold billions of them: pdf.js fills each within one call. */
const ranges = () =>
  onePage(
    'BT /F 12 Tf 72 700 Td <0041> Tj ET',
    [
      stream(
        `begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange ${`100 beginbfrange ${'<00000000> <00fffffe> <0041> '.repeat(100)} endbfrange `.repeat(50)} endcmap`,
      ),
    ],
    '/Font << /F << /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /A /Flags 4 >> >>] >> >>',
  );

const emptyPages = (count: number) =>
  pdfOf([
    CATALOG,
    `<< /Type /Pages /Kids [${Array.from({ length: count }, (_, index) => `${index + 3} 0 R`).join(' ')}] /Count ${count} >>`,
    ...Array.from({ length: count }, () => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>'),
  ]);

const refused = (code: string) => ({ name: 'UnreadableError', code });
const see = (bytes: Uint8Array) => inspect(bytes, { fileName: 'a.pdf', contentType: 'application/pdf' });

describe('PDFs made to keep a reader busy are refused, with a code', () => {
  test('ten thousand pages of nothing', async () => {
    await expect(readPdf(emptyPages(10_000))).rejects.toMatchObject(refused('too_many_pages'));
  }, 60_000);

  test.each([
    ['a million text items', () => onePage(`BT /F 6 Tf ${'(a)Tj '.repeat(1_000_000)} ET`)],
    ['one text of millions of characters', () => onePage(`BT /F 6 Tf (${'ab '.repeat(2_000_000)}) Tj ET`)],
    [
      'words all over the page',
      () =>
        onePage(
          `BT /F 2 Tf ${Array.from({ length: 60_000 }, (_, i) => `1 0 0 1 ${(i % 200) * 3} ${Math.floor(i / 200) * 2.5} Tm (a)Tj`).join(' ')} ET`,
        ),
    ],
    ['forms within forms', () => forms(3000, 1)],
  ])(
    '%s',
    async (_, make) => {
      await expect(readPdf(make())).rejects.toMatchObject(refused('too_complex'));
    },
    60_000,
  );

  test.each([
    ['a page that never ends', () => ranges()],
    ['forms that double with each level', () => forms(60, 2)],
  ])(
    '%s: the process that reads is ended, and the next file is read by another',
    async (_, make) => {
      const bytes = make();
      await expect(runApart('read-pdf', bytes, { milliseconds: 1500 })).rejects.toMatchObject(
        refused('too_complex'),
      );
      await expect(runApart('inspect-pdf', bytes, { milliseconds: 1500 })).rejects.toMatchObject(
        refused('too_complex'),
      );
      expect((await readPdf(onePage(WORDS))).pages[0]!.lines).toHaveLength(1);
    },
    60_000,
  );

  test('memory that runs out takes the reading process along and no other', async () => {
    const widths = `/W [${Array.from({ length: 9 }, () => '0 2000000000 500').join(' ')}]`;
    const bytes = onePage(
      'BT /F 12 Tf 72 700 Td <0041> Tj ET',
      [],
      `/Font << /F << /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A ${widths} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /A /Flags 4 >> >>] >> >>`,
    );
    await expect(runApart('read-pdf', bytes, { milliseconds: 30_000 })).rejects.toMatchObject(
      refused('too_complex'),
    );
    expect((await readPdf(onePage(WORDS))).pages[0]!.lines).toHaveLength(1);
  }, 60_000);

  test('an abort ends what is being read', async () => {
    const reading = readPdf(ranges(), { signal: AbortSignal.timeout(500) });
    await expect(reading).rejects.toMatchObject({ name: 'TimeoutError' });
  }, 60_000);
});

describe('what only looks dangerous is read', () => {
  test('a huge picture is not decoded', async () => {
    const bytes = onePage(
      `${WORDS} q 1 0 0 1 0 0 cm /I Do Q`,
      [
        stream(
          Buffer.alloc(100 * 2 ** 20),
          '/Type /XObject /Subtype /Image /Width 29000 /Height 29000 /BitsPerComponent 1 /ColorSpace /DeviceGray',
        ),
      ],
      '/Font << /F 5 0 R >> /XObject << /I 6 0 R >>',
    );
    expect(await see(bytes)).toMatchObject({ ok: true, textLayer: 'full' });
    expect((await readPdf(bytes)).pages[0]!.lines[0]!.text).toBe('The agreement is made between the parties');
  }, 60_000);

  test('a form that draws itself', async () => {
    const own = stream(
      '/X6 Do',
      '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X6 6 0 R >> >>',
    );
    const bytes = onePage(`${WORDS} /X6 Do`, [own], '/Font << /F 5 0 R >> /XObject << /X6 6 0 R >>');
    expect((await readPdf(bytes)).pages[0]!.lines).toHaveLength(1);
  }, 60_000);

  test('a Word table fifty tables deep, and cells that claim to span a hundred million columns', async () => {
    const cell = (content: string, properties = '') =>
      `<w:tbl><w:tr><w:tc><w:tcPr>${properties}</w:tcPr>${content}<w:p/></w:tc></w:tr></w:tbl>`;
    let nested = paragraph('thirty days');
    for (let depth = 0; depth < 50; depth++) nested = cell(nested);
    const wide = cell(paragraph('wide'), '<w:gridSpan w:val="100000000"/>');
    const { pages } = await readDocx(await makeDocx(nested + wide));
    expect(pages[0]!.lines.map((line) => line.text)).toEqual(['thirty days', 'wide']);
    expect(pages[0]!.tables.at(-1)!.columns).toBeLessThanOrEqual(200);
  }, 60_000);

  test('a Word document whose elements nest without end is refused or read, in bounded time', async () => {
    const deep = `${'<w:sdt><w:sdtContent>'.repeat(20_000)}${paragraph('x')}${'</w:sdtContent></w:sdt>'.repeat(20_000)}`;
    const outcome = await readDocx(await makeDocx(paragraph('Agreement') + deep)).then(
      () => 'read',
      (error: Error) => error.name,
    );
    expect(outcome).toMatch(/^(?:read|UnreadableError)$/);
  }, 90_000);
});
