/** What a correction would do to the plan is told before anybody confirms it, and is what confirming then does. */
import { beforeAll, expect, it } from 'vitest';
import type { Session } from '../../../bin/client/session.ts';
import { newAdmin } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';
import { announce, textFile } from '../../support/uploads.ts';

const system = useSystem();
let session: Session;
let contract: { id: string; plan_id: string; version: number };
beforeAll(async () => {
  session = await newAdmin(system.current.appUrl);
  const { id } = await session.upload(textFile(), { name: 'Meridian Freight LLC' });
  contract = await session.settled(id);
});

const nothing = { added: [], changed: [], removed: [] };
const preview = () => session.expect('GET', `/api/v1/contracts/${contract.id}/plan-changes`);
const factOf = async (key: string) => {
  const { facts } = await session.expect('GET', `/api/v1/contracts/${contract.id}/extraction`);
  return facts.find((fact: { key: string }) => fact.key === key);
};
const decide = async (key: string, change: object) =>
  session.expect('PATCH', `/api/v1/contracts/${contract.id}/extraction`, {
    changes: [{ key, version: (await factOf(key)).version, ...change }],
  });
const tasks = async (): Promise<Map<string, { title: string; due_date: string }>> => {
  const plan = await session.expect('GET', `/api/v1/onboarding-plans/${contract.plan_id}`);
  return new Map(
    plan.tasks.map((task: { key: string; title: string; due_date: string }) => [task.key, task]),
  );
};

it('moves with a correction, and back with its undo', async () => {
  // Confirming takes away the task to look at what is in doubt.
  const untouched = await preview();
  const before = await tasks();
  await decide('effectiveDate/0', { action: 'correct', value: '2028-05-02' });
  const moved = await preview();
  expect(moved.changed.length).toBeGreaterThan(3);
  for (const { key, due_date_before } of moved.changed)
    expect(before.get(key)?.due_date).toBe(due_date_before);
  expect(
    moved.changed.filter(
      (task: { due_date: string; due_date_before: string }) => task.due_date !== task.due_date_before,
    ).length,
  ).toBeGreaterThan(3);
  // Nothing was written.
  expect(await tasks()).toEqual(before);
  await decide('effectiveDate/0', { action: 'reset' });
  expect(await preview()).toEqual(untouched);
});

it('is what confirming does', async () => {
  await decide('serviceLevels/0', { action: 'reject' });
  await decide('effectiveDate/0', { action: 'correct', value: '2028-05-02' });
  const told = await preview();
  expect(told.removed.length + told.changed.length).toBeGreaterThan(3);
  const { version } = await session.expect('GET', `/api/v1/contracts/${contract.id}`);
  await session.expect('POST', `/api/v1/contracts/${contract.id}/confirm`, { version });
  const after = await tasks();
  for (const { key, due_date } of [...told.added, ...told.changed])
    expect(after.get(key)?.due_date).toBe(due_date);
  for (const { key } of told.removed) expect(after.has(key)).toBe(false);
  expect(await preview()).toEqual(nothing);
});

it('is not told of a contract that is not read yet', async () => {
  const { contract: announced } = await announce(session, textFile());
  const answer = await session.call('GET', `/api/v1/contracts/${announced.id}/plan-changes`);
  expect(answer).toMatchObject({ status: 422, body: { code: 'not_ready' } });
});
