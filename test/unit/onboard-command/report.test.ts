import { describe, expect, it } from 'vitest';
import { reportLines } from '../../../bin/onboard/report.ts';
import { progressLine, stageTiming } from '../../../bin/onboard/timings.ts';
import { ANSWERS } from './answers.ts';

const lines = reportLines(ANSWERS, 140);
const line = (start: string) => lines.find((each) => each.trim().startsWith(start)) ?? '';

describe('the report in a terminal', () => {
  it('names people with their roles, side and how to reach them', () => {
    expect(line('Renata Okafor').trim().split(/ {2,}/)).toEqual([
      'Renata Okafor',
      'Chief Operating Officer',
      'executive sponsor, signatory',
      'customer',
      'decision maker',
      'renata.okafor@meridianfreight.example',
    ]);
  });

  it('shows amounts with the decimals of their currency', () => {
    expect(line('Dispatch   ')).toContain('named users');
    expect(lines.join('\n')).toMatch(/Dispatch +120 +450\.00 USD +54,000\.00 USD +year/);
    expect(lines.join('\n')).toMatch(/Commission +12\.5 % +other/);
    expect(lines.join('\n')).toMatch(/Consulting, Tokyo +150,000 JPY +one time/);
    expect(line('In all')).toBe('  In all: a year 54,000.00 USD.');
  });

  it('shows each task with its dates, owner, what it waits for, and why it is there', () => {
    expect(line('1  2027').trim().split(/ {2,}/)).toEqual([
      '1',
      '2027-03-03',
      '2027-03-03',
      'Hand over',
      'success manager, provider',
      'Every onboarding starts so.',
    ]);
    expect(line('2  2027').trim().split(/ {2,}/)).toEqual([
      '2',
      '2027-03-04',
      '2027-03-05',
      'Meet',
      'Renata Okafor (customer)',
      '1',
      'Every onboarding starts so. (page 2)',
    ]);
  });

  it('says when the agreed go-live date is not kept', () => {
    expect(line('Plan:')).toBe(
      'Plan: Onboarding of Meridian Freight. Goes live on 2027-04-01 (agreed: 2027-03-25).',
    );
  });

  it('shows a value that was not found under review only', () => {
    expect(line('effective date')).toContain('2027-03-03');
    const shown = lines.filter((each) => each.includes('2030-03-02'));
    expect(shown).toEqual([expect.stringContaining('Not found in the document.')]);
  });

  it('leaves out a column that has no value', () => {
    expect(lines.find((each) => each.includes('INFLUENCE'))).toMatch(/E-MAIL$/);
  });

  it('fits into the terminal, addresses aside: they are there to be copied', () => {
    for (const width of [100, 140])
      for (const each of reportLines(ANSWERS, width).filter((text) => !/@|E-MAIL/.test(text)))
        expect(each.length, each).toBeLessThanOrEqual(width);
  });
});

describe('progress', () => {
  it('gives each stage its time, and says in which one a contract failed', () => {
    const stage = {
      stage: 'read',
      entered_at: '2026-11-21T10:00:00.000Z',
      left_at: '2026-11-21T10:00:00.410Z',
    };
    expect(progressLine(stage.stage, stageTiming(stage).ms)).toBe('  read             0.41 s');
    expect(progressLine('read', stageTiming({ ...stage, left_at: null }).ms)).toBe(
      '  read             failed',
    );
  });
});
