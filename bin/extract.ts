/** `npm run -s extract -- FILE…`: reads contracts and prints one JSON line for each. */
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { parseArgs } from 'node:util';
import type { NormalizedDocument } from '../shared/contracts/document.ts';
import { confidences, evidences, plainValues } from '../shared/contracts/extract/plain.ts';
import { readFacts } from '../shared/contracts/extract/read-facts.ts';
import type { Extraction } from '../shared/contracts/extraction.ts';
import { describeFailure, documentOf } from './extract/document.ts';
import { converseWith, loadSettings, modelServer, readWithModel, stagePrices } from './extract/model.ts';
import { openRecognizer } from './extract/recognizer.ts';

const HELP = `Reads contracts (PDF, scan, DOCX, image, text) and prints one JSON line for each file, in the order given.

  npm run -s extract -- FILE… [options]

Each line has: id (file name without ending), documentName, parties [{name, role}], agreementDate, effectiveDate,
expirationDate, term, renewalTerm, noticePeriod, governingLaw, stakeholders, entitlements, pricing, totals,
paymentTerms, serviceLevels, technicalRequirements, and per field confidence (0…1) and evidence (page, quote, box).
Dates are ISO 8601; amounts are decimal numbers; a rate has the currency "%". null or [] where the contract is silent.

  --model NAME     also asks a language model, as the pipeline does for an organization that turned AI on, and adds
                   extractor, extractor_reason, prompt_version, usage (tokens, cost_usd at the prices of cdk.json) and
                   alternatives (by fact, what the rules read where the model reads something else)
  --model-url URL  the OpenAI-compatible server that has the model (default: GANGWAY_MODEL_URL); contract text is sent
                   there. Its key is GANGWAY_MODEL_KEY, in the environment or in .env, and never an option.
  -h, --help       this text

A file that cannot be read prints {id, error: {code, message}}; the others are still read, and the exit status is 1.
A wrong call ends with 2.
`;

/** Writes a line and waits while the reader of a pipe is behind. */
function print(line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${line}\n`, (error) => (error ? reject(error) : resolve()));
  });
}

/** What reads a document's facts: the rules, or the rules and a model. */
type Reader = (document: NormalizedDocument) => Promise<Record<string, unknown>>;

const outputOf = (extraction: Extraction): Record<string, unknown> => ({
  ...plainValues(extraction),
  confidence: confidences(extraction),
  evidence: evidences(extraction),
});

/** @throws ModelUnavailableError when a model is asked for that has no server */
function readerFor(options: { readonly model?: string; readonly modelUrl?: string }): Reader {
  if (options.model === undefined && options.modelUrl === undefined)
    return async (document) => outputOf(readFacts(document));
  loadSettings();
  const converse = converseWith(modelServer(options, process.env));
  const prices = stagePrices();
  return async (document) => {
    const { extraction, alternatives, extractor, reason, promptVersion, usage } = await readWithModel(
      document,
      readFacts(document),
      converse,
      prices,
    );
    return {
      ...outputOf(extraction),
      extractor,
      extractor_reason: reason,
      prompt_version: promptVersion,
      usage,
      alternatives: Object.fromEntries(alternatives),
    };
  };
}

/** @returns what is asked for, or the exit status where nothing is left to do */
function readOptions(): { readonly files: readonly string[]; readonly read: Reader } | number {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        model: { type: 'string' },
        'model-url': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      return 0;
    }
    const { model, 'model-url': modelUrl } = values;
    if (positionals.length === 0) throw new Error('Name a file.');
    return {
      files: positionals,
      read: readerFor({ ...(model !== undefined && { model }), ...(modelUrl !== undefined && { modelUrl }) }),
    };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    return 2;
  }
}

/** @returns the exit status */
async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === 'number') return options;
  const recognizer = openRecognizer();
  let status = 0;
  try {
    for (const file of options.files) {
      const id = basename(file, extname(file));
      try {
        const document = await documentOf(file, new Uint8Array(await readFile(file)), recognizer);
        await print(JSON.stringify({ id, ...(await options.read(document)) }));
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return 0;
        status = 1;
        await print(JSON.stringify({ id, error: describeFailure(error) }));
      }
    }
  } finally {
    await recognizer.close();
  }
  return status;
}

// `extract … | head` closes the pipe early; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await main();
