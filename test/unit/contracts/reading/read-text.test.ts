import { describe, expect, test } from 'vitest';
import { readText } from '../../../../shared/contracts/reading/index.ts';

const lines = (bytes: Uint8Array) =>
  readText(bytes).pages.flatMap((page) => page.lines.map((line) => line.text));

describe('readText', () => {
  test.each([
    ['UTF-8', Buffer.from('Café “X” – 5 €')],
    ['UTF-8 with a mark', Buffer.from('\ufeffCafé “X” – 5 €')],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Café “X” – 5 €', 'utf16le')])],
    [
      'Windows-1252',
      Buffer.from([0x43, 0x61, 0x66, 0xe9, 0x20, 0x93, 0x58, 0x94, 0x20, 0x96, 0x20, 0x35, 0x20, 0x80]),
    ],
  ])('reads %s', (_, bytes) => {
    expect(lines(bytes)).toEqual(['Café “X” – 5 €']);
  });

  test('starts a page at each form feed and keeps one blank line between paragraphs', () => {
    const { pages } = readText(Buffer.from('One\n\n\nTwo\fThree\n'));
    expect(pages.map((page) => page.lines.map((line) => line.text))).toEqual([['One', '', 'Two'], ['Three']]);
  });

  test('marks running lines that come back on every printed page', () => {
    const body = Array.from({ length: 4 }, (_, page) => [
      ...Array.from(
        { length: 20 },
        (_, row) => `Sentence ${page}-${String.fromCharCode(97 + row)} says something else.`,
      ),
      `Source: ACME CORP, 10-K, 3/${page}/2018`,
    ]).flat();
    const roles = readText(Buffer.from(body.join('\n'))).pages[0]!.lines.filter((line) =>
      line.text.startsWith('Source'),
    );
    expect(roles).toHaveLength(4);
    expect(roles.every((line) => line.role === 'footer')).toBe(true);
  });

  test('spells out ligatures and drops soft hyphens and control characters', () => {
    expect(lines(Buffer.from('o\ufb03ce\u00ad hours\u200b of\u00a0work'))).toEqual(['office hours of work']);
  });
});
