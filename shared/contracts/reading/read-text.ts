import type { Line, NormalizedDocument } from '../document.ts';
import { decodeText } from '../inspect/text.ts';
import { normalize } from './characters.ts';
import { isPlainHeading } from './layout/headings.ts';

/** Four blanks or more, or a tab, set columns apart; fewer are loose typing. */
const APART = /\t+| {4,}/g;
const PAGE_NUMBER = /^(?:page\s*)?[-–—]?\s*\d{1,3}\s*[-–—]?(?:\s*of\s*\d{1,3})?$/i;
const shape = (text: string) => text.replace(/\d+/g, '#');

/**
 * Reads a plain text file. Blank lines are kept as one empty line each, since they part paragraphs; form feeds start
 * pages. Bytes that are no text read as nothing.
 */
export function readText(bytes: Uint8Array): NormalizedDocument {
  const text = decodeText(bytes) ?? '';
  const pages = text.split('\f').map((page) => {
    const lines: string[] = [];
    for (const raw of page.split(/\r\n|\r|\n/)) {
      const line = normalize(raw.trim().replace(APART, '\u241f'))
        .split('\u241f')
        .map((part) => part.replace(/ {2,}/g, ' ').trim())
        .join('\t');
      if (line !== '' || (lines.length > 0 && lines.at(-1) !== '')) lines.push(line);
    }
    if (lines.at(-1) === '') lines.pop();
    return lines;
  });
  const isRunning = runningTest(pages.flat());
  return {
    schema: 1,
    format: 'text',
    reader: 'plain',
    pages: pages.map((lines, index) => ({
      number: index + 1,
      width: 0,
      height: 0,
      rotation: 0,
      tables: [],
      lines: lines.map((line, at): Line => {
        const alone = (lines[at - 1] ?? '') === '' && (lines[at + 1] ?? '') === '';
        const role = isRunning(line, alone) ? 'footer' : isPlainHeading(line, alone) ? 'heading' : 'text';
        return { text: line, box: null, confidence: 1, role };
      }),
    })),
  };
}

/** Pages printed to text leave their headers, footers and numbers behind: lines that come back again and again. */
function runningTest(lines: readonly string[]): (line: string, alone: boolean) => boolean {
  const places = new Map<string, number[]>();
  lines.forEach((line, index) => {
    if (line.length < 8 || line.length > 150) return;
    const key = shape(line);
    places.set(key, [...(places.get(key) ?? []), index]);
  });
  const running = new Set<string>();
  for (const [key, at] of places) {
    const gaps = at.slice(1).map((place, index) => place - at[index]!);
    if (at.length >= 3 && gaps.every((gap) => gap >= 15) && /\p{L}{3}/u.test(key)) running.add(key);
  }
  const numbers = lines.filter((line) => PAGE_NUMBER.test(line)).map((line) => Number(/\d+/.exec(line)?.[0]));
  const rising = numbers.slice(1).filter((number, index) => number === numbers[index]! + 1).length;
  const numbered = rising >= 2 && rising >= 0.7 * (numbers.length - 1);
  return (line, alone) => running.has(shape(line)) || (numbered && alone && PAGE_NUMBER.test(line));
}
