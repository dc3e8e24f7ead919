import { describe, expect, it } from 'vitest';
import { REQUIREMENT_KINDS } from '../../../shared/onboarding/requirement-kinds.ts';
import { inOrder } from '../../../shared/onboarding/schedule.ts';
import { PLAN_TEMPLATES } from '../../../shared/onboarding/templates/index.ts';
import { BLUEPRINTS } from '../../../shared/team/presets.ts';

it('every blueprint has a plan template', () => {
  expect(PLAN_TEMPLATES.map(({ key }) => key).sort()).toEqual([...BLUEPRINTS].sort());
});

describe.each(PLAN_TEMPLATES)('the template $key', ({ tasks, phases, goLive, measured }) => {
  const keys = tasks.map(({ key }) => key);

  it('names phases and tasks that exist, once', () => {
    expect(new Set(keys).size).toBe(keys.length);
    const known = new Set([...keys, ...phases.map(({ key }) => `phase:${key}`)]);
    for (const { key, phase, after } of tasks) {
      expect(phases.map((entry) => entry.key)).toContain(phase);
      for (const before of after) expect(known, key).toContain(before);
    }
    expect(keys).toEqual(expect.arrayContaining([goLive, measured]));
  });

  it('has no circle, even when every task is there', () => {
    const activities = tasks.map(({ key, after }) => ({
      key,
      after: after.flatMap((before) => {
        const phase = /^phase:(.+)$/.exec(before)?.[1];
        return phase
          ? tasks.filter((task) => task.phase === phase && task.key !== key).map((task) => task.key)
          : [before];
      }),
    }));
    expect(inOrder(activities)).toHaveLength(tasks.length);
  });

  it('has keys to which a fact’s number can be added without meeting another', () => {
    for (const key of keys) expect(key).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('knows what to do about every kind of requirement', () => {
    const covered = new Set(
      tasks.flatMap(({ when }) => (when && 'requirements' in when ? when.requirements : [])),
    );
    expect([...covered].sort()).toEqual([...REQUIREMENT_KINDS].sort());
  });
});
