import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../shared/kernel/problem.ts';
import { diff } from '../../../shared/organizations/blueprints/diff.ts';
import { blueprintOf, configurationOf } from '../../../shared/organizations/blueprints/index.ts';
import {
  checkAll,
  checkStep,
  missingSteps,
  refuseJump,
  STEPS,
} from '../../../shared/organizations/wizard.ts';
import { BLUEPRINTS, presetsOf } from '../../../shared/team/presets.ts';
import { WIZARD_ANSWERS } from '../../support/provisioned.ts';

const ALL = Object.fromEntries(WIZARD_ANSWERS);

const codeOf = (work: () => unknown) => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
};

describe('the wizard', () => {
  it('has six steps and takes good answers as they are', () => {
    expect(STEPS).toHaveLength(6);
    for (const [step, data] of WIZARD_ANSWERS) expect(checkStep(step, data)).toEqual(data);
    expect(missingSteps(ALL)).toEqual([]);
    expect(codeOf(() => checkAll(ALL))).toBeUndefined();
  });

  it('never throws anything but a validation error, whatever it is sent', () => {
    fc.assert(
      fc.property(fc.constantFrom(...STEPS), fc.anything(), (step, data) => {
        expect([undefined, 'validation_failed']).toContain(codeOf(() => checkStep(step, data)));
      }),
    );
  });

  it('lets one save a step just when those before it are done', () => {
    fc.assert(
      fc.property(fc.subarray([...STEPS]), fc.constantFrom(...STEPS), (done, step) => {
        const answers = Object.fromEntries(done.map((key) => [key, ALL[key]]));
        const before = STEPS.slice(0, STEPS.indexOf(step));
        const allowed = before.every((key) => done.includes(key));
        expect(codeOf(() => refuseJump(answers, step))).toBe(allowed ? undefined : 'step_out_of_order');
      }),
    );
  });

  it.each([
    ['insurance', [], false],
    ['insurance', ['health'], true],
    ['insurance', ['plumbing'], false],
    ['generic', [], true],
    ['generic', ['health'], false],
    ['nothing', [], false],
  ])('takes the lines of %s: %j → %s', (blueprint, industry_lines, good) => {
    const code = codeOf(() => checkStep('industry', { blueprint, industry_lines }));
    expect(code).toBe(good ? undefined : 'validation_failed');
  });
});

describe('differences', () => {
  const json = fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.jsonValue({ maxDepth: 2 }), {
    maxKeys: 5,
  });

  it('are none between equal values, and some between different ones', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(diff(a, structuredClone(a))).toEqual([]);
        expect(diff(a, b).length === 0).toBe(diff(b, a).length === 0);
      }),
    );
  });

  it('tell entries of a list apart by their key: order alone is none, a changed name is one', () => {
    const before = {
      statuses: [
        { key: 'a', name: 'A' },
        { key: 'b', name: 'B' },
      ],
    };
    const moved = { statuses: before.statuses.toReversed() };
    expect(diff(before, moved)).toEqual([]);
    const renamed = {
      statuses: [
        { key: 'a', name: 'Z' },
        { key: 'c', name: 'C' },
      ],
    };
    expect(diff(before, renamed)).toEqual([
      { path: 'statuses.a.name', kind: 'changed', before: 'A', after: 'Z' },
      { path: 'statuses.b', kind: 'removed', before: { key: 'b', name: 'B' }, after: null },
      { path: 'statuses.c', kind: 'added', before: null, after: { key: 'c', name: 'C' } },
    ]);
  });
});

describe.each(BLUEPRINTS)('the blueprint %s', (key) => {
  const { pipelines, fields, picklists, templates } = configurationOf(key);

  it('names nothing twice', () => {
    const statuses = pipelines.map((pipeline) => pipeline.statuses);
    for (const list of [
      pipelines,
      fields,
      picklists,
      templates,
      blueprintOf(key).industry_lines,
      ...statuses,
    ]) {
      const keys = list.map((entry) => entry.key);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('hands over between roles and statuses that it has', () => {
    const roles = presetsOf(key).map((role) => role.key);
    for (const { handoff, statuses } of pipelines) {
      if (!handoff) continue;
      expect(roles).toEqual(expect.arrayContaining([handoff.from_role, handoff.to_role]));
      const known = statuses.map((status) => status.key);
      expect(known).toEqual(expect.arrayContaining([handoff.at, handoff.accepted, handoff.refused]));
    }
  });
});
