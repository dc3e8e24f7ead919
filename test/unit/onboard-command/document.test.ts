import { describe, expect, it } from 'vitest';
import { camel, onboardDocument } from '../../../bin/onboard/document.ts';
import { ANSWERS } from './answers.ts';

const TIMINGS = { uploadMs: 40, totalMs: 900, stages: [{ stage: 'inspect', ms: 250 }] };
const document = onboardDocument('agreement.pdf', ANSWERS, TIMINGS);

describe('the JSON document', () => {
  it('has the plan’s phases and its tasks with due dates, owners and what they come from', () => {
    expect(document.plan).toMatchObject({
      goLiveDate: '2027-04-01',
      phases: [{ key: 'kickoff', name: 'Kickoff', start: '2027-03-03', end: '2027-03-05' }],
      tasks: [
        { key: 'handover', phase: 'kickoff', startDate: '2027-03-03', dueDate: '2027-03-03', dependsOn: [] },
        {
          key: 'meet',
          dueDate: '2027-03-05',
          owner: { side: 'customer', role: 'success_manager', stakeholderId: 'k1-p1', name: 'Renata Okafor' },
          dependsOn: ['handover'],
          source: { factKey: 'stakeholders/0', page: 2 },
        },
      ],
      risks: [{ severity: 'high' }],
      successCriteria: [{ targetDate: '2027-04-01' }],
    });
  });

  it('takes for true what was found in the document, and nothing that was not found or was rejected', () => {
    expect(document.dates).toEqual({
      agreementDate: null,
      effectiveDate: '2027-03-03',
      expirationDate: null,
      goLiveDate: null,
    });
    expect(document.terms.governingLaw).toBeNull();
    expect(document.review).toEqual([
      {
        key: 'expirationDate/0',
        field: 'expirationDate',
        value: '2030-03-02',
        confidence: 0.9,
        note: 'Not found in the document.',
      },
    ]);
  });

  it('has amounts in major units of their currency, and a rate as percent', () => {
    expect(document.pricing.map(({ amount, currency }) => [amount, currency])).toEqual([
      [54_000, 'USD'],
      [12.5, '%'],
      [150_000, 'JPY'],
    ]);
    expect(document.pricing[0]?.unitPrice).toBe(450);
    expect(document.totals).toEqual({ annual: 54_000, total: null, currency: 'USD' });
  });

  it('says why a contract failed, with no plan and nothing made up', () => {
    const failed = onboardDocument(
      'cut.pdf',
      {
        contract: {
          ...ANSWERS.contract,
          status: 'failed',
          plan_id: null,
          failure: { code: 'damaged', message: 'Export it again.' },
        },
        facts: [],
        stakeholders: [],
        entitlements: [],
        pricing: [],
        plan: null,
      },
      TIMINGS,
    );
    expect(failed.contract).toMatchObject({
      status: 'failed',
      failure: { code: 'damaged', message: 'Export it again.' },
    });
    expect(failed.plan).toBeNull();
    expect(failed.totals).toEqual({ annual: null, total: null, currency: null });
  });

  it('renames keys and leaves values alone', () => {
    expect(camel({ due_date: 'in_review', a_b: [{ c_d: null }] })).toEqual({
      dueDate: 'in_review',
      aB: [{ cD: null }],
    });
  });
});
