import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIST_FIELDS, SCALAR_FIELDS } from '../../../../shared/contracts/extraction.ts';
import { SECTION_NAMES } from '../../../../shared/contracts/model/names.ts';
import {
  modelSections,
  SECTION_CHARACTERS,
  SECTION_FIELDS,
  sectionText,
} from '../../../../shared/contracts/model/sections.ts';
import { CONTRACT, documentOf, line } from './documents.ts';

const FILLER = 'The parties acknowledge that nothing herein shall be deemed a waiver of any right.';

/** 500 pages of prose with one fact on page 400. */
const LONG = documentOf(
  ...Array.from({ length: 500 }, (_, index) => [
    ...Array.from({ length: 38 }, (_, row) => `${index + 1}.${row} ${FILLER}`),
    ...(index === 399 ? ['This Agreement is governed by the laws of the State of Vermont.'] : []),
    ...(index % 7 === 0 ? ['Fees of USD 1,000.00 are payable within 30 days of the invoice.'] : []),
    ...(index % 9 === 0 ? ['Either party may end the term on 90 days notice, dated January 2, 2025.'] : []),
    ...(index % 6 === 0 ? ['Severity 1 incidents have a response time of 4 hours; uptime is 99.9%.'] : []),
  ]),
);

test('every field of an extraction belongs to exactly one section', () => {
  const fields = SECTION_NAMES.flatMap((name) => SECTION_FIELDS[name]);
  expect(fields.toSorted()).toEqual([...SCALAR_FIELDS, ...LIST_FIELDS].toSorted());
});

describe('the text of a section', () => {
  test.each(SECTION_NAMES)('%s keeps the budget on 500 pages', (name) => {
    const text = sectionText(LONG, name);
    expect(text.length).toBeLessThanOrEqual(SECTION_CHARACTERS);
    expect(text.length).toBeGreaterThan(SECTION_CHARACTERS * 0.8);
  });

  test('finds the one sentence among 500 pages, under the mark of its page', () => {
    const before = sectionText(LONG, 'terms').split('State of Vermont')[0];
    expect(before).toBeDefined();
    expect([...before!.matchAll(/\[p(\d+)\]/g)].at(-1)?.[1]).toBe('400');
  });

  test('gives page marks and lines in the document’s order', () => {
    const pages = [...sectionText(LONG, 'commercial').matchAll(/\[p(\d+)\]/g)].map(([, page]) =>
      Number(page),
    );
    expect(pages.length).toBeGreaterThan(5);
    expect(pages).toEqual(pages.toSorted((a, b) => a - b));
  });

  test('marks a page once where its passages adjoin, and again after a gap', () => {
    const filler = Array.from({ length: 30 }, () => 'Nothing of this kind.');
    const text = sectionText(documentOf(['Fees: USD 1.00', ...filler, 'Fees: USD 2.00']), 'commercial');
    expect(text.match(/\[p1\]/g)).toHaveLength(2);
    expect(sectionText(documentOf(['Fees: USD 1.00', 'Fees: USD 2.00']), 'commercial')).toBe(
      '[p1]\nFees: USD 1.00\nFees: USD 2.00',
    );
  });

  test('leaves out running headers and footers, and says what is struck out', () => {
    const text = sectionText(
      documentOf([
        line('Fees page 1 of 2', { role: 'header' }),
        line('Fees: USD 900.00', { struck: true }),
        'Fees: USD 800.00',
        line('Fees confidential', { role: 'footer' }),
      ]),
      'commercial',
    );
    expect(text).toBe('[p1]\n(struck out) Fees: USD 900.00\nFees: USD 800.00');
  });

  test('is empty where the document has nothing for it', () => {
    expect(sectionText(documentOf(['Once upon a midnight dreary.']), 'service')).toBe('');
  });

  test('holds a kind of fact that is rare beside one that is everywhere', () => {
    const prices = Array.from(
      { length: 600 },
      (_, row) => `Item ${row} price USD ${row}.00 per user, total USD ${row}.00`,
    );
    const document = documentOf([...prices, FILLER, FILLER, 'Invoices are due net 45.', FILLER], prices);
    expect(sectionText(document, 'commercial')).toContain('net 45');
  });

  test('holds a paragraph that is longer than a passage only as far as it says something', () => {
    const prose = `${FILLER} `.repeat(60);
    const text = sectionText(
      documentOf([`${prose}The annual fee is USD 4,200.00 for all users. ${prose}`]),
      'commercial',
    );
    expect(text).toContain('The annual fee is USD 4,200.00 for all users.');
    expect(text.length).toBeLessThan(1500);
  });

  test('is made of the document’s own words in their order, whatever the document', () => {
    const words = fc.constantFrom(
      'Fees',
      'USD 5.00',
      'the',
      'party',
      'x'.repeat(700),
      'dated',
      '.',
      'SLA 99%',
    );
    const texts = fc.array(
      fc.array(words, { maxLength: 150 }).map((list) => list.join(' ')),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 6 }), fc.constantFrom(...SECTION_NAMES), (pages, name) => {
        const text = sectionText(documentOf(...pages), name);
        expect(text.length).toBeLessThanOrEqual(SECTION_CHARACTERS);
        const stretches = text ? text.split(/^\[p\d+\]\n/m).slice(1) : [];
        const all = pages.flat().join(' ').replace(/\s+/g, '');
        let from = 0;
        for (const stretch of stretches) {
          const at = all.indexOf(stretch.replace(/\s+/g, ''), from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + stretch.replace(/\s+/g, '').length;
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('the sections to ask about', () => {
  test('are all of them for a full contract', () => {
    expect(modelSections(CONTRACT)).toEqual(['parties', 'terms', 'commercial', 'service']);
  });

  test('are those the document has anything for', () => {
    expect(modelSections(documentOf(['Fees: USD 1.00 per unit']))).toEqual(['commercial']);
    expect(modelSections(documentOf(['Once upon a midnight dreary.']))).toEqual([]);
    expect(modelSections(documentOf())).toEqual([]);
  });
});
