/** The wizard over HTTP (ORG-07…ORG-14), and that what it says has effect. */
import { describe, expect, it } from 'vitest';
import { newAdmin } from '../../support/people.ts';
import { provisioned, WIZARD_ANSWERS } from '../../support/provisioned.ts';
import { useSystem } from '../../support/runtime.ts';

const system = useSystem();
const admin = () => newAdmin(system.current.appUrl, 'Wizard');
const PATH = '/api/v1/onboarding';

describe('the wizard', () => {
  it('has exactly six steps, begins with what is known, and has progress', async () => {
    const session = await admin();
    const wizard = await session.expect('GET', PATH);
    expect(wizard.steps.map(({ key }: { key: string }) => key)).toEqual([
      'company',
      'industry',
      'markets',
      'lead_sources',
      'integrations',
      'billing',
    ]);
    expect(wizard).toMatchObject({
      next_step: 'company',
      progress: { done: 0, total: 6 },
      completed_at: null,
      version: 0,
    });
    expect(wizard.steps[1].data).toEqual({ blueprint: 'customer-success', industry_lines: [] });
  });

  it('saves step after step, lets one go back, and does not let one jump ahead', async () => {
    const session = await admin();
    const jump = await session.call('PUT', PATH, {
      step: 'billing',
      data: { plan: 'team', billing_email: 'a@example.com' },
      version: 0,
    });
    expect(jump).toMatchObject({
      status: 409,
      body: { code: 'step_out_of_order', data: { next_step: 'company' } },
    });
    const [[step, data]] = WIZARD_ANSWERS;
    const first = await session.expect('PUT', PATH, { step, data, version: 0 });
    expect(first).toMatchObject({ next_step: 'industry', progress: { done: 1 }, version: 1 });
    const again = await session.expect('PUT', PATH, {
      step,
      data: { ...data, size: '1-10' },
      version: 1,
    });
    expect(again).toMatchObject({ progress: { done: 1 }, version: 2 });
    const stale = await session.call('PUT', PATH, { step, data, version: 1 });
    expect(stale).toMatchObject({
      status: 409,
      body: { code: 'version_conflict', data: { current_version: 2 } },
    });
    // Left and come back to.
    expect((await session.expect('GET', PATH)).steps[0].data).toEqual({ ...data, size: '1-10' });
  });

  it.each([
    ['company', { name: 'x', size: '11-50', location: { country: 'DE' } }, 'data.name'],
    ['company', { name: 'Fine', size: 'huge', location: { country: 'DE' } }, 'data.size'],
    ['company', { name: 'Fine', size: '11-50', location: { country: 'Germany' } }, 'data.location.country'],
  ])('checks the step %s: %j', async (step, data, field) => {
    const session = await admin();
    const refused = await session.call('PUT', PATH, { step, data, version: 0 });
    expect(refused.status).toBe(400);
    expect(refused.body.data.errors.map((error: { field: string }) => error.field)).toContain(field);
  });

  it('is not finished before all six are there, and says which are missing', async () => {
    const session = await admin();
    const [[step, data]] = WIZARD_ANSWERS;
    await session.expect('PUT', PATH, { step, data, version: 0 });
    const refused = await session.call('POST', `${PATH}/complete`);
    expect(refused).toMatchObject({
      status: 422,
      body: {
        code: 'onboarding_incomplete',
        data: { missing_steps: ['industry', 'markets', 'lead_sources', 'integrations', 'billing'] },
      },
    });
  });

  it('makes the organization what it says: settings, roles of the blueprint, subscription, configuration', async () => {
    const session = await admin();
    await provisioned(session);
    for (const [index, [step, data]] of WIZARD_ANSWERS.entries())
      await session.expect('PUT', PATH, { step, data, version: index });
    const done = await session.expect('POST', `${PATH}/complete`);
    expect(done.organization).toMatchObject({
      name: 'Harbor Mutual',
      size: '11-50',
      location: { country: 'DE', city: 'Kiel' },
      blueprint: 'insurance',
      industry_lines: ['health', 'auto'],
      markets: { regions: ['dach', 'northern_europe'], countries: ['DE', 'DK'] },
      lead_sources: ['website', 'referral'],
      integrations: { api: true, webhooks: false, crm: 'hubspot' },
      subscription: { plan: 'business', billing_email: 'billing@harbor.example' },
    });
    expect(await provisioned(session)).toMatchObject({ attempt: 2, status: 'succeeded' });
    // Those of the trade that was there before the wizard asked are gone: nobody had touched them.
    const fields = await session.expect('GET', '/api/v1/workspace/custom-fields');
    const keys = fields.customer.map(({ key }: { key: string }) => key);
    expect(keys).toEqual(['date_of_birth', 'smoker']);
    const configuration = await session.expect('GET', '/api/v1/provision/configuration');
    expect(configuration).toMatchObject({ blueprint: 'insurance', applied_version: 1, behind: false });
    const setup = await session.expect('GET', '/api/v1/organizations/current/setup');
    expect(setup.steps[0]).toMatchObject({ key: 'wizard', done_at: expect.any(String) });
    await session.refresh();
    expect(await session.expect('GET', '/api/v1/auth/me')).toMatchObject({ role: 'admin' });
    // Sent again: the same, and nothing new begins.
    const again = await session.expect('POST', `${PATH}/complete`);
    expect(again.organization).toEqual(done.organization);
    expect(again.provisioning.attempt).toBe(2);
    const closed = await session.call('PUT', PATH, {
      step: 'company',
      data: WIZARD_ANSWERS[0][1],
      version: 7,
    });
    expect(closed.body.code).toBe('onboarding_complete');
  });

  it('gives the founder the first role of another blueprint', async () => {
    const session = await admin();
    for (const [index, [step, data]] of WIZARD_ANSWERS.entries()) {
      const answer = step === 'industry' ? { blueprint: 'surrogacy', industry_lines: [] } : data;
      await session.expect('PUT', PATH, { step, data: answer, version: index });
    }
    await session.expect('POST', `${PATH}/complete`);
    await session.refresh();
    const me = await session.expect('GET', '/api/v1/auth/me');
    expect(me).toMatchObject({ role: 'manager' });
    expect(me.permissions).toContain('organization:delete');
  });
});

describe('blueprints', () => {
  it('are listed and described, with roles, pipelines, fields, e-mails and the plan template', async () => {
    const session = await admin();
    const { data } = await session.expect('GET', '/api/v1/blueprints');
    expect(data.map(({ key }: { key: string }) => key)).toEqual([
      'customer-success',
      'insurance',
      'surrogacy',
      'helpdesk',
      'generic',
    ]);
    const surrogacy = await session.expect('GET', '/api/v1/blueprints/surrogacy');
    const [cases] = surrogacy.pipelines;
    expect(cases.statuses).toHaveLength(17);
    expect(cases.statuses.filter(({ stage }: { stage: string }) => stage === 'A')).toHaveLength(11);
    expect(surrogacy.plan_template.tasks.length).toBeGreaterThan(15);
    expect((await session.call('GET', '/api/v1/blueprints/plumbing')).status).toBe(404);
  });
});
