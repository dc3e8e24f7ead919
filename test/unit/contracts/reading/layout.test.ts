import { PDFName } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import type { Line } from '../../../../shared/contracts/document.ts';
import { flow, readPdf } from '../../../../shared/contracts/reading/index.ts';
import { grid, type Kit, makePdf, write } from './pdfs.ts';

const texts = (lines: readonly Line[], role?: Line['role']) =>
  lines.filter((line) => role === undefined || line.role === role).map((line) => line.text);
const page = async (draw: (kit: Kit) => void | Promise<void>) =>
  (await readPdf(await makePdf(draw))).pages[0]!;

const LEFT = [
  '1.1 The carrier collects the goods.',
  '1.2 The carrier keeps the goods dry and',
  'cool, and tells the shipper of any delay',
  'as soon as it knows of one.',
  '1.3 The shipper packs the goods and',
  'marks them as the law requires.',
];
const RIGHT = [
  '1.4 Claims are made within seven days',
  'after delivery, in writing.',
  '1.5 Neither party answers for what is',
  'beyond its control, for as long as it is',
  'beyond it.',
];

describe('columns', () => {
  test('that begin below text over the full width, at heights of their own, are read one after the other', async () => {
    const wide =
      'This opening paragraph runs over the full width of the page before the columns begin below.';
    const { lines } = await page(({ page: add, plain }) => {
      const sheet = add();
      write(sheet, plain, [wide], { y: 80 });
      write(sheet, plain, RIGHT, { x: 320, y: 105.5 });
      write(sheet, plain, LEFT, { x: 72, y: 102 });
      write(sheet, plain, [wide], { y: 200 });
    });
    expect(texts(lines)).toEqual([wide, ...LEFT, ...RIGHT, wide]);
  });

  test('keep the left one’s last lines below the end of the right one, headings included', async () => {
    const more = ['4. Fees', ...LEFT.slice(1).map((line) => line.replace(/^1/, '4'))];
    const { lines } = await page(({ page: add, plain, bold }) => {
      const sheet = add();
      write(sheet, plain, [...RIGHT, ...RIGHT.map((line) => line.replace(/^1/, '5'))], { x: 320, y: 100 });
      write(sheet, plain, [...LEFT, ...LEFT], { y: 100 });
      write(sheet, bold, more.slice(0, 1), { y: 264 });
      write(sheet, plain, more.slice(1), { y: 278 });
    });
    expect(texts(lines).slice(12, 18)).toEqual(more);
  });

  test('of two languages are read one after the other, though they begin each clause together', async () => {
    const english = [
      'The term of this agreement is two years. It',
      'is extended by one year unless a party gives',
      'notice to the other.',
      'The law of Austria governs the agreement and',
      'all that comes of it.',
    ];
    const german = [
      'Die Laufzeit des Vertrages ist zwei Jahre. Er',
      'wird um ein Jahr verlängert, wenn nicht eine',
      'der Parteien kündigt.',
      'Der Vertrag und alles, was sich aus ihm ergibt,',
      'unterliegt dem Recht von Österreich.',
    ];
    const { lines } = await page(({ page: add, plain }) => {
      const sheet = add();
      for (const [index, from, to] of [
        [0, 0, 3],
        [1, 3, 5],
      ] as const) {
        write(sheet, plain, english.slice(from, to), { y: 100 + index * 60 });
        write(sheet, plain, german.slice(from, to), { x: 320, y: 100 + index * 60 });
      }
    });
    expect(texts(lines)).toEqual([...english, ...german]);
  });

  test('of signatures read party by party, the names far above the lines to sign on', async () => {
    const parties = [
      ['Falcon Ridge Ltd.', 'By: ______________', 'Name: Jane Doe', 'Title: Director'],
      ['Orbit Works GmbH', 'By: ______________', 'Name: Max Roe', 'Title: Head of Sales'],
      ['Gamma Foundation', 'By: ______________', 'Name: Ann Poe', 'Title: Trustee'],
    ];
    const { lines } = await page(({ page: add, plain }) => {
      const sheet = add();
      parties.forEach((party, index) => {
        write(sheet, plain, party.slice(0, 1), { x: 72 + 170 * index, y: 100 });
        write(sheet, plain, party.slice(1), { x: 72 + 170 * index, y: 135, step: 14 });
      });
    });
    expect(texts(lines)).toEqual(parties.flat());
  });

  test('of labels and values twice over are two forms', async () => {
    const { lines } = await page(({ page: add, plain }) => {
      const sheet = add();
      for (const [x, values] of [
        [72, ['/s/ J. Doe', 'Jane Doe', 'Director']],
        [320, ['/s/ M. Roe', 'Max Roe', 'Manager']],
      ] as const) {
        write(sheet, plain, ['By:', 'Name:', 'Title:'], { x, y: 100, step: 15 });
        write(sheet, plain, values, { x: x + 60, y: 100, step: 15 });
      }
    });
    expect(
      flow({ ...(await empty()), pages: [{ ...blank, lines }] })
        .text.replaceAll('\t', ' ')
        .split('\n'),
    ).toEqual([
      'By: /s/ J. Doe',
      'Name: Jane Doe',
      'Title: Director',
      'By: /s/ M. Roe',
      'Name: Max Roe',
      'Title: Manager',
    ]);
  });

  test('of people with an address each are read person by person', async () => {
    const people = [
      ['Rita Gomez', 'Sponsor', 'rita@blue.example', '+1 503 555 0171'],
      ['Karl Ames', 'IT Manager', 'karl@blue.example', '+1 503 555 0172'],
    ];
    const { lines } = await page(({ page: add, plain }) => {
      const sheet = add();
      people.forEach((person, index) => {
        write(sheet, plain, person, { x: 72 + 200 * index, y: 100 });
      });
    });
    expect(texts(lines)).toEqual(people.flat());
  });
});

