import { beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../../bin/client/session.ts';
import type { CallRecord } from '../../../local/gateway/call-log.ts';
import { AGREEMENT, TYPES } from '../../support/documents.ts';
import { newAdmin } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';
import { announce, textFile } from '../../support/uploads.ts';

const system = useSystem();
let session: Session;
let contract: { id: string; customer_id: string; plan_id: string };
const dashboard = (query = '') => session.expect('GET', `/api/v1/dashboard${query}`);

beforeAll(async () => {
  session = await newAdmin(system.current.appUrl);
});

/** The calls to DynamoDB that the dashboard makes. */
async function costOf(own: Session) {
  const read = async () => {
    const name = 'gangway-dev-analytics-get-dashboard';
    const response = await fetch(`${system.current.appUrl}/_local/calls?function=${name}`);
    return ((await response.json()) as { calls: CallRecord[] }).calls;
  };
  const before = (await read()).length;
  await own.expect('GET', '/api/v1/dashboard');
  const calls = (await read()).slice(before).filter(({ service }) => service === 'dynamodb');
  return {
    operations: calls.map(({ operation }) => operation),
    units: calls.reduce((sum, { consumedCapacity }) => sum + Number(consumedCapacity), 0),
  };
}

describe('the dashboard (REP-09)', () => {
  it('of a new organization is empty, and says so', async () => {
    expect(await dashboard()).toMatchObject({
      empty: true,
      review: { count: 0, more: false, contracts: [] },
      plans: { plans: [] },
      activity: [],
    });
  });

  it('has the plan with its next step, the first tasks, and what happened', async () => {
    const file = { name: 'a.txt', type: TYPES.txt, bytes: Buffer.from(AGREEMENT) };
    const { id } = await session.upload(file, { name: 'Meridian Freight LLC' });
    contract = await session.settled(id);
    const plan = await session.expect('GET', `/api/v1/onboarding-plans/${contract.plan_id}`);
    const shown = await dashboard();
    expect(shown.empty).toBe(false);
    expect(shown.plans.plans).toEqual([
      expect.objectContaining({
        id: plan.id,
        progress: plan.progress,
        next_step: expect.objectContaining({ key: plan.next_step.key, due_date: plan.next_step.due_date }),
      }),
    ]);
    expect(shown.upcoming.tasks[0]).toMatchObject({
      key: plan.next_step.key,
      plan_id: plan.id,
      customer_name: 'Meridian Freight LLC',
      waits: false,
    });
    const types = shown.activity.map(({ type }: { type: string }) => type);
    expect(types).toEqual(expect.arrayContaining(['contract_uploaded', 'contract_read', 'plan_made']));
  });

  it('shows a contract that needs somebody until it is confirmed', async () => {
    const path = `/api/v1/contracts/${contract.id}`;
    const { status, version } = await session.expect('GET', path);
    expect((await dashboard()).review.count).toBe(status === 'review' ? 1 : 0);
    await session.expect('POST', `${path}/confirm`, { version });
    const after = await dashboard();
    expect(after.review.count).toBe(0);
    expect(after.activity[0]).toMatchObject({ type: 'contract_confirmed', contract_id: contract.id });
  });

  it('calls a task overdue by the reader’s day, and puts the reader’s own first', async () => {
    const plan = await session.expect('GET', `/api/v1/onboarding-plans/${contract.plan_id}`);
    const later = plan.tasks.at(-2);
    const { name } = await session.expect('GET', '/api/v1/auth/me');
    await session.expect('PATCH', `/api/v1/onboarding-plans/${plan.id}/tasks/${later.key}`, {
      version: later.version,
      owner: { side: 'provider', name: name.toUpperCase() },
    });
    const day = '2099-01-01';
    const shown = await dashboard(`?day=${day}`);
    const open = plan.tasks.filter(({ status }: { status: string }) => status !== 'done');
    expect(shown.overdue).toMatchObject({ count: open.length, more: false });
    expect(shown.overdue.tasks[0]).toMatchObject({ key: later.key, mine: true });
    expect(shown.upcoming.tasks).toEqual([]);
    expect((await session.call('GET', '/api/v1/dashboard?day=tomorrow')).status).toBe(400);
  });

  it('moves on when a task is ticked', async () => {
    const before = await dashboard();
    const [task] = before.upcoming.tasks;
    await session.expect('PATCH', `/api/v1/onboarding-plans/${task.plan_id}/tasks/${task.key}`, {
      version: task.version,
      status: 'done',
    });
    const after = await dashboard();
    expect(after.upcoming.tasks.map(({ key }: { key: string }) => key)).not.toContain(task.key);
    expect(after.activity[0]).toMatchObject({
      type: 'task_done',
      subject: task.title,
      customer_name: 'Meridian Freight LLC',
    });
    expect(after.plans.plans[0].progress.done).toBe(before.plans.plans[0].progress.done + 1);
  });

  it('forgets the tasks of a contract that is archived', async () => {
    await session.expect('DELETE', `/api/v1/contracts/${contract.id}`);
    const shown = await dashboard('?day=2099-01-01');
    expect(shown.overdue).toMatchObject({ count: 0, tasks: [] });
    expect(shown.plans.plans).toEqual([]);
  });

  it('costs the same with 110 contracts as with 60', { timeout: 120_000 }, async () => {
    const own = await newAdmin(system.current.appUrl);
    const file = textFile();
    const add = async (count: number) => {
      for (let left = count; left > 0; left -= 5)
        await Promise.all(Array.from({ length: Math.min(5, left) }, () => announce(own, file)));
    };
    await add(60);
    const few = await costOf(own);
    await add(50);
    const many = await costOf(own);
    expect(few.operations).toEqual(Array(7).fill('Query'));
    expect(many).toEqual(few);
  });
});
