/**
 * `--calibrate`: fits confidences to all labelled contracts, with the better luck on tuned ones taken out, and says what
 * that does to contracts set aside that the fit has not seen.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  type Calibration,
  CIRCUMSTANCES,
  calibrated,
  circumstancesOf,
} from '../../shared/contracts/extract/calibrate.ts';
import { textTable } from '../client/table.ts';
import { type Judged, judgedFacts, type Trust, trustOf } from './confidence.ts';
import { fitCalibration, type Sample } from './fit.ts';
import type { Measured } from './measure.ts';
import { share } from './report.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FILE = path.join(ROOT, 'shared/contracts/extract/calibration.ts');
const FOLDS = 8;

export interface CalibrationReport {
  readonly samples: number;
  readonly rows: readonly {
    readonly part: string;
    readonly confidences: string;
    readonly trust: Trust;
  }[];
}

const contractOf = ({ case: { corpus, id } }: Measured): string => `${corpus}/${id}`;

const samplesOf = (measured: readonly Measured[]): Sample[] =>
  measured.flatMap((each) =>
    judgedFacts(each.extraction, each.outcomes)
      // What stands on no evidence is settled otherwise.
      .filter(({ fact }) => fact.evidence.length > 0)
      .map((entry) => ({
        field: entry.field,
        prior: entry.fact.confidence,
        circumstances: circumstancesOf(each.extraction, entry),
        right: entry.judged.right,
        tuning: each.case.tuning,
        contract: contractOf(each),
      })),
  );

const judgedWith = (measured: readonly Measured[], calibration: Calibration | undefined): Judged[] =>
  measured.flatMap(({ extraction, outcomes }) =>
    judgedFacts(calibrated(extraction, calibration), outcomes).map(({ judged }) => judged),
  );

/** Every contract set aside, judged by a calibration that was fitted without it. */
function crossValidated(measured: readonly Measured[], setAside: readonly Measured[]): Judged[] {
  const contracts = [...new Set(setAside.map(contractOf))].sort();
  const foldOf = new Map(contracts.map((contract, index) => [contract, index % FOLDS]));
  const samples = samplesOf(measured);
  return Array.from({ length: FOLDS }, (_, fold) => {
    const inside = setAside.filter((each) => foldOf.get(contractOf(each)) === fold);
    const calibration = fitCalibration(samples.filter(({ contract }) => foldOf.get(contract) !== fold));
    return judgedWith(inside, calibration);
  }).flat();
}

/** @param measured by rules alone, not calibrated */
export function calibrate(measured: readonly Measured[]): {
  readonly calibration: Calibration;
  readonly report: CalibrationReport;
} {
  const tuning = measured.filter((each) => each.case.tuning);
  const setAside = measured.filter((each) => !each.case.tuning);
  const samples = samplesOf(measured);
  const calibration = fitCalibration(samples);
  const priors = (part: readonly Measured[]) =>
    part.flatMap(({ extraction, outcomes }) => judgedFacts(extraction, outcomes).map(({ judged }) => judged));
  const rows = [
    { part: 'tuning', confidences: 'the rules’ own', judged: priors(tuning) },
    { part: 'tuning', confidences: 'before', judged: judgedWith(tuning, undefined) },
    { part: 'set-aside', confidences: 'the rules’ own', judged: priors(setAside) },
    { part: 'set-aside', confidences: 'before', judged: judgedWith(setAside, undefined) },
    {
      part: 'set-aside',
      confidences: `after, ${FOLDS}-fold`,
      judged: crossValidated(measured, setAside),
    },
  ];
  return {
    calibration,
    report: {
      samples: samples.length,
      rows: rows
        .filter(({ judged }) => judged.length > 0)
        .map(({ part, confidences, judged }) => ({ part, confidences, trust: trustOf(judged) })),
    },
  };
}

export const calibrationLines = ({ samples, rows }: CalibrationReport): string[] => [
  '',
  `Calibration, fitted to ${samples} values`,
  ...textTable(
    [
      { title: 'PART' },
      { title: 'CONFIDENCES' },
      ...['VALUES', 'AUROC', 'ECE', 'ASKED', 'WRONG CAUGHT'].map((title) => ({
        title,
        align: 'right' as const,
      })),
    ],
    rows.map(({ part, confidences, trust }) => [
      part,
      confidences,
      String(trust.values),
      share(trust.auroc),
      share(trust.ece),
      share(trust.review.share),
      share(trust.review.caught),
    ]),
  ).map((line) => `  ${line}`),
];

/** Data and nothing else, in the repository's format. */
export function writeCalibration(calibration: Calibration, samples: number): void {
  const text = `/**
 * Made by \`npm run eval -- --calibrate\`; not to be edited. A logistic model of how often facts are right, fitted to
 * ${samples} values of labelled contracts: by field the factor of the prior's log-odds and what is added to it, then the
 * weights of ${CIRCUMSTANCES.join(', ')}, alike in all fields.
 */
export const CALIBRATION = ${JSON.stringify(calibration)};
`;
  writeFileSync(FILE, text);
  spawnSync(path.join(ROOT, 'node_modules/.bin/biome'), ['check', '--write', FILE], { cwd: ROOT });
}
