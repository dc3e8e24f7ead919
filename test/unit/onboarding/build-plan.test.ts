import { describe, expect, it } from 'vitest';
import { buildPlan } from '../../../shared/onboarding/build-plan.ts';
import { inOrder } from '../../../shared/onboarding/schedule.ts';
import { CUSTOMER_SUCCESS } from '../../../shared/onboarding/templates/customer-success.ts';
import { workingCalendar } from '../../../shared/onboarding/working-days.ts';
import { CUSTOMER_NAME, extraction, PEOPLE } from './fixture.ts';

const TODAY = '2026-11-21';
const plan = (
  changes: Parameters<typeof extraction>[0] = {},
  more: Partial<Parameters<typeof buildPlan>[0]> = {},
) =>
  buildPlan({
    extraction: extraction(changes),
    people: PEOPLE,
    customerName: CUSTOMER_NAME,
    today: TODAY,
    ...more,
  });
const keys = (built: ReturnType<typeof plan>) => built.tasks.map(({ key }) => key);
const riskKeys = (built: ReturnType<typeof plan>) => built.risks.map(({ key }) => key);
const calendar = workingCalendar(CUSTOMER_SUCCESS.holidays);

describe('a plan', () => {
  it('is the same for the same contract', () => {
    expect(plan()).toEqual(plan());
  });

  it('begins on the effective date and goes through all six phases', () => {
    const built = plan();
    expect(built.anchor).toMatchObject({ date: '2026-12-01', basis: 'effective_date' });
    expect(built.tasks[0]).toMatchObject({ key: 'handover', start_date: '2026-12-01' });
    expect(built.phases.map(({ key }) => key)).toEqual([
      'kickoff',
      'technical-setup',
      'data-integration',
      'training',
      'go-live',
      'adoption',
    ]);
    expect(built.go_live_date).toBe(built.tasks.find(({ key }) => key === 'go-live')?.due_date);
  });

  it('has tasks on working days only, each after what it depends on, none in a circle', () => {
    for (const built of [plan(), plan({ goLiveDate: '2027-04-30' }), plan({ effectiveDate: '2020-01-01' })]) {
      const byKey = new Map(built.tasks.map((task) => [task.key, task]));
      expect(byKey.size).toBe(built.tasks.length);
      expect(inOrder(built.tasks.map(({ key, depends_on }) => ({ key, after: depends_on })))).toHaveLength(
        byKey.size,
      );
      for (const task of built.tasks) {
        expect(calendar.isWorkingDay(task.start_date), task.key).toBe(true);
        expect(calendar.count(task.start_date, task.due_date), task.key).toBe(task.duration_days);
        for (const before of task.depends_on)
          expect(task.start_date > (byKey.get(before)?.due_date ?? ''), `${task.key} after ${before}`).toBe(
            true,
          );
      }
    }
  });

  it('says of every task, risk and criterion where it comes from', () => {
    const facts = new Set(
      Object.values(extraction())
        .flat()
        .map((fact) => fact?.key),
    );
    const built = plan({ goLiveDate: '2026-12-10' });
    const parts = [...built.tasks, ...built.risks, ...built.success_criteria, built.anchor];
    for (const { source } of parts) {
      expect(source.template_key).toBeTruthy();
      expect(source.reason).toMatch(/\.$/);
      if (source.fact_key && source.fact_key !== 'goLiveDate/0') expect(facts).toContain(source.fact_key);
      if (source.fact_key) expect(source.quote).toBeTruthy();
    }
  });

  it('has tasks for each requirement, service level and entitlement, with its page and words', () => {
    const built = plan();
    for (const key of [
      'sso-details-1',
      'sso-setup-1',
      'sso-test-1',
      'user-provisioning-2',
      'data-region-3',
      'integration-design-4',
      'integration-build-4',
      'integration-test-4',
      'migration-mapping-5',
      'migration-trial-5',
      'migration-reconcile-5',
      'service-level-1',
      'service-level-2',
      'provision-1',
      'provision-2',
    ])
      expect(keys(built)).toContain(key);
    const provision = built.tasks.find(({ key }) => key === 'provision-1');
    expect(provision?.title).toBe('Provision 180 named users of Quillwork Insight');
    expect(provision?.source).toMatchObject({ fact_key: 'entitlements/0', page: 1 });
  });

  it('covers every requirement with at least one task, whatever it asks for', () => {
    const asked = [
      ['identity', 'Multi-factor authentication at every sign-in'],
      ['security', 'Data is encrypted at rest with AES-256'],
      ['security', 'A penetration test is completed each year'],
      ['compliance', 'A SOC 2 Type II report is delivered on request'],
      ['data', 'Audit logs are retained for six years'],
      ['security', 'Backups are made every day and restored on request'],
      ['performance', 'Reports open in less than two seconds'],
      ['infrastructure', 'Devices connect over WPA3-Enterprise'],
      ['other', 'The provider attends the quarterly board meeting'],
    ] as const;
    const built = plan({
      technicalRequirements: asked.map(([category, requirement]) => ({ category, requirement })),
    });
    for (const [index, [, requirement]] of asked.entries())
      expect(
        built.tasks.some(({ source }) => source.fact_key === `technicalRequirements/${index}`),
        requirement,
      ).toBe(true);
    expect(keys(built)).toEqual(
      expect.arrayContaining([
        'multi-factor-1',
        'encryption-proof-2',
        'security-review-3',
        'compliance-evidence-4',
      ]),
    );
  });

  it('leaves out what the contract does not ask for', () => {
    const built = plan({
      technicalRequirements: [],
      serviceLevels: [],
      entitlements: [],
      pricing: [],
      paymentTerms: null,
    });
    expect(
      keys(built).filter((key) => /^(sso|integration|migration|service-level|provision|first-)/.test(key)),
    ).toEqual([]);
    expect(keys(built)).toEqual(expect.arrayContaining(['kickoff-meeting', 'acceptance-test', 'go-live']));
    expect(riskKeys(built)).toContain('no-service-levels');
  });

  it('names the people of the contract as owners, and nobody who is not there', () => {
    const built = plan();
    expect(built.tasks.find(({ key }) => key === 'sso-details-1')?.owner).toEqual({
      side: 'customer',
      role: 'technical',
      stakeholder_id: 'technical',
      name: 'Marek Dvořák',
    });
    const nobody = plan({}, { people: [] });
    expect(new Set(nobody.tasks.map(({ owner }) => owner.name))).toEqual(new Set([null]));
    expect(riskKeys(nobody)).toEqual(
      expect.arrayContaining(['no-executive-sponsor', 'no-technical-contact']),
    );
    expect(keys(nobody)).toEqual(
      expect.arrayContaining(['name-executive-sponsor', 'name-technical-contact']),
    );
  });

  it('sizes the training by the users', () => {
    const days = (quantity: number) =>
      plan({
        entitlements: [{ product: 'Insight', quantity, unit: 'users', start: null, end: null }],
      }).tasks.find(({ key }) => key === 'user-training')?.duration_days ?? 0;
    expect(days(10)).toBe(1);
    expect(days(180)).toBe(4);
    expect(days(100_000)).toBe(CUSTOMER_SUCCESS.training.maximumDays);
  });

  it('checks the first payment when it is due', () => {
    const built = plan({ paymentTerms: 'net 45' });
    const invoice = built.tasks.find(({ key }) => key === 'first-invoice');
    const payment = built.tasks.find(({ key }) => key === 'first-payment');
    expect(Date.parse(payment?.start_date ?? '') - Date.parse(invoice?.due_date ?? '')).toBeGreaterThan(
      45 * 86_400_000,
    );
  });

  it('leaves out the holidays it is given', () => {
    const closed = plan({}, { holidays: ['2026-12-01', '2026-12-02'] });
    expect(closed.tasks[0]?.start_date).toBe('2026-12-03');
  });
});