const blank = { number: 1, width: 612, height: 792, rotation: 0, lines: [], tables: [] };
const empty = async () => ({ schema: 1, format: 'pdf', reader: 'text-layer', pages: [] }) as const;

describe('tables without borders', () => {
  test('keep a label with the lines beside it, set at their top or at their middle', async () => {
    for (const shift of [0, 6.5]) {
      const { tables } = await page(({ page: add, plain, bold }) => {
        const sheet = add();
        write(sheet, bold, ['Priority'], { y: 100 });
        write(sheet, bold, ['Meaning'], { x: 160, y: 100 });
        write(sheet, bold, ['Response'], { x: 420, y: 100 });
        [
          ['P1', ['The system is down for all users, and', 'nothing helps to get around it'], '30 minutes'],
          ['P2', ['A part of the system is slow or fails', 'for some of the users at a time'], '2 hours'],
        ].forEach(([label, meaning, response], row) => {
          const y = 120 + row * 32;
          write(sheet, plain, [label as string], { y: y + shift });
          write(sheet, plain, meaning as string[], { x: 160, y });
          write(sheet, plain, [response as string], { x: 420, y: y + shift });
        });
      });
      expect(tables).toHaveLength(1);
      expect(tables[0]).toMatchObject({ rows: 3, columns: 3, headerRows: 1 });
      expect(tables[0]!.cells.find((cell) => cell.row === 2 && cell.column === 1)?.text).toBe(
        'A part of the system is slow or fails for some of the users at a time',
      );
    }
  });

  test('tell columns apart that stand closer than usual, by their edges', async () => {
    const { tables } = await page(({ page: add, plain, bold }) => {
      const sheet = add();
      const columns = [
        ['Name', 'Anna Virtanen', 'Olli Makinen', 'Pia Salo'],
        ['Role', 'Project manager', 'Head of procurement and logistics', 'Controller'],
        ['E-mail', 'anna@north.example', 'olli@north.example', 'pia@north.example'],
      ];
      const x = [72, 200, 200 + plain.widthOfTextAtSize(columns[1]![2]!, 10) + 6];
      columns.forEach((cells, index) => {
        write(sheet, bold, cells.slice(0, 1), { x: x[index]!, y: 100 });
        write(sheet, plain, cells.slice(1), { x: x[index]!, y: 118, step: 18 });
      });
    });
    expect(tables[0]).toMatchObject({ rows: 4, columns: 3 });
    expect(tables[0]!.cells.filter((cell) => cell.row === 2).map((cell) => cell.text)).toEqual([
      'Olli Makinen',
      'Head of procurement and logistics',
      'olli@north.example',
    ]);
  });

  test('find columns that few rows fill, below totals that run across', async () => {
    const { tables } = await page(({ page: add, plain }) => {
      const sheet = add();
      const rows = [
        ['Particulars', 'Number', 'Amount'],
        ['Opening fee', '', '$900.00'],
        ['Training', '', '$300.00'],
        ['Licence per seat', '12', '$480.00'],
        ['Support per seat', '12', '$240.00'],
        ['Fee of the first year', '', '$100.00'],
        ['Fee of the second year', '', '$100.00'],
        ['All charges of the first year taken together, with tax', '', '$2,120.00'],
      ];
      rows.forEach((row, index) => {
        row.forEach((cell, column) => {
          write(sheet, plain, [cell], { x: [72, 260, 420][column]!, y: 100 + index * 16 });
        });
      });
    });
    expect(tables[0]).toMatchObject({ rows: 8, columns: 3 });
    expect(tables[0]!.cells.filter((cell) => cell.row === 3).map((cell) => cell.text)).toEqual([
      'Licence per seat',
      '12',
      '$480.00',
    ]);
  });

  test('leave the dots out that lead from an item to its price', async () => {
    const { lines } = await page(({ page: add, plain }) => {
      const sheet = add();
      ['Coordination fee', 'Travel desk', 'Screening'].forEach((item, index) => {
        const dots = ' .'.repeat(30 - item.length);
        write(sheet, plain, [`${item}${dots}`], { y: 100 + index * 15 });
        write(sheet, plain, [`$${index + 1},250.00`], { x: 300, y: 100 + index * 15 });
      });
    });
    expect(texts(lines)[1]).toBe('Travel desk\t$2,250.00');
  });

  test('are not seen in a line that is stretched to its column, nor in a list', async () => {
    const { tables, lines } = await page(({ page: add, plain }) => {
      const sheet = add();
      for (const [row, words] of ['after the family from day', 'to day and also by night'].entries()) {
        let x = 72;
        for (const word of words.split(' ')) {
          write(sheet, plain, [word], { x, y: 100 + row * 13 });
          x += plain.widthOfTextAtSize(word, 10) + 18 + 4 * row;
        }
      }
      ['Article IX.', '(a)', '(b)'].forEach((label, index) => {
        write(sheet, plain, [label], { y: 160 + index * 14 });
        write(sheet, plain, [`What the supplier owes the customer, number ${index}`], {
          x: 140,
          y: 160 + index * 14,
        });
      });
    });
    expect(tables).toEqual([]);
    expect(texts(lines)).toContain('(a) What the supplier owes the customer, number 1');
  });
});

