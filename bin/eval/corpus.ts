/** Labelled contracts: a folder with `gold.jsonl`, one line for each contract, in either of two forms. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { FILLED_FIELDS, FILLED_MACRO, FilledLabels } from './filled/labels.ts';
import { scoreFilled } from './filled/score.ts';
import type { Outcomes, Reading } from './outcome.ts';
import { PUBLIC_FIELDS, PUBLIC_MACRO, PublicLabels } from './public/labels.ts';
import { scorePublic } from './public/score.ts';

export const FORMATS = ['text', 'pdf', 'scan', 'docx'] as const;
export type Format = (typeof FORMATS)[number];

/** One file of a labelled contract. */
export interface Case {
  readonly corpus: string;
  /** The contract's; its other formats have the same. */
  readonly id: string;
  readonly format: Format;
  readonly file: string;
  /** `tuning` or `set-aside`, or the split that the labels name. */
  readonly part: string;
  /** May rules and calibration be fitted to it? */
  readonly tuning: boolean;
  readonly score: (reading: Reading) => Outcomes;
}

export interface Corpus {
  readonly name: string;
  /** public: eight fields, the same contract in several formats; filled: every field, one file each. */
  readonly form: 'public' | 'filled';
  readonly cases: readonly Case[];
  /** What the macro F1 is the mean of. */
  readonly macro: readonly string[];
  /** All that is scored, in the order of reports. */
  readonly fields: readonly string[];
}

/** A corpus that cannot be used, in a sentence for the person at the terminal. */
export class CorpusError extends Error {
  override readonly name = 'CorpusError';
}

const LABELS = 'gold.jsonl';

/** Labels that are looked at while rules are written. */
const TUNING_SPLIT = 'dev';

/** A third of the public agreements is looked at by nobody who writes rules. */
export const isSetAside = (id: string): boolean =>
  Number.parseInt(createHash('sha256').update(id).digest('hex').slice(0, 8), 16) % 3 === 0;

/** @throws CorpusError */
export function loadCorpus(directory: string): Corpus {
  const file = path.join(directory, LABELS);
  if (!existsSync(directory) || !statSync(directory).isDirectory())
    throw new CorpusError(`${directory}: there is no such directory.`);
  if (!existsSync(file)) throw new CorpusError(`${directory}: there is no ${LABELS} in it.`);
  const lines = readLines(file);
  if (lines.length === 0) throw new CorpusError(`${file}: it has no labels.`);
  const isPublic = lines.some(({ value }) => typeof value === 'object' && value !== null && 'gold' in value);
  const name = nameOf(directory);
  const cases = isPublic
    ? lines.flatMap((line) => publicCases(name, directory, checked(PublicLabels, line)))
    : lines.map((line) => filledCase(name, directory, checked(FilledLabels, line)));
  for (const [index, each] of cases.entries())
    if (cases.findIndex(({ id, format }) => id === each.id && format === each.format) < index)
      throw new CorpusError(`${file}: "${each.id}" is labelled twice.`);
  const absent = cases.find((each) => !existsSync(each.file));
  if (absent) throw new CorpusError(`${file}: "${absent.id}" names ${absent.file}, which is not there.`);
  return isPublic
    ? { name, form: 'public', cases, macro: PUBLIC_MACRO, fields: PUBLIC_FIELDS }
    : { name, form: 'filled', cases, macro: FILLED_MACRO, fields: FILLED_FIELDS };
}

/** The last two folders: `contracts/dev`. */
const nameOf = (directory: string): string =>
  path.resolve(directory).split(path.sep).filter(Boolean).slice(-2).join('/');

interface LabelLine {
  readonly value: unknown;
  /** For messages: `gold.jsonl, line 3`. */
  readonly place: string;
}

function readLines(file: string): LabelLine[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text, index) => {
      if (text.trim() === '') return [];
      const place = `${file}, line ${index + 1}`;
      try {
        return [{ value: JSON.parse(text) as unknown, place }];
      } catch (error) {
        throw new CorpusError(`${place}: this is no JSON (${(error as Error).message}).`);
      }
    });
}

function checked<S extends z.ZodType>(schema: S, { value, place }: LabelLine): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new CorpusError(`${place}: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`);
}

function publicCases(corpus: string, directory: string, labels: PublicLabels): Case[] {
  const { id, file, pdf, scanned, docx } = labels;
  const files: Readonly<Record<Format, string | null | undefined>> = { text: file, pdf, scan: scanned, docx };
  const setAside = isSetAside(id);
  return FORMATS.flatMap((format) => {
    const relative = files[format];
    if (!relative) return [];
    return {
      corpus,
      id,
      format,
      file: path.join(directory, relative),
      part: setAside ? 'set-aside' : 'tuning',
      tuning: !setAside,
      score: (reading) => scorePublic(labels, reading),
    };
  });
}

const ENDINGS: Readonly<Record<string, Format>> = { '.pdf': 'pdf', '.docx': 'docx', '.txt': 'text' };

function filledCase(corpus: string, directory: string, labels: FilledLabels): Case {
  const { id, file, split, format } = labels;
  return {
    corpus,
    id,
    // Of the files that are left, all are images.
    format: format ?? ENDINGS[path.extname(file).toLowerCase()] ?? 'scan',
    file: path.join(directory, file),
    part: split,
    tuning: split === TUNING_SPLIT,
    score: (reading) => scoreFilled(labels, reading),
  };
}