describe('a go-live date', () => {
  it('is when the plan ends, laid back from it', () => {
    const built = plan({ goLiveDate: '2027-04-30' });
    expect(built).toMatchObject({ go_live_date: '2027-04-30', agreed_go_live_date: '2027-04-30' });
    expect(built.anchor.basis).toBe('go_live_date');
    expect(riskKeys(built)).not.toContain('tight-go-live');
    expect(riskKeys(built)).not.toContain('no-go-live-date');
  });

  it('on a Sunday means the Friday before', () => {
    expect(plan({ goLiveDate: '2027-05-02' }).go_live_date).toBe('2027-04-30');
  });

  it('that is too soon is a high risk that says how much time is missing', () => {
    const built = plan({ goLiveDate: '2026-12-11' });
    expect(built.go_live_date > '2026-12-11').toBe(true);
    expect(built.risks[0]).toMatchObject({ key: 'tight-go-live', severity: 'high' });
    expect(built.risks[0]?.sentence).toMatch(/takes \d+ working days, but only 9 are left/);
    expect(built.risks[0]?.source.fact_key).toBe('goLiveDate/0');
  });
});

describe('an old contract', () => {
  it('is planned from today, with a note', () => {
    const built = plan({ effectiveDate: '2025-04-01' });
    expect(built.anchor).toMatchObject({ date: TODAY, basis: 'today' });
    expect(built.anchor.note).toContain('2025-04-01');
    expect(built.tasks.every(({ start_date }) => start_date >= TODAY)).toBe(true);
    expect(riskKeys(built)).toContain('late-start');
  });

  it('with a go-live date in the past is planned from today, too', () => {
    expect(plan({ effectiveDate: '2025-04-01', goLiveDate: '2025-06-30' }).anchor.basis).toBe('today');
  });
});