describe('what lines enclose', () => {
  test('a table in a cell keeps its words for itself', async () => {
    const { tables } = await page(({ page: add, plain }) => {
      const sheet = add();
      grid(sheet, [72, 200, 500], [100, 200, 230]);
      write(sheet, plain, ['Hosting'], { x: 76, y: 114 });
      write(sheet, plain, ['Prices:'], { x: 204, y: 114 });
      grid(sheet, [220, 320, 420], [130, 150, 170]);
      write(sheet, plain, ['Gold', 'Silver'], { x: 224, y: 144, step: 20 });
      write(sheet, plain, ['$900.00', '$500.00'], { x: 324, y: 144, step: 20 });
      write(sheet, plain, ['Support'], { x: 76, y: 218 });
      write(sheet, plain, ['Included'], { x: 204, y: 218 });
    });
    expect(tables.map((table) => table.cells.map((cell) => cell.text).join('|'))).toEqual([
      'Hosting|Prices:|Support|Included',
      'Gold|$900.00|Silver|$500.00',
    ]);
  });

  test('rows that no line parts are told by the numbers that stand above each other', async () => {
    const { tables } = await page(({ page: add, plain }) => {
      const sheet = add();
      grid(sheet, [72, 250, 350], [100, 120, 180]);
      write(sheet, plain, ['Item'], { x: 76, y: 114 });
      write(sheet, plain, ['Price'], { x: 254, y: 114 });
      write(sheet, plain, ['Licence', 'Training', 'Support'], { x: 76, y: 134, step: 16 });
      write(sheet, plain, ['$900.00', '$500.00', '$120.00'], { x: 254, y: 134, step: 16 });
    });
    expect(tables[0]).toMatchObject({ rows: 4, columns: 2 });
    expect(tables[0]!.cells.filter((cell) => cell.row === 2).map((cell) => cell.text)).toEqual([
      'Training',
      '$500.00',
    ]);
  });
});

