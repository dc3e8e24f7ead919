import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Line, NormalizedDocument } from '../../../../shared/contracts/document.ts';
import { flow, readPdf, readText, sections } from '../../../../shared/contracts/reading/index.ts';
import { makePdf, write } from './pdfs.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const printed = (lines: readonly string[]) =>
  makePdf(({ page, plain }) => write(page(), plain, lines)).then((pdf) => readPdf(pdf));

describe('flow', () => {
  test('joins lines to paragraphs and words that were cut at a line’s end', async () => {
    const document = await printed([
      'The supplier carries out the implementation with care and the imple-',
      'mentation plan says when each step is to be done. Its long-',
      'term support follows. Phone: (415) 555-',
      '0142 at any time.',
      'Short end.',
      'A new paragraph starts here and fills the line up to the right hand side.',
    ]);
    const { text } = flow(document);
    expect(text).toContain('the implementation plan');
    expect(text).toContain('long-term support');
    expect(text).toContain('(415) 555-0142');
    expect(text.split('\n').at(-1)).toMatch(/^A new paragraph/);
  });

  test('leads from every character of the text back to the same character of a line', () => {
    const line = fc.record({
      text: fc.stringMatching(/^[a-zA-Z0-9 .,-]{0,30}$/).map((text) => text.trim()),
      box: fc.constantFrom(null, { left: 0.1, top: 0.2, width: 0.5, height: 0.02 }),
      confidence: fc.constant(1),
      role: fc.constantFrom<Line['role']>('text', 'heading', 'header', 'footer', 'table'),
    });
    fc.assert(
      fc.property(fc.array(fc.array(line, { maxLength: 8 }), { minLength: 1, maxLength: 4 }), (pages) => {
        const document: NormalizedDocument = {
          schema: 1,
          format: 'pdf',
          reader: 'text-layer',
          pages: pages.map((lines, index) => ({
            number: index + 1,
            width: 612,
            height: 792,
            rotation: 0,
            lines,
            tables: [],
          })),
        };
        const running = flow(document);
        for (let offset = 0; offset < running.text.length; offset++) {
          const character = running.text[offset]!;
          if (/\s/.test(character)) continue;
          const at = running.map(offset)!;
          expect(document.pages[at.page - 1]!.lines[at.line]!.text[at.start]).toBe(character);
        }
        expect(running.text).not.toContain('\u0000');
      }),
      { numRuns: 200 },
    );
  });

  test('locates a stretch that runs over a page break on both pages', async () => {
    const document = await makePdf(({ page, plain }) => {
      write(page(), plain, ['The notice period is ninety days before the end of the then'], { y: 700 });
      write(page(), plain, ['current term, in writing.'], { y: 100 });
    }).then((pdf) => readPdf(pdf));
    const running = flow(document);
    const start = running.text.indexOf('then');
    const places = running.locate(start, start + 'then current term'.length);
    expect(places.map(({ page, quote }) => [page, quote])).toEqual([
      [1, 'then'],
      [2, 'current term'],
    ]);
    expect(places[0]!.box!.left).toBeGreaterThan(0.4);
  });

  test('gives nothing for a document without text', () => {
    const running = flow(readText(encode('')));
    expect(running.text).toBe('');
    expect(running.map(0)).toBeNull();
    expect(running.locate(0, 10)).toEqual([]);
  });
});

describe('sections', () => {
  test('finds numbers and titles, in headings and in front of clauses', () => {
    const document = readText(
      encode(
        [
          'SERVICES AGREEMENT',
          '',
          '1. Term. This agreement lasts 30 days and starts at once.',
          '',
          '1.1 Renewal. It renews for periods of one year.',
          '',
          '2. The parties agree that 2.5 percent is due.',
          '',
          'EXHIBIT A',
          '',
          'Prices follow.',
        ].join('\n'),
      ),
    );
    const running = flow(document);
    const found = sections(document, running);
    expect(found.map(({ number, heading, level }) => [number, heading, level])).toEqual([
      [null, 'SERVICES AGREEMENT', 1],
      ['1', 'Term', 1],
      ['1.1', 'Renewal', 2],
      ['2', '', 1],
      ['EXHIBIT A', '', 1],
    ]);
    expect(running.text.slice(found[1]!.bodyStart, found[1]!.end).trim()).toBe(
      'This agreement lasts 30 days and starts at once.',
    );
  });
});
