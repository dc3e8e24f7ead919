/** Working a plan over HTTP. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../../bin/client/session.ts';
import { newAdmin } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';
import { announce, send, textFile } from '../../support/uploads.ts';

const system = useSystem();
let session: Session;
let id: string;
const path = (rest = '') => `/api/v1/onboarding-plans/${id}${rest}`;
const plan = () => session.expect('GET', path());
const taskOf = async (key: string) => (await plan()).tasks.find((task: { key: string }) => task.key === key);

beforeAll(async () => {
  session = await newAdmin(system.current.appUrl);
  const file = textFile();
  const { contract, upload } = await announce(session, file);
  await send(upload, file);
  ({ id } = await session.settled(contract.id));
});

describe('a task', () => {
  it('is added by hand, changed, taken out and brought back, and a rerun leaves it alone', async () => {
    const before = await plan();
    const [first] = before.tasks;
    const task = await session.expect('POST', path('/tasks'), {
      title: 'Visit the depot',
      phase: first.phase,
      due_date: '2027-03-01',
      after: first.key,
      depends_on: [first.key],
    });
    const added = await plan();
    expect(added.tasks[1]).toMatchObject({ key: task.key, origin: 'person', waits_for: [first.key] });
    expect(added.progress.total).toBe(before.progress.total + 1);
    await session.expect('DELETE', path(`/tasks/${first.key}`));
    expect((await plan()).tasks.map(({ key }: { key: string }) => key)).not.toContain(first.key);
    await session.expect('POST', `/api/v1/contracts/${id}/parse`);
    await session.settled(id);
    const rerun = await plan();
    expect(rerun.tasks.map(({ key }: { key: string }) => key)).not.toContain(first.key);
    expect(rerun.tasks[0]).toMatchObject({ key: task.key, title: 'Visit the depot' });
    await session.expect('POST', path(`/tasks/${first.key}/restore`));
    expect((await taskOf(first.key)).key).toBe(first.key);
  });

  it('moves to another phase, and refuses a phase, a neighbour and a circle that cannot be', async () => {
    const { tasks, phases } = await plan();
    const waiting = tasks.find(({ depends_on }: { depends_on: string[] }) => depends_on.length > 0);
    const url = path(`/tasks/${waiting.key}`);
    const wrong = (body: object) =>
      session.call('PATCH', url, { version: waiting.version, ...body }).then(({ status }) => status);
    expect(await wrong({ phase: 'no-such-phase' })).toBe(400);
    expect(await wrong({ after: 'no-such-task' })).toBe(400);
    expect(await wrong({ depends_on: [waiting.key] })).toBe(400);
    expect(await wrong({ due_date: '2027-02-30' })).toBe(400);
    const first = tasks.find(({ key }: { key: string }) => key === waiting.depends_on[0]);
    const circle = await session.call('PATCH', path(`/tasks/${first.key}`), {
      version: first.version,
      depends_on: [waiting.key],
    });
    expect(circle.status).toBe(400);
    expect(circle.body.data.errors[0]).toMatchObject({ field: 'depends_on', code: 'circle' });
    const { task } = await session.expect('PATCH', url, {
      version: waiting.version,
      phase: phases.at(-1).key,
      after: null,
    });
    expect(task.phase).toBe(phases.at(-1).key);
    const last = (await plan()).tasks.filter(({ phase }: { phase: string }) => phase === task.phase);
    expect(last[0].key).toBe(task.key);
  });

  it('tells who was slower that somebody was faster, and with which version', async () => {
    const task = (await plan()).tasks[0];
    const url = path(`/tasks/${task.key}`);
    await session.expect('PATCH', url, { version: task.version, title: 'First' });
    const late = await session.call('PATCH', url, { version: task.version, title: 'Second' });
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'version_conflict', data: { current_version: task.version + 1 } },
    });
  });

  it('counts tasks that are done at the same moment, each once', async () => {
    const before = await plan();
    const open = before.tasks.filter(({ status }: { status: string }) => status === 'todo').slice(0, 3);
    await Promise.all(
      open.map(({ key, version }: { key: string; version: number }) =>
        session.expect('PATCH', path(`/tasks/${key}`), { version, status: 'done' }),
      ),
    );
    expect((await plan()).progress.done).toBe(before.progress.done + open.length);
    const { data } = await session.expect('GET', '/api/v1/onboarding-plans');
    expect(data[0].next_step.key).toBe((await plan()).next_step.key);
  });
});

describe('a plan', () => {
  it('is renamed and goes live on another day, and a rerun keeps both', async () => {
    const { version } = await plan();
    await session.expect('PATCH', path(), { version, name: 'Our plan', go_live_date: '2027-09-01' });
    expect((await session.call('PATCH', path(), { version, name: 'Theirs' })).status).toBe(409);
    await session.expect('POST', `/api/v1/contracts/${id}/parse`);
    await session.settled(id);
    expect(await plan()).toMatchObject({ name: 'Our plan', go_live_date: '2027-09-01' });
  });

  it('is a calendar file', async () => {
    const { tasks } = await plan();
    const answer = await session.call('GET', path('/calendar'));
    expect(answer.headers.get('content-type')).toContain('text/calendar');
    expect(answer.body.match(/^BEGIN:VEVENT\r$/gm)).toHaveLength(tasks.length);
  });

  it('is archived, no longer worked on, and brought back', async () => {
    const [task] = (await plan()).tasks;
    await session.expect('DELETE', path());
    const refused = await session.call('PATCH', path(`/tasks/${task.key}`), {
      version: task.version,
      title: 'x',
    });
    expect(refused.status).toBe(404);
    expect((await session.expect('GET', '/api/v1/onboarding-plans')).data).toEqual([]);
    await session.expect('POST', path('/restore'));
    expect((await session.expect('GET', '/api/v1/onboarding-plans')).data).toHaveLength(1);
    expect((await plan()).archived_at).toBeNull();
  });
});
