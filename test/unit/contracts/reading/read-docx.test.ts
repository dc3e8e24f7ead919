import { describe, expect, test } from 'vitest';
import { readDocx } from '../../../../shared/contracts/reading/index.ts';
import { makeDocx, paragraph, part, run } from './words.ts';

const numbered = (level: number) => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`;
const NUMBERING = part(
  'numbering',
  `<w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>
  </w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
);

const lines = async (...given: Parameters<typeof makeDocx>) =>
  (await readDocx(await makeDocx(...given))).pages.flatMap((page) => page.lines);

describe('readDocx', () => {
  test('writes automatic numbers where Word shows them', async () => {
    const body = [
      paragraph('Term', numbered(0)),
      paragraph('The term is one year.', numbered(1)),
      paragraph('It renews.', numbered(1)),
      paragraph('unless ended', numbered(2)),
      paragraph('or sold', numbered(2)),
      paragraph('Fees', numbered(0)),
      paragraph('Net 30.', numbered(1)),
    ].join('');
    const found = await lines(body, { parts: { 'word/numbering.xml': NUMBERING }, relations: ['numbering'] });
    expect(found.map((line) => line.text)).toEqual([
      '1. Term',
      '1.1 The term is one year.',
      '1.2 It renews.',
      '(i) unless ended',
      '(ii) or sold',
      '2. Fees',
      '2.1 Net 30.',
    ]);
  });

  test('leaves out what tracked changes deleted, and takes in what they inserted', async () => {
    const body = `<w:p>${run('Fee: ')}<w:del w:id="1"><w:r><w:delText>$500</w:delText></w:r></w:del><w:ins w:id="2">${run('$450')}</w:ins></w:p>`;
    expect((await lines(body)).map((line) => line.text)).toEqual(['Fee: $450']);
  });

  test('marks struck words as lines of their own', async () => {
    const found = await lines(
      paragraph(`${run('Fee ')}${run('$500', '<w:strike/>')}${run(' $450 a month')}`),
    );
    expect(found.map(({ text, struck }) => [text, struck === true])).toEqual([
      ['Fee', false],
      ['$500', true],
      ['$450 a month', false],
    ]);
  });

  test('keeps placeholders and content controls as printed', async () => {
    const body = `${paragraph('Customer: {customer_name}')}<w:sdt><w:sdtContent>${paragraph('[Click to enter a date]')}</w:sdtContent></w:sdt>`;
    expect((await lines(body)).map((line) => line.text)).toEqual([
      'Customer: {customer_name}',
      '[Click to enter a date]',
    ]);
  });

  test('reads tables with merged cells, header row first', async () => {
    const cell = (text: string, properties = '', look = '') =>
      `<w:tc>${properties ? `<w:tcPr>${properties}</w:tcPr>` : ''}${paragraph(run(text, look))}</w:tc>`;
    const body = `<w:tbl>
      <w:tr>${cell('Item', '', '<w:b/>')}${cell('Fee', '', '<w:b/>')}${cell('Note', '', '<w:b/>')}</w:tr>
      <w:tr>${cell('Licences')}${cell('$100')}${cell('yearly', '<w:vMerge w:val="restart"/>')}</w:tr>
      <w:tr>${cell('Total', '<w:gridSpan w:val="2"/>')}${cell('', '<w:vMerge/>')}</w:tr>
    </w:tbl>`;
    const [page] = (await readDocx(await makeDocx(body))).pages;
    const [table] = page!.tables;
    expect(table).toMatchObject({ rows: 3, columns: 3, headerRows: 1 });
    expect(table!.cells.find((c) => c.text === 'Total')).toMatchObject({ row: 2, column: 0, columnSpan: 2 });
    expect(table!.cells.find((c) => c.text === 'yearly')).toMatchObject({ row: 1, rowSpan: 2 });
    expect(page!.lines.map((line) => line.text)).toEqual([
      'Item\tFee\tNote',
      'Licences\t$100\tyearly',
      'Total',
    ]);
    expect(page!.lines.every((line) => line.role === 'table')).toBe(true);
  });

  test('starts a page at each page break and a line at each line break', async () => {
    const body = `${paragraph(`${run('Acme')}<w:r><w:br/></w:r>${run('Main Street')}<w:r><w:br w:type="page"/></w:r>${run('Next')}`)}`;
    const { pages } = await readDocx(await makeDocx(body));
    expect(pages.map((page) => page.lines.map((line) => line.text))).toEqual([
      ['Acme', 'Main Street'],
      ['Next'],
    ]);
  });

  test('puts footnotes at the end, and their marks where they cannot be taken for figures', async () => {
    const notes = part('footnotes', `<w:footnote w:id="2">${paragraph('Travel at cost.')}</w:footnote>`);
    const found = await lines(
      paragraph(`${run('up to $18,000')}<w:r><w:footnoteReference w:id="2"/></w:r>`),
      {
        parts: { 'word/footnotes.xml': notes },
        relations: ['footnotes'],
      },
    );
    expect(found.map((line) => line.text)).toEqual(['up to $18,000¹', '¹ Travel at cost.']);
  });

  test('reads headers and footers, marked as such', async () => {
    const found = await lines(paragraph('Text'), {
      parts: {
        'word/header1.xml': part('hdr', paragraph('Acme &amp; Co')),
        'word/footer1.xml': part('ftr', paragraph('Confidential')),
      },
    });
    expect(found.map(({ text, role }) => [text, role])).toEqual([
      ['Acme & Co', 'header'],
      ['Text', 'text'],
      ['Confidential', 'footer'],
    ]);
  });

  test('shows what fields hold, leaves hidden text out, and marks double strikes', async () => {
    const found = await lines(
      `<w:p>${run('Due on ')}<w:fldSimple w:instr=" DATE ">${run('March 1, 2026')}</w:fldSimple>${run(' at once', '<w:vanish/>')}${run('.')}</w:p>` +
        paragraph(`${run('Fee ')}${run('$500', '<w:dstrike/>')}`),
    );
    expect(found.map(({ text, struck }) => [text, struck === true])).toEqual([
      ['Due on March 1, 2026.', false],
      ['Fee', false],
      ['$500', true],
    ]);
  });

  test('starts a page where a paragraph’s own properties ask for it', async () => {
    const body = `${paragraph('Agreement')}${paragraph('Exhibit A', '<w:pageBreakBefore/>')}`;
    const { pages } = await readDocx(await makeDocx(body));
    expect(pages.map((page) => page.lines.map((line) => line.text))).toEqual([['Agreement'], ['Exhibit A']]);
  });

  describe('tables', () => {
    const cell = (content: string) => `<w:tc>${content}</w:tc>`;
    const table = (rows: readonly (readonly string[])[]) =>
      `<w:tbl>${rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;

    test('in cells are read after the row they stand in', async () => {
      const inner = table([
        [paragraph('Gold'), paragraph('$9')],
        [paragraph('Silver'), paragraph('$5')],
      ]);
      const body = table([
        [paragraph('Hosting'), `${paragraph('Prices:')}${inner}${paragraph('a month')}`],
        [paragraph('Support'), paragraph('included')],
      ]);
      const [page] = (await readDocx(await makeDocx(body))).pages;
      expect(page!.lines.map((line) => line.text)).toEqual([
        'Hosting\tPrices: a month',
        'Gold\t$9',
        'Silver\t$5',
        'Support\tincluded',
      ]);
      expect(page!.tables.map((found) => [found.rows, found.columns])).toEqual([
        [2, 2],
        [2, 2],
      ]);
    });

    test('of one text in two languages are read column by column', async () => {
      const english = [
        'The term of this agreement is two years, and it is extended unless a party gives notice.',
        'The law of Austria governs this agreement and all that comes of it.',
      ];
      const french = [
        'La durée du contrat est de deux ans, et elle est prolongée sauf si une des parties le dénonce.',
        'Le droit autrichien régit le contrat et les obligations qui en découlent pour les parties.',
      ];
      const body = table(english.map((text, index) => [paragraph(text), paragraph(french[index]!)]));
      expect((await lines(body)).map((line) => line.text)).toEqual([...english, ...french]);
    });

    test('of signatures are read party by party', async () => {
      const rows = [
        ['ACME INC.', 'GLOBEX LLC'],
        ['By: ________', 'By: ________'],
        ['Name: Jane Doe', 'Name: Max Roe'],
        ['Title: CEO', 'Title: CFO'],
      ];
      const found = await lines(table(rows.map((row) => row.map((text) => paragraph(text)))));
      expect(found.map((line) => line.text)).toEqual([
        ...rows.map((row) => row[0]),
        ...rows.map((row) => row[1]),
      ]);
    });
  });
});
