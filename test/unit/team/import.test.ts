import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../shared/kernel/problem.ts';
import { readPeople } from '../../../shared/team/import/people.ts';
import { isFormula, readTable, writeTable } from '../../../shared/team/import/table.ts';
import { decodeText } from '../../../shared/team/import/text.ts';

const SAMPLES = path.resolve(import.meta.dirname, '../../samples/csv');
const sample = (name: string) => readFileSync(path.join(SAMPLES, name));
const tableOf = (bytes: Uint8Array) => readTable(decodeText(bytes).text);
const peopleIn = (text: string) => readPeople(readTable(text)).people;
/** The refusal's code, or what there is. */
const outcome = (work: () => unknown) => {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return (error.data.errors as { code: string }[])[0]?.code;
  }
};

describe('files of many programs', () => {
  const KNOWN: Readonly<Record<string, unknown>> = {
    'atomic-crm_contacts_500.csv': [500, 'utf-8', ','],
    'atomic-crm_contacts_export.csv': [2, 'utf-8', ','],
    'csvkit_bad.csv': 'no_email_column',
    'csvkit_mac_newlines.csv': 'no_email_column',
    'csvkit_null_byte.csv': 'not_text',
    'csvkit_optional_quote_characters.csv': 'no_email_column',
    'csvkit_test_header_newline.csv': 'no_email_column',
    'csvkit_test_latin1.csv': 'no_email_column',
    'csvkit_test_locale.csv': 'no_email_column',
    'csvkit_test_utf16_big.csv': 'no_email_column',
    'csvkit_test_utf16_little.csv': 'no_email_column',
    'csvkit_test_utf8_bom.csv': 'no_email_column',
    'derived_duplicate-headers.csv': [1, 'utf-8', ','],
    'derived_empty.csv': 'empty',
    'derived_excel-unicode_utf16le_tab.csv': [40, 'utf-16le', '\t'],
    'derived_german-excel_cp1252_semicolon_decimal-comma.csv': [50, 'windows-1252', ';'],
    'derived_hubspot-shape_utf8-bom_crlf_quoted-newlines_dups.csv': [64, 'utf-8', ','],
    // Its last quote is never closed: where a row ends is anybody's guess.
    'derived_ragged_broken.csv': 'malformed',
    'derived_salesforce-report-shape_latin1_footer.csv': [52, 'windows-1252', ','],
    'derived_header-only.csv': [0, 'utf-8', ','],
  };
  const files = readdirSync(SAMPLES).filter((name) => name.endsWith('.csv'));

  it.each(files)('%s is read or refused with a reason', (name) => {
    const read = outcome(() => {
      const { text, encoding } = decodeText(sample(name));
      const table = readTable(text);
      return [readPeople(table).people.length, encoding, table.delimiter];
    });
    expect(read).toEqual(KNOWN[name]);
  });

  it('CR-only lines, UTF-16 of both orders, ISO-8859-1 and a line break in a head come apart', () => {
    const cells = (name: string) => tableOf(sample(name)).rows.map((row) => row.cells);
    expect(cells('csvkit_mac_newlines.csv')).toEqual([
      ['a', 'b', 'c'],
      ['1', '2', '3'],
      ['Once upon\ra time', '5', '6'],
    ]);
    expect(cells('csvkit_test_utf16_big.csv')).toEqual(cells('csvkit_test_utf16_little.csv'));
    expect(cells('csvkit_test_utf16_big.csv')[0]).toEqual(['a', 'b', 'c']);
    expect(cells('csvkit_test_latin1.csv').at(-1)).toEqual(['4', '5', '©']);
    expect(cells('csvkit_test_utf8_bom.csv')[0]).toEqual(['foo', 'bar', 'baz']);
    expect(cells('csvkit_test_header_newline.csv')[0]?.[0]).toMatch(/^start\s+end$/);
  });

  it('a German Excel’s file has its separator line, its code page and its heads understood', () => {
    const bytes = sample('derived_german-excel_cp1252_semicolon_decimal-comma.csv');
    expect(decodeText(bytes).encoding).toBe('windows-1252');
    const table = tableOf(bytes);
    expect(table.delimiter).toBe(';');
    const { people } = readPeople(table);
    expect(people[0]).toMatchObject({ line: 3 });
    expect(people.filter(({ email }) => email.includes('@')).length).toBeGreaterThan(10);
  });
});