describe('characters', () => {
  test('raised figures are told from the numbers that they follow', async () => {
    const { lines } = await page(({ page: add, plain }) => {
      const sheet = add();
      write(sheet, plain, ['up to 1,200'], { y: 100 });
      const end = 72 + plain.widthOfTextAtSize('up to 1,200', 10);
      sheet.drawText('3', { x: end, y: 792 - 100 + 3.5, size: 6, font: plain });
      write(sheet, plain, ['users'], { x: end + 8, y: 100 });
    });
    expect(texts(lines)).toEqual(['up to 1,200³ users']);
  });

  test('page numbers that count on through the document are no text, wherever they stand', async () => {
    const pdf = await makePdf(({ page: add, plain }) => {
      for (let number = 1; number <= 5; number++) {
        const sheet = add();
        const lines = Array.from(
          { length: 24 },
          (_, index) => `Line ${index} of what sheet ${number} says on it`,
        );
        write(sheet, plain, lines, { y: 100 });
        write(sheet, plain, [`-${number}-`], { x: 300, y: 520 });
      }
    });
    const { pages } = await readPdf(pdf);
    expect(pages.flatMap((sheet) => texts(sheet.lines, 'footer'))).toEqual([
      '-1-',
      '-2-',
      '-3-',
      '-4-',
      '-5-',
    ]);
  });
});

describe('forms', () => {
  const fill = (withoutAppearance: boolean) =>
    makePdf(({ pdf, page: add, plain }) => {
      const sheet = add();
      const form = pdf.getForm();
      write(sheet, plain, ['Customer:', 'Renews'], { y: 100, step: 40 });
      const name = form.createTextField('name');
      name.setText('Blue Harbor Clinics');
      name.addToPage(sheet, { x: 130, y: 792 - 104, width: 200, height: 16, borderWidth: 0 });
      const renews = form.createCheckBox('renews');
      renews.addToPage(sheet, { x: 110, y: 792 - 142, width: 11, height: 11 });
      renews.check();
      if (withoutAppearance)
        for (const widget of name.acroField.getWidgets()) widget.dict.delete(PDFName.of('AP'));
      const note = pdf.context.stream('BT /F 10 Tf (please change to 60 days) Tj ET', {
        Type: 'XObject',
        Subtype: 'Form',
        BBox: [0, 0, 200, 20],
        Resources: { Font: { F: plain.ref } },
      });
      const annotation = { Type: 'Annot', Subtype: 'FreeText', Rect: [300, 400, 500, 420], F: 4 };
      sheet.node.addAnnot(
        pdf.context.register(pdf.context.obj({ ...annotation, AP: { N: pdf.context.register(note) } })),
      );
    });

  test.each([false, true])(
    'what is filled in and ticked is read as text, and a note is not (without appearance: %s)',
    async (withoutAppearance) => {
      const { lines } = (await readPdf(await fill(withoutAppearance))).pages[0]!;
      const text = texts(lines).join(' ').replaceAll('\t', ' ');
      expect(text).toContain('Customer: Blue Harbor Clinics');
      expect(text).toContain('Renews ☒');
      expect(text).not.toContain('60 days');
    },
  );
});