describe('the end of the term', () => {
  const task = (built: ReturnType<typeof plan>, key: string) =>
    built.tasks.find((candidate) => candidate.key === key);

  it('less the notice period is the last day for notice; the renewal is prepared well before', () => {
    const built = plan();
    expect(task(built, 'last-notice-day')?.due_date).toBe('2029-08-31');
    expect(task(built, 'last-notice-day')?.description).toContain('2029-09-01');
    expect(task(built, 'renewal-review')?.due_date).toBe('2029-07-03');
    expect(task(built, 'term-end')?.title).toContain('renews for 12 months');
  });

  it('of a contract that does not renew asks what follows', () => {
    const built = plan({ renewalTerm: null, noticePeriod: null });
    expect(task(built, 'follow-on')?.source.fact_key).toBe('expirationDate/0');
    expect(task(built, 'last-notice-day')).toBeUndefined();
  });

  it('is computed from start and term where it is not stated', () => {
    const built = plan({ expirationDate: null });
    expect(task(built, 'term-end')).toMatchObject({ due_date: '2029-11-30', source: { fact_key: 'term/0' } });
  });

  it('that has passed is followed through its renewals to the one that runs today', () => {
    const built = plan({ effectiveDate: '2022-12-01', expirationDate: '2025-11-30' });
    expect(task(built, 'term-end')?.due_date).toBe('2026-11-30');
    expect(riskKeys(built)).toContain('notice-passed');
  });

  it('that never comes asks for nothing', () => {
    const built = plan({ expirationDate: 'perpetual' });
    expect(keys(built).filter((key) => ['term-end', 'renewal-review', 'follow-on'].includes(key))).toEqual(
      [],
    );
  });

  it('that has passed for good is a high risk', () => {
    const built = plan({ effectiveDate: '2022-12-01', expirationDate: '2025-11-30', renewalTerm: null });
    expect(built.risks.find(({ key }) => key === 'term-over')?.severity).toBe('high');
  });

  it('soon after go-live is a risk', () => {
    const built = plan({ expirationDate: '2027-05-31' });
    expect(riskKeys(built)).toEqual(expect.arrayContaining(['short-notice', 'early-renewal']));
  });

  it('beyond any calendar does no harm', () => {
    expect(() =>
      plan({ expirationDate: null, term: '9999 years', noticePeriod: '9999 years' }),
    ).not.toThrow();
  });
});

describe('amendments and doubtful facts', () => {
  it('an amendment is compared with what is set up today', () => {
    expect(keys(plan({ documentName: 'Amendment No. 2' }))).toContain('compare-amendment');
    expect(keys(plan())).not.toContain('compare-amendment');
  });

  it('facts to review are a risk and the first thing to do', () => {
    const doubtful = extraction();
    const facts = {
      ...doubtful,
      serviceLevels: doubtful.serviceLevels.map((fact) => ({ ...fact, needsReview: true })),
    };
    const built = buildPlan({ extraction: facts, people: PEOPLE, customerName: CUSTOMER_NAME, today: TODAY });
    expect(keys(built)).toContain('clear-up-facts');
    expect(built.risks.find(({ key }) => key === 'facts-need-review')?.sentence).toContain('2 facts');
  });
});

describe('success', () => {
  it('is measured by use, service levels and requirements', () => {
    const built = plan();
    const sentences = built.success_criteria.map(({ sentence }) => sentence).join('\n');
    expect(sentences).toContain('At least 144 of 180 named users of Quillwork Insight active');
    expect(sentences).toContain('Monthly availability: 99.9%');
    expect(sentences).toContain('Single sign-on through SAML 2.0 with Okta');
    expect(built.success_criteria).toHaveLength(1 + 2 + 2 + 5);
  });
});
