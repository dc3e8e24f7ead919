/** `npm run eval`: how well contracts are read, measured against labels with exactly the code of the pipeline. */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { extract } from '../shared/contracts/extract/index.ts';
import { readFacts } from '../shared/contracts/extract/read-facts.ts';
import { plain } from './client/table.ts';
import { calibrate, calibrationLines, writeCalibration } from './eval/calibrate.ts';
import { type Case, type Corpus, CorpusError, loadCorpus } from './eval/corpus.ts';
import { type FactReader, type Measured, measure } from './eval/measure.ts';
import { type EvalOptions, readOptions } from './eval/options.ts';
import { reportLines } from './eval/report.ts';
import { summaryOf } from './eval/summary.ts';
import { converseWith, loadSettings, modelServer, readWithModel, stagePrices } from './extract/model.ts';
import { openRecognizer } from './extract/recognizer.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
/** The repository's own, and those that may lie beside the checkout. */
const CORPORA = ['test/corpus', '../shared/contracts/dev', '../shared/contracts/filled'];

const say = (line: string) => process.stderr.write(`${line}\n`);

/** @throws CorpusError */
function corporaOf(options: EvalOptions): Corpus[] {
  const usual = CORPORA.map((each) => path.join(ROOT, each)).filter((each) =>
    existsSync(path.join(each, 'gold.jsonl')),
  );
  const directories = options.data.length > 0 ? options.data : usual;
  if (directories.length === 0)
    throw new CorpusError('There are no labelled contracts here. Name some: --data DIR.');
  return directories.map((directory) => loadCorpus(directory));
}

/** @throws CorpusError where nothing is left */
function casesOf(corpora: readonly Corpus[], { formats, split, limit }: EvalOptions): Case[] {
  const cases = corpora.flatMap((corpus) => {
    const kept = corpus.cases.filter(
      ({ format, part }) =>
        (formats.length === 0 || formats.includes(format)) && (split === undefined || part === split),
    );
    const ids = [...new Set(kept.map(({ id }) => id))].slice(0, limit);
    return kept.filter(({ id }) => ids.includes(id));
  });
  if (cases.length > 0) return cases;
  const parts = [...new Set(corpora.flatMap((corpus) => corpus.cases.map(({ part }) => part)))];
  throw new CorpusError(`No labelled contract is of that split and format. Splits: ${parts.join(', ')}.`);
}

function readerOf({ model, modelUrl, calibrating }: EvalOptions): FactReader {
  // Calibration is fitted to what the rules themselves think.
  if (calibrating) return async (document) => extract(document);
  if (model === undefined && modelUrl === undefined) return async (document) => readFacts(document);
  loadSettings();
  const converse = converseWith(
    modelServer({ ...(model && { model }), ...(modelUrl && { modelUrl }) }, process.env),
  );
  const prices = stagePrices();
  return async (document) =>
    (await readWithModel(document, readFacts(document), converse, prices)).extraction;
}

/** Mistakes of the tuning parts; of another part where --split names it. */
function mistakeLines(measured: readonly Measured[], { errors, field, split }: EvalOptions): string[] {
  const visible = measured.filter((each) => each.case.tuning || each.case.part === split);
  const lines = visible.flatMap(({ case: { id, format }, outcomes }) =>
    Object.entries(outcomes).flatMap(([name, { mistakes }]) =>
      field !== undefined && field !== name
        ? []
        : mistakes.map(
            ({ kind, read, labelled }) =>
              `  ${id} ${format} ${name} ${kind}: ${plain(JSON.stringify({ read, labelled }))}`,
          ),
    ),
  );
  return errors === 0
    ? []
    : ['', `Mistakes, ${Math.min(errors, lines.length)} of ${lines.length}`, ...lines.slice(0, errors)];
}

async function measureAll(cases: readonly Case[], read: FactReader, cost: boolean): Promise<Measured[]> {
  const recognizer = openRecognizer();
  const measured: Measured[] = [];
  try {
    for (const [index, each] of cases.entries()) {
      measured.push(await measure(each, { read, recognizer, cost }));
      if ((index + 1) % 25 === 0) say(`${index + 1} of ${cases.length} files`);
    }
  } finally {
    await recognizer.close();
  }
  return measured;
}

async function main(options: EvalOptions): Promise<void> {
  const corpora = corporaOf(options);
  const { field } = options;
  if (field !== undefined && !corpora.some(({ fields }) => fields.includes(field)))
    throw new CorpusError(
      `Nothing is labelled "${field}". Fields: ${[...new Set(corpora.flatMap(({ fields }) => fields))].join(', ')}.`,
    );
  const cases = casesOf(corpora, options);
  const startedAt = new Date().toISOString();
  const measured = await measureAll(cases, readerOf(options), options.cost);
  const fitted = options.calibrating ? calibrate(measured) : undefined;
  if (fitted) writeCalibration(fitted.calibration, fitted.report.samples);
  const summary = summaryOf(corpora, measured, { field, prices: options.cost ? stagePrices() : undefined });
  const document = `${JSON.stringify({ startedAt, ...summary, ...(fitted && { calibration: fitted.report }) }, null, 2)}\n`;
  if (options.json !== '-') {
    const lines = fitted ? calibrationLines(fitted.report) : reportLines(summary);
    process.stdout.write(`${[...lines, ...mistakeLines(measured, options)].join('\n').trimStart()}\n`);
  }
  if (options.json === '-') process.stdout.write(document);
  else if (options.json !== undefined) writeFileSync(options.json, document);
}

const options = readOptions();
if (typeof options === 'number') process.exitCode = options;
else
  try {
    await main(options);
  } catch (error) {
    if (!(error instanceof Error) || !['CorpusError', 'ModelUnavailableError'].includes(error.name))
      throw error;
    say(error.message);
    process.exitCode = 2;
  }
