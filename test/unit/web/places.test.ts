import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../web/src/api/types.ts';
import { markedLines, type Place, placesByPage } from '../../../web/src/features/contracts/viewer/places.ts';

const place = (fact: string, quote: string): Place => ({
  fact,
  field: 'term',
  page: 1,
  quote,
  box: null,
  inDoubt: false,
});

const fact = (key: string, more: Partial<Fact>): Fact => ({
  key,
  field: 'term',
  value: '1 year',
  original: null,
  evidence: [],
  confidence: 1,
  method: 'rule',
  needs_review: false,
  note: null,
  alternative: null,
  decision: 'none',
  decided_by: null,
  decided_at: null,
  version: 1,
  ...more,
});

describe('words of facts among lines', () => {
  it('are found across lines, whatever white space parts them', () => {
    const lines = ['The initial term is', 'three  (3) years from the', 'Effective Date.'];
    expect(markedLines(lines, [place('term/0', 'term is three (3) years')])).toEqual([
      [
        { text: 'The initial ', facts: [] },
        { text: 'term is', facts: ['term/0'] },
      ],
      [
        { text: 'three  (3) years', facts: ['term/0'] },
        { text: ' from the', facts: [] },
      ],
      [{ text: 'Effective Date.', facts: [] }],
    ]);
  });

  it('may be of several facts', () => {
    const marked = markedLines(['net 30 days'], [place('a', 'net 30 days'), place('b', '30')]);
    expect(marked).toEqual([
      [
        { text: 'net ', facts: ['a'] },
        { text: '30', facts: ['a', 'b'] },
        { text: ' days', facts: ['a'] },
      ],
    ]);
  });

  it('leave every line as it is, and mark only what the quote says', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.'), maxLength: 30 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), fc.array(text, { maxLength: 4 }), (lines, quotes) => {
        const places = quotes.map((quote, index) => place(String(index), quote));
        const marked = markedLines(lines, places);
        expect(marked.map((line) => line.map((stretch) => stretch.text).join(''))).toEqual(lines);
        for (const { fact: key, quote } of places) {
          const words = marked.flat().filter(({ facts }) => facts.includes(key));
          const said = words
            .map((stretch) => stretch.text)
            .join('')
            .replaceAll(/\s/g, '');
          expect(['', quote.replaceAll(/\s/g, '')]).toContain(said);
        }
      }),
    );
  });
});

describe('places', () => {
  const evidence = (page: number, width: number) => ({
    page,
    quote: 'x',
    box: { left: 0, top: 0, width, height: 0.1 },
  });

  it('are told page by page, the smaller on top; a rejected fact has none', () => {
    const pages = placesByPage([
      fact('small', { evidence: [evidence(2, 0.1)], needs_review: true }),
      fact('large', { evidence: [evidence(2, 0.9), evidence(3, 0.2)] }),
      fact('rejected', { evidence: [evidence(2, 0.5)], decision: 'rejected' }),
    ]);
    expect([...pages.keys()].sort()).toEqual([2, 3]);
    expect(pages.get(2)?.map((each) => [each.fact, each.inDoubt])).toEqual([
      ['large', false],
      ['small', true],
    ]);
  });
});
