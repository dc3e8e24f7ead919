import { describe, expect, it } from 'vitest';
import { areaUnderCurve, calibrationError, reliability } from '../../../bin/eval/confidence.ts';
import { fitCalibration, type Sample } from '../../../bin/eval/fit.ts';
import { dateMistake } from '../../../bin/eval/mistakes.ts';
import {
  CIRCUMSTANCES,
  calibrated,
  frequencyOf,
  logistic,
  priorOdds,
} from '../../../shared/contracts/extract/calibrate.ts';
import { REVIEW_BELOW } from '../../../shared/contracts/extract/facts.ts';
import { EMPTY_EXTRACTION, type Fact } from '../../../shared/contracts/extraction.ts';

const judged = (...pairs: [confidence: number, right: boolean][]) =>
  pairs.map(([confidence, right]) => ({ confidence, right }));

describe('the area under the curve', () => {
  it.each([
    ['1 where every right value is surer', judged([0.9, true], [0.8, true], [0.3, false]), 1],
    ['0 where every wrong value is surer', judged([0.2, true], [0.8, false]), 0],
    ['a half for ties', judged([0.5, true], [0.5, false]), 0.5],
    ['the share of pairs in order', judged([0.9, true], [0.6, false], [0.4, true], [0.1, false]), 0.75],
    ['nothing without mistakes', judged([0.9, true]), null],
  ])('is %s', (_, values, area) => expect(areaUnderCurve(values)).toBe(area));
});

describe('the calibration error', () => {
  it('is nothing where confidences are frequencies', () => {
    const values = judged(...Array.from({ length: 10 }, (_, i): [number, boolean] => [0.75, i < 7.5]));
    expect(calibrationError(reliability(values))).toBeCloseTo(0.05, 10);
  });

  it('weighs bins by their values, and takes 1 for part of the last bin', () => {
    const bins = reliability(judged([1, true], [0.95, true], [0.95, false], [0.05, false]));
    expect(bins.map(({ values }) => values)).toEqual([1, 3]);
    expect(calibrationError(bins)).toBeCloseTo(0.25 * 0.05 + 0.75 * (2.9 / 3 - 2 / 3), 10);
  });
});

describe('the fit', () => {
  /** 0, 1/n, …: every frequency is met exactly, without chance. */
  const samples = (slope: number, offset: number, weight: number, tuning = false): Sample[] =>
    [0.3, 0.5, 0.6, 0.7, 0.8, 0.9].flatMap((prior) =>
      [0, 1].flatMap((position) => {
        const chance = logistic(slope * priorOdds(prior) + offset + weight * position);
        return Array.from({ length: 500 }, (_, i) => ({
          field: i % 2 === 0 ? ('parties' as const) : ('pricing' as const),
          prior,
          circumstances: CIRCUMSTANCES.map((name) => (name === 'position' ? position : 0)),
          right: (i + 0.5) / 500 < chance,
          tuning,
          contract: String(i % 20),
        }));
      }),
    );

  it('takes the better luck on tuned contracts out', () => {
    const { fields } = fitCalibration([...samples(1, 1.5, 0, true), ...samples(1, 0.2, 0)]);
    expect(fields.parties?.offset).toBeCloseTo(0.2, 1);
  });

  it('finds the figures that samples were made with', () => {
    const { fields, weights } = fitCalibration(samples(1.4, 0.3, -0.8));
    expect(fields.parties?.slope).toBeCloseTo(1.4, 1);
    expect(fields.parties?.offset).toBeCloseTo(0.3, 1);
    expect(weights[CIRCUMSTANCES.indexOf('position')]).toBeCloseTo(-0.8, 1);
  });

  it('never trusts a surer rule less', () => {
    const { fields } = fitCalibration(samples(-1, 0.5, 0));
    expect(fields.parties?.slope).toBeGreaterThan(0);
  });

  it('leaves the rules’ own opinion where there are no samples', () => {
    const calibration = fitCalibration([]);
    expect(frequencyOf(calibration, 'parties', 0.7, [])).toBe(0.7);
  });
});

describe('calibrated facts', () => {
  const fact = (confidence: number, grounded: boolean): Fact<string> => ({
    value: 'Ohio',
    evidence: grounded ? [{ page: 1, quote: 'Ohio', box: null }] : [],
    confidence,
    method: 'rule',
    needsReview: !grounded,
  });
  const calibration = { others: { slope: 1, offset: 2 }, fields: {}, weights: [] };
  const lawOf = (law: Fact<string>) =>
    calibrated({ ...EMPTY_EXTRACTION, governingLaw: law }, calibration).governingLaw;

  it('ask a person below the line and not above it', () => {
    expect(lawOf(fact(0.6, true))).toMatchObject({ needsReview: false });
    expect(lawOf(fact(0.05, true))?.confidence).toBeLessThan(REVIEW_BELOW);
    expect(lawOf(fact(0.05, true))).toMatchObject({ needsReview: true });
  });

  it('are not trusted more without evidence', () =>
    expect(lawOf(fact(0.2, false))).toMatchObject({ confidence: 0.2, needsReview: true }));
});

it.each([
  ['2031-03', '2031-03-09', 'partial'],
  ['2031-03-10', '2031-03-09', 'off by a day'],
  ['2032-03-09', '2031-03-09', 'other date'],
  ['perpetual', '2031-03-09', 'other date'],
])('%s for %s is %s', (read, labelled, kind) => expect(dateMistake(read, labelled)).toBe(kind));
