/** What was put into the archive comes out of it as it was; what was announced can still be uploaded. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../../bin/client/session.ts';
import { newAdmin } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';
import { announce, send, textFile } from '../../support/uploads.ts';

const system = useSystem();
const file = textFile();
let session: Session;

beforeAll(async () => {
  session = await newAdmin(system.current.appUrl);
});

const idsOf = async (path: string) => (await session.list(path)).map(({ id }) => id);

describe('restoring', () => {
  it('brings back the contract, its plan, its entitlements and prices, as they were', async () => {
    const { contract, upload } = await announce(session, file);
    await send(upload, file);
    const { id, customer_id } = await session.settled(contract.id);
    const added = { action: 'add', field: 'entitlements', value: { product: 'Harborlight Dispatch' } };
    await session.expect('PATCH', `/api/v1/contracts/${id}/extraction`, { changes: [added] });
    const before = await session.expect('GET', `/api/v1/contracts/${id}`);
    await session.expect('POST', `/api/v1/contracts/${id}/confirm`, { version: before.version });
    const rows = async () => ({
      prices: (await session.expect('GET', `/api/v1/customers/${customer_id}/pricing`)).data,
      entitlements: (await session.expect('GET', `/api/v1/customers/${customer_id}/entitlements`)).data,
      people: (await session.expect('GET', `/api/v1/stakeholders?customer_id=${customer_id}`)).data,
    });
    const content = (all: Record<string, Record<string, unknown>[]>) =>
      Object.fromEntries(
        Object.entries(all).map(([name, list]) => [
          name,
          list.map(({ version, created_at, updated_at, ...rest }) => rest),
        ]),
      );
    const confirmed = await rows();
    expect(confirmed.entitlements.length).toBeGreaterThan(0);
    expect(confirmed.prices.length).toBeGreaterThan(0);
    await session.expect('DELETE', `/api/v1/contracts/${id}`);
    expect((await rows()).prices).toEqual([]);
    expect(await idsOf('/api/v1/contracts')).not.toContain(id);
    expect(await idsOf('/api/v1/contracts?archived=true')).toContain(id);

    const restored = await session.expect('POST', `/api/v1/contracts/${id}/restore`);
    expect(restored).toMatchObject({ id, status: 'confirmed', archived_at: null });
    expect(content(await rows())).toEqual(content(confirmed));
    expect(await idsOf('/api/v1/contracts')).toContain(id);
    expect(await idsOf('/api/v1/contracts?archived=true')).not.toContain(id);
    expect(await idsOf('/api/v1/contracts?status=confirmed')).toContain(id);
    expect(await session.expect('GET', `/api/v1/contracts/${id}`)).toEqual(restored);
    expect((await session.expect('GET', `/api/v1/onboarding-plans/${id}`)).archived_at).toBeNull();

    // Sent again, it changes nothing.
    expect(await session.expect('POST', `/api/v1/contracts/${id}/restore`)).toEqual(restored);
    await session.expect('DELETE', `/api/v1/contracts/${id}`);
  });

  it('leaves a run that archiving stopped where it can be gone on with', async () => {
    const { contract, upload } = await announce(session, file);
    await send(upload, file);
    const path = `/api/v1/contracts/${contract.id}`;
    await expect
      .poll(async () => (await session.expect('GET', path)).status, { timeout: 20_000 })
      .not.toBe('awaiting_upload');
    await session.expect('DELETE', path);
    const restored = await session.expect('POST', `${path}/restore`);
    expect(restored.status).not.toBe('processing');
    if (restored.status === 'failed')
      expect(restored.failure).toMatchObject({ code: 'stopped_by_archiving', redrivable: true });
    await session.expect('POST', `${path}/parse`);
    // News of the run that was stopped comes late: it ends nothing.
    expect((await session.settled(contract.id)).status).toMatch(/^(?:review|ready)$/);
  });
});

describe('a new form for an announced contract', () => {
  it('uploads its file where the first form was lost', async () => {
    const { contract } = await announce(session, file);
    const again = await session.expect('POST', `/api/v1/contracts/${contract.id}/upload`);
    expect(again.contract.id).toBe(contract.id);
    await send(again.upload, file);
    expect((await session.settled(contract.id)).status).not.toBe('failed');
    const late = await session.call('POST', `/api/v1/contracts/${contract.id}/upload`);
    expect([late.status, late.body.code]).toEqual([409, 'already_uploaded']);
  });

  it('holds place, type and size as the first one did', async () => {
    const { contract, upload } = await announce(session, file);
    const again = await session.expect('POST', `/api/v1/contracts/${contract.id}/upload`);
    expect(again.upload.fields.key).toBe(upload.fields.key);
    const conditions = (form: { fields: Record<string, string> }) =>
      JSON.parse(Buffer.from(String(form.fields.Policy), 'base64').toString()).conditions.filter(
        (condition: unknown) => Array.isArray(condition),
      );
    expect(conditions(again.upload)).toEqual(conditions(upload as { fields: Record<string, string> }));
    expect(conditions(again.upload)).toContainEqual(['content-length-range', 1, 50 * 1024 * 1024]);
    const other = { ...again.upload, fields: { ...again.upload.fields, 'Content-Type': 'text/html' } };
    await expect(send(other, file)).rejects.toThrow('403');
  });

  it('is not handed out for an archived contract', async () => {
    const { contract } = await announce(session, file);
    await session.expect('DELETE', `/api/v1/contracts/${contract.id}`);
    expect((await session.call('POST', `/api/v1/contracts/${contract.id}/upload`)).status).toBe(404);
  });
});
