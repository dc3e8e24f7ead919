import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPlan } from '../../../shared/onboarding/build-plan.ts';
import { isTouched, mergePlan } from '../../../shared/onboarding/merge-plan.ts';
import type { WorkTask } from '../../../shared/onboarding/plan-model.ts';
import { inOrder } from '../../../shared/onboarding/schedule.ts';
import { CUSTOMER_NAME, extraction, PEOPLE } from './fixture.ts';

const draft = (changes: Parameters<typeof extraction>[0] = {}) =>
  buildPlan({
    extraction: extraction(changes),
    people: PEOPLE,
    customerName: CUSTOMER_NAME,
    today: '2026-11-21',
  });
const begun = () => mergePlan([], draft()).tasks;
const change = (tasks: readonly WorkTask[], key: string, changes: Partial<WorkTask>) =>
  tasks.map((task) => (task.key === key ? { ...task, ...changes } : task));
const done = { status: 'done', edited: { status: '2026-12-02T09:00:00Z' } } as const;

describe('a plan made anew', () => {
  it('gains and loses nothing when nothing changed', () => {
    const { tasks, changes } = mergePlan(begun(), draft());
    expect(tasks).toEqual(begun());
    expect(changes).toEqual({ added: [], changed: [], removed: [], kept: [] });
  });

  it('brings tasks that nobody touched up to date, and says what changed', () => {
    const { tasks, changes } = mergePlan(begun(), draft({ effectiveDate: '2027-01-04' }));
    expect(tasks.find(({ key }) => key === 'handover')?.start_date).toBe('2027-01-04');
    expect(changes.changed.find(({ key }) => key === 'handover')?.fields).toEqual(['start_date', 'due_date']);
  });

  it('adds what the contract now asks for, and drops what it no longer does', () => {
    const { changes, tasks } = mergePlan(
      begun(),
      draft({
        serviceLevels: [],
        technicalRequirements: [
          ...extraction().technicalRequirements.map(({ value }) => value),
          { requirement: 'Data is encrypted with AES-256', category: 'security' },
        ],
      }),
    );
    expect(changes.added.map(({ key }) => key)).toEqual(['encryption-proof-6']);
    expect(changes.removed.map(({ key }) => key).sort()).toEqual([
      'service-level-1',
      'service-level-2',
      'service-report',
    ]);
    expect(tasks.some(({ key }) => key === 'service-level-1')).toBe(false);
  });

  it('keeps what people completed, edited or added, even what the contract no longer asks for', () => {
    const own: WorkTask = {
      ...(begun()[0] as WorkTask),
      key: 'visit-the-clinic',
      title: 'Visit the clinic',
      origin: 'person',
      depends_on: ['kickoff-meeting'],
    };
    let existing = change(begun(), 'service-level-1', done);
    existing = change(existing, 'handover', {
      title: 'Call the sales team',
      edited: { title: '2026-12-01T08:00:00Z' },
    });
    const { tasks, changes } = mergePlan(
      [...existing, own],
      draft({ serviceLevels: [], effectiveDate: '2027-01-04' }),
    );
    const find = (key: string) => tasks.find((task) => task.key === key);
    expect(find('service-level-1')?.status).toBe('done');
    expect(find('handover')).toMatchObject({ title: 'Call the sales team', start_date: '2026-12-01' });
    expect(find('visit-the-clinic')).toMatchObject({
      title: 'Visit the clinic',
      depends_on: ['kickoff-meeting'],
    });
    expect(changes.kept.map(({ key }) => key)).toEqual(['service-level-1']);
    expect(changes.removed.map(({ key }) => key)).not.toContain('visit-the-clinic');
  });

  it('knows a task by the words it was made from, when facts come in another order', () => {
    const levels = extraction().serviceLevels.map(({ value }) => value);
    const existing = change(begun(), 'service-level-2', done);
    const { tasks, changes } = mergePlan(existing, draft({ serviceLevels: levels.toReversed() }));
    const finished = tasks.filter(({ status }) => status === 'done');
    expect(finished.map(({ title }) => title)).toEqual([
      'Monitor and alert on Severity 1 response: 30 minutes',
    ]);
    expect(changes.added).toEqual([]);
    expect(changes.removed).toEqual([]);
    expect(tasks.find(({ key }) => key === 'service-report')?.depends_on.toSorted()).toEqual([
      'service-level-1',
      'service-level-2',
    ]);
  });

  it('never loses a touched task, makes no key twice and no circle, whatever changed', () => {
    const requirement = fc.constantFrom(
      ...extraction().technicalRequirements.map(({ value }) => value),
      { requirement: 'Data is encrypted with AES-256', category: 'security' as const },
      { requirement: 'Weekly export to SFTP', category: 'integration' as const },
    );
    const contract = fc.record({
      technicalRequirements: fc.uniqueArray(requirement, { selector: (value) => value.requirement }),
      effectiveDate: fc.constantFrom('2026-12-01', '2027-02-01', null),
    });
    fc.assert(
      fc.property(contract, contract, fc.array(fc.nat(), { maxLength: 8 }), (before, after, picks) => {
        let existing = mergePlan([], draft(before)).tasks;
        for (const pick of picks)
          existing = change(existing, existing[pick % existing.length]?.key ?? '', done);
        const { tasks } = mergePlan(existing, draft(after));
        expect(new Set(tasks.map(({ key }) => key)).size).toBe(tasks.length);
        expect(inOrder(tasks.map(({ key, depends_on }) => ({ key, after: depends_on })))).toHaveLength(
          tasks.length,
        );
        expect(tasks.map(({ order }) => order)).toEqual(tasks.map((_, index) => index + 1));
        for (const touched of existing.filter(isTouched))
          expect(tasks.find(({ key }) => key === touched.key)).toMatchObject({
            title: touched.title,
            status: 'done',
          });
        // Made anew once more, nothing changes.
        const again = mergePlan(tasks, draft(after));
        expect(again.tasks).toEqual(tasks);
        expect([...again.changes.added, ...again.changes.changed, ...again.changes.removed]).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
