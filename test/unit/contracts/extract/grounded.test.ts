import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { documentOf } from '../../../../bin/extract/document.ts';
import type { Recognizer } from '../../../../bin/extract/recognizer.ts';
import type { NormalizedDocument } from '../../../../shared/contracts/document.ts';
import { factsOf } from '../../../../shared/contracts/extract/calibrate.ts';
import { readFacts } from '../../../../shared/contracts/extract/read-facts.ts';

const CORPUS = path.resolve(import.meta.dirname, '../../../corpus');
const gold = readFileSync(path.join(CORPUS, 'gold.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { file: string; format: string });
const digital = gold.filter(({ format }) => format !== 'scan').map(({ file }) => file);

const scansAreRefused: Recognizer = {
  recognize: () => Promise.reject(new Error('no scan is among them')),
  close: () => Promise.resolve(),
};

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();

/** All that a page shows, line by line and cell by cell. */
function pageTexts(document: NormalizedDocument): Map<number, string> {
  return new Map(
    document.pages.map(({ number, lines, tables }) => [
      number,
      ` ${plain([...lines.map(({ text }) => text), ...tables.flatMap(({ cells }) => cells.map(({ text }) => text))].join(' '))} `,
    ]),
  );
}

describe('every fact of a contract', () => {
  test('has files to be tested with', () => {
    expect(digital.length).toBeGreaterThan(30);
    expect(readdirSync(CORPUS)).toEqual(expect.arrayContaining(digital));
  });

  test.each(digital)(
    '%s: stands on words that its page shows, in whole words, within the page',
    async (file) => {
      const bytes = new Uint8Array(readFileSync(path.join(CORPUS, file)));
      const document = await documentOf(file, bytes, scansAreRefused);
      const texts = pageTexts(document);
      const faults: string[] = [];
      const facts = factsOf(readFacts(document));
      for (const { field, fact } of facts) {
        if (!(fact.confidence > 0 && fact.confidence < 1)) faults.push(`${field}: sure ${fact.confidence}`);
        if (fact.evidence.length === 0 && !fact.needsReview) faults.push(`${field}: stands on nothing`);
        for (const { page, quote, box } of fact.evidence) {
          const text = texts.get(page) ?? '';
          const words = plain(quote).split(' ');
          // A word that the page breaks at a line's end stands there in two parts.
          const missing = words.filter(
            (word, index) =>
              !text.includes(` ${word} `) &&
              (index === 0 || index === words.length - 1 || !text.replaceAll(' ', '').includes(word)),
          );
          if (quote.trim() === '' || missing.length > 0)
            faults.push(`${field} p. ${page}: ${quote} (${missing})`);
          const sides = box ? [box.left, box.top, box.left + box.width, box.top + box.height] : [];
          if (sides.some((side) => !(side >= -0.001 && side <= 1.001))) faults.push(`${field}: box ${sides}`);
        }
      }
      expect(facts.length).toBeGreaterThan(10);
      expect(faults).toEqual([]);
    },
  );
});
