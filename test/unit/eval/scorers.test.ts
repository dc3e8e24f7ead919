/** The scorers count as those do that came with the labels. Runs only where the labels lie beside the checkout. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FilledLabels } from '../../../bin/eval/filled/labels.ts';
import { scoreFilled } from '../../../bin/eval/filled/score.ts';
import type { Outcomes, Reading } from '../../../bin/eval/outcome.ts';
import { PublicLabels } from '../../../bin/eval/public/labels.ts';
import { scorePublic } from '../../../bin/eval/public/score.ts';

const CORPORA = path.resolve(import.meta.dirname, '../../../../shared/contracts');
const here = existsSync(path.join(CORPORA, 'score.mjs'));

type Line = Record<string, unknown> & { id: string };
type Counted = Record<string, { tp: number; fp: number; fn: number; tn?: number }>;

const linesOf = (file: string): Line[] =>
  readFileSync(path.join(CORPORA, file), 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line));
const scorer = (file: string) => import(pathToFileURL(path.join(CORPORA, file)).href);

/** Changes a reading in every way that a scorer may treat differently; `draw` gives 0…1. */
function mutated(value: unknown, others: readonly unknown[], draw: () => number): unknown {
  const kind = Math.floor(draw() * 12);
  const other = others[Math.floor(draw() * others.length)];
  if (kind < 3) return value;
  if (kind === 3) return null;
  if (kind === 4) return other;
  if (Array.isArray(value)) {
    const list = value.map((entry, index) =>
      draw() < 0.3 ? mutatedEntry(entry, Array.isArray(other) ? other[index] : null, draw) : entry,
    );
    if (kind < 7) return list.slice(0, -1);
    if (kind < 9 && Array.isArray(other)) return [...other, ...list];
    return kind === 9 ? [...list, ...list] : list;
  }
  if (typeof value === 'object' && value !== null) return mutatedEntry(value, other, draw);
  if (typeof value !== 'string') return value;
  const words = value.split(' ');
  if (kind < 6) return words.slice(1).join(' ');
  if (kind < 8) return words.toReversed().join(' ');
  if (kind === 8) return value.toUpperCase();
  if (kind === 9) return value.replace(/\d(?!.*\d)/, (digit) => String((Number(digit) + 1) % 10));
  if (kind === 10) return value.slice(0, -1);
  return `${value} ${typeof other === 'string' ? other : 'N/A'}`;
}

function mutatedEntry(entry: unknown, other: unknown, draw: () => number): unknown {
  if (typeof entry !== 'object' || entry === null) return mutated(entry, [other], draw);
  const members = Object.entries(entry).map(([name, member]) => {
    if (typeof member === 'number' && draw() < 0.2) return [name, member + 1];
    const theirs = (other as Record<string, unknown> | null)?.[name] ?? null;
    const changed = typeof member === 'string' && draw() < 0.4;
    return [name, changed ? (mutated(member, [theirs], draw) ?? '') : member];
  });
  return Object.fromEntries(members);
}

/** Park and Miller's generator, so that every run sees the same readings. */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const ROUNDS = 8;

/** The labels themselves, nothing, another document's labels, and changed ones. */
function* readingsOf(labels: readonly Line[]): Generator<(index: number) => Reading> {
  yield (index) => labels[index]!;
  yield () => ({});
  yield (index) => labels[(index + 1) % labels.length]!;
  const fields = Object.keys(labels[0]!).filter((name) => name !== 'id');
  for (let seed = 1; seed <= ROUNDS; seed++) {
    const draw = drawing(seed * 7919);
    const changed = labels.map((label) =>
      Object.fromEntries(
        fields.map((field) => [
          field,
          mutated(
            label[field],
            labels.map((each) => each[field]),
            draw,
          ),
        ]),
      ),
    );
    yield (index) => changed[index]!;
  }
}

const counted = (outcomes: Outcomes): Counted =>
  Object.fromEntries(
    Object.entries(outcomes).map(([field, { tp, fp, fn, tn }]) => [field, { tp, fp, fn, tn }]),
  );

describe.runIf(here)('counts equal those of the given scorers', () => {
  it('public agreements', async () => {
    const { scoreDoc } = await scorer('score.mjs');
    const lines = linesOf('dev/gold.jsonl');
    const labels = lines.map((line) => PublicLabels.parse(line));
    for (const read of readingsOf(lines.map(({ id, gold }) => ({ ...(gold as Line), id }))))
      for (const [index, label] of labels.entries()) {
        const reading = read(index);
        const given = Object.fromEntries(
          Object.entries(scoreDoc(lines[index], reading) as Counted).map(([field, { tp, fp, fn, tn }]) => [
            field,
            { tp, fp, fn, tn },
          ]),
        );
        expect({ id: label.id, reading, ...counted(scorePublic(label, reading)) }).toEqual({
          id: label.id,
          reading,
          ...given,
        });
      }
  });

  it('filled contracts', async () => {
    const { score } = await scorer('filled/score.mjs');
    const lines = linesOf('filled/gold.jsonl');
    const labels = lines.map((line) => FilledLabels.parse(line));
    for (const read of readingsOf(lines))
      for (const [index, label] of labels.entries()) {
        const reading = { ...read(index), id: label.id };
        const { fields } = score([lines[index]], [reading]) as { fields: Counted };
        const ours = counted(scoreFilled(label, reading));
        for (const [field, { tp, fp, fn }] of Object.entries(fields))
          expect({
            id: label.id,
            field,
            reading,
            ...(ours[field] ?? { tp: 0, fp: 0, fn: 0, tn: 0 }),
          }).toMatchObject({
            id: label.id,
            field,
            tp,
            fp,
            fn,
          });
      }
  });
});
