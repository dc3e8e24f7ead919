import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, plain, textTable, wrapText } from '../../../bin/client/table.ts';

describe('a table of text', () => {
  it('aligns its columns, numbers to the right, and leaves nothing at the ends of lines', () => {
    expect(
      textTable(
        [{ title: 'ITEM' }, { title: 'AMOUNT', align: 'right' }, { title: 'NOTE' }],
        [
          ['Licence', '97,200.00', ''],
          ['Fee', '8.50', 'once'],
        ],
      ),
    ).toEqual(['ITEM        AMOUNT  NOTE', 'Licence  97,200.00', 'Fee           8.50  once']);
  });

  it('wraps the columns that may be wrapped until the line fits', () => {
    const lines = textTable(
      [{ title: 'KEY' }, { title: 'WHY', wrap: true }],
      [['a', 'the customer is entitled to it by the first page']],
      30,
    );
    expect(lines).toEqual(['KEY  WHY', 'a    the customer is entitled', '     to it by the first page']);
  });

  it('keeps columns aligned beside characters that take two columns', () => {
    const lines = textTable(
      [{ title: 'NAME' }, { title: 'X' }],
      [
        ['東京海上', 'x'],
        ['Ada', 'y'],
      ],
    );
    expect(lines).toEqual(['NAME      X', '東京海上  x', 'Ada       y']);
  });

  it('lets nothing of a document through that a terminal would obey', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const [, ...lines] = textTable([{ title: 'T', wrap: true }], [[text]], 40);
        expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
    expect(plain('a\u001b]0;owned\u0007\r\nb')).toBe('a ]0;owned b');
  });

  it('loses no word by wrapping, and no line is too long', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-zé東]{1,20}$/), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 16, max: 60 }),
        (words, width) => {
          const lines = wrapText(words.join(' '), width);
          expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
          for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