describe('people', () => {
  it('are found by the heads of many programs; of several addresses the one for work comes first', () => {
    expect(
      peopleIn('Vorname;Nachname;E-Mail-Adresse;Rolle\nÅsa;Öberg;ASA@Example.com;Viewer')[0],
    ).toMatchObject({
      email: 'asa@example.com',
      name: 'Åsa Öberg',
      role: 'Viewer',
      line: 2,
    });
    expect(peopleIn('email_home,email_work\nh@example.com,w@example.com\nonly@example.com,')).toMatchObject([
      { email: 'w@example.com' },
      { email: 'only@example.com' },
    ]);
  });

  it('of a list without heads are its addresses', () => {
    expect(peopleIn('a@example.com\nb@example.com').map(({ email }) => email)).toEqual([
      'a@example.com',
      'b@example.com',
    ]);
  });

  it('with formulas are kept as text and marked', () => {
    const [evil, plain] = peopleIn('email,name\na@example.com,=cmd|calc!A1\nb@example.com,Bea');
    expect(evil).toMatchObject({ name: '=cmd|calc!A1', formula: true });
    expect(plain?.formula).toBe(false);
  });

  it('a quote that is never closed is refused with its place; NUL and pictures are no text', () => {
    expect(outcome(() => readTable('email,name\na@example.com,"open'))).toBe('malformed');
    expect(outcome(() => decodeText(Buffer.from('email\0')))).toBe('not_text');
    expect(outcome(() => decodeText(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')))).toBe(
      'not_text',
    );
  });
});

const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom('=1+1', '+49', '-x', '@y', 'a"b', 'a,b', 'line\nbreak', ';', '\t'),
);

it('whatever bytes come, they are read or refused, and nothing else is thrown', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      outcome(() => readPeople(tableOf(bytes)));
    }),
  );
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '\r', '\n', 'a', '@', '='), maxLength: 60 }),
      (text) => {
        outcome(() => readPeople(readTable(text)));
      },
    ),
  );
});

it('what is written comes back the same, and no cell begins what a spreadsheet would compute', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
      (rows) => {
        const wanted = rows.map((cells) => cells.map((text) => text.trim()));
        const head = ['email', 'b', 'c'];
        const { rows: read } = readTable(`${writeTable([head, ...wanted])}`);
        const plain = (text: string) =>
          text.startsWith("'") && isFormula(text.slice(1)) ? text.slice(1) : text;
        expect(read.slice(1).map(({ cells }) => cells.map(plain))).toEqual(
          wanted.filter((cells) => cells.some((text) => text !== '')),
        );
        for (const { cells } of read) for (const text of cells) expect(isFormula(text)).toBe(false);
      },
    ),
  );
});

it('one text in every encoding and with every separator gives the same people', () => {
  const utf16be = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
  const word = fc.stringMatching(/^[A-Za-zäöüßé ]{1,12}$/);
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 5 }),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n', '\r'),
      (names, separator, end) => {
        const lines = ['Name', ...names].map((name, index) =>
          index === 0 ? `Name${separator}Email` : `${name}${separator}p${index}@example.com`,
        );
        const text = lines.join(end);
        const encodings = [
          Buffer.from(text),
          Buffer.from(`\uFEFF${text}`),
          Buffer.from(`\uFEFF${text}`, 'utf16le'),
          utf16be(text),
          Buffer.from(text, 'latin1'),
        ];
        for (const bytes of encodings)
          expect(readPeople(tableOf(bytes)).people.map(({ name, email }) => [name, email])).toEqual(
            names.map((name, index) => [name.trim(), `p${index + 1}@example.com`]),
          );
      },
    ),
  );
});
