/** What `npm run eval` is asked for. */
import { parseArgs } from 'node:util';
import { FORMATS, type Format } from './corpus.ts';

const HELP = `npm run eval [-- options]

Reads labelled contracts with exactly the code of the pipeline, compares, and prints tables: precision, recall and F1
of each field, mistakes by kind, whether confidence ranks errors (AUROC) and is a frequency (ECE), what share a person
is asked about, and speed. Parts that rules may be fitted to and parts set aside are reported separately.

  --data DIR       a folder with gold.jsonl and the files that it names; may be given several times (default:
                   test/corpus, and ../shared/contracts/dev and ../shared/contracts/filled where they are)
  --formats LIST   only these, by commas: ${FORMATS.join(',')}
  --split NAME     only this part: tuning or set-aside, dev or heldout
  --field NAME     only this field
  --limit N        at most so many contracts of each folder
  --errors N       also the first N mistakes; those of set-aside parts only where --split names the part
  --cost           also what asking a model would cost for each contract, estimated
  --model NAME     asks this model too, as \`npm run extract\` does
  --model-url URL  its OpenAI-compatible server (default: GANGWAY_MODEL_URL); contract text is sent there
  --calibrate      fits confidences to the labels, writes shared/contracts/extract/calibration.ts, and reports
                   before and after
  --json FILE      also writes one JSON document with all figures; "-" prints it instead of the tables
  -h, --help       this text

Exit status: 0 whatever the figures are, 1 when something broke, 2 for a wrong call, a folder that is not there, or
labels that cannot be read.
`;

export interface EvalOptions {
  readonly data: readonly string[];
  /** None for all. */
  readonly formats: readonly Format[];
  readonly split: string | undefined;
  readonly field: string | undefined;
  readonly limit: number;
  readonly errors: number;
  readonly cost: boolean;
  readonly calibrating: boolean;
  readonly model: string | undefined;
  readonly modelUrl: string | undefined;
  readonly json: string | undefined;
}

function count(name: string, value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (!/^[1-9]\d{0,8}$/.test(value))
    throw new Error(`--${name} takes a whole number above 0, not "${value}".`);
  return Number(value);
}

function formatsOf(value: string | undefined): Format[] {
  if (value === undefined) return [];
  return value.split(',').map((name) => {
    const format = FORMATS.find((each) => each === name.trim());
    if (!format) throw new Error(`There is no format "${name}". Formats: ${FORMATS.join(', ')}.`);
    return format;
  });
}

/** @returns what is asked for, or the exit status where nothing is left to do */
export function readOptions(): EvalOptions | number {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string', multiple: true, default: [] },
        formats: { type: 'string' },
        split: { type: 'string' },
        field: { type: 'string' },
        limit: { type: 'string' },
        errors: { type: 'string' },
        cost: { type: 'boolean', default: false },
        calibrate: { type: 'boolean', default: false },
        model: { type: 'string' },
        'model-url': { type: 'string' },
        json: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      return 0;
    }
    const { data, formats, split, field, limit, errors, cost, model, json } = values;
    const modelUrl = values['model-url'];
    if (values.calibrate && (model !== undefined || modelUrl !== undefined))
      throw new Error('--calibrate is about the rules: leave out --model.');
    return {
      data,
      formats: formatsOf(formats),
      split,
      field,
      limit: count('limit', limit, Number.POSITIVE_INFINITY),
      errors: count('errors', errors, 0),
      cost,
      calibrating: values.calibrate,
      model,
      modelUrl,
      json,
    };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`);
    return 2;
  }
}
