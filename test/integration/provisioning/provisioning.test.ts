/** Setting organizations up (ORG-24…ORG-30): in the background, once, in order, resumable, fast. */
import { describe, expect, it } from 'vitest';
import { signUp } from '../../../bin/client/session.ts';
import { newAdmin, newPerson } from '../../support/people.ts';
import { provisioned } from '../../support/provisioned.ts';
import { useSystem } from '../../support/runtime.ts';

const system = useSystem();
const STEPS = ['isolation', 'configuration', 'credentials', 'notifications', 'backup'];

describe('a new organization', () => {
  it('is set up by itself, step by step, with times', async () => {
    const session = await newAdmin(system.current.appUrl);
    const attempt = await provisioned(session);
    expect(attempt).toMatchObject({ attempt: 1, status: 'succeeded', ended_at: expect.any(String) });
    expect(attempt.steps.map(({ key }: { key: string }) => key)).toEqual(STEPS);
    for (const step of attempt.steps)
      expect(step).toMatchObject({
        status: 'succeeded',
        started_at: expect.any(String),
        ended_at: expect.any(String),
        error: null,
      });
  });

  it('is healthy: everything is there, and its backup has a window', async () => {
    const session = await newAdmin(system.current.appUrl);
    await provisioned(session);
    const { id } = await session.expect('GET', '/api/v1/organizations/current');
    const health = await session.expect('GET', `/api/v1/provision/health/${id}`);
    expect(health.checks.map(({ ok }: { ok: boolean }) => ok)).toEqual([true, true, true, true, true]);
    expect(health).toMatchObject({ healthy: true, backup: { records: { retention_days: 35 } } });
    expect(Date.parse(health.backup.window.earliest)).toBeLessThan(Date.parse(health.backup.window.latest));
  });

  it('is not set up twice, however often it is asked for', async () => {
    const session = await newAdmin(system.current.appUrl);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => session.call('POST', '/api/v1/provision/account')),
    );
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202]);
    expect(await provisioned(session)).toMatchObject({ attempt: 1, status: 'succeeded' });
    expect(await session.expect('POST', '/api/v1/provision/account')).toMatchObject({
      attempt: 1,
      status: 'succeeded',
    });
  });

  it('is configured once more when it is asked for, as another attempt', async () => {
    const session = await newAdmin(system.current.appUrl);
    await provisioned(session);
    expect(await session.expect('POST', '/api/v1/provision/configure')).toMatchObject({ attempt: 2 });
    expect(await provisioned(session)).toMatchObject({ attempt: 2, status: 'succeeded' });
    // The blueprint has not changed: neither has the configuration.
    expect(await session.expect('GET', '/api/v1/provision/configuration')).toMatchObject({
      configuration_version: 1,
    });
  });

  it('keeps its status to itself', async () => {
    const [mine, other] = [await newAdmin(system.current.appUrl), await newAdmin(system.current.appUrl)];
    const { id } = await other.expect('GET', '/api/v1/organizations/current');
    expect((await mine.call('GET', `/api/v1/provision/status/${id}`)).status).toBe(404);
    expect((await mine.call('GET', `/api/v1/provision/health/${id}`)).status).toBe(404);
  });
});

it('a dozen at once are all set up and healthy (ORG-29, ORG-30); fifty, and their times, are in bench/', {
  timeout: 120_000,
}, async () => {
  const people = Array.from({ length: 12 }, () => signUp(system.current.appUrl, newPerson()));
  const sessions = await Promise.all(people);
  await Promise.all(sessions.map((session, index) => session.found(`Dozen ${index}`)));
  const attempts = await Promise.all(sessions.map((session) => provisioned(session, 60_000)));
  expect(attempts.map(({ status }) => status)).toEqual(sessions.map(() => 'succeeded'));
  expect(new Set(attempts.map(({ organization_id }) => organization_id)).size).toBe(sessions.length);
  for (const session of sessions)
    expect(await session.expect('GET', '/api/v1/provision/health/current')).toMatchObject({ healthy: true });
});
