/** Who changed what, when and from where: entered by itself for every change, and nothing for nobody else to rewrite. */
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../../bin/client/session.ts';
import type { AuditEntry } from '../../../shared/audit/chain.ts';
import { verifyExport } from '../../../shared/audit/export-file.ts';
import { newAdmin } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';
import { announce, textFile } from '../../support/uploads.ts';

const system = useSystem();
let session: Session;
let customer: { id: string; version: number; name: string };

const DEADLINE_MS = 30_000;

/** Entries of a filter once there are so many of them. */
async function entries(query: string, least = 1): Promise<AuditEntry[]> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const { data } = await session.expect('GET', `/api/v1/audit?limit=100&${query}`);
    if (data.length >= least) return data;
    if (Date.now() > deadline) throw new Error(`Only ${data.length} entries for ${query}.`);
    await sleep(100);
  }
}

beforeAll(async () => {
  session = await newAdmin(system.current.appUrl, 'Audited');
  const { contract } = await announce(session, textFile());
  customer = await session.expect('GET', `/api/v1/customers/${contract.customer_id}`);
});

describe('an entry', () => {
  it('of a changed customer says who, from where, by which request, and what became of each field', async () => {
    const answer = await session.call('PATCH', `/api/v1/customers/${customer.id}`, {
      version: customer.version,
      name: 'Harbourlight Limited',
    });
    expect(answer.status).toBe(200);
    const [entry] = await entries(`event=customer.updated&resource_type=customer&resource_id=${customer.id}`);
    const me = await session.expect('GET', '/api/v1/auth/me');
    expect(entry).toMatchObject({
      event: 'customer.updated',
      actor: { id: me.id ?? me.sub, name: 'Ada Lovelace', kind: 'user', address: '127.0.0.1' },
      resource: { type: 'customer', id: customer.id, label: 'Harbourlight Limited' },
      changes: [{ field: 'name', before: customer.name, after: 'Harbourlight Limited' }],
      request_id: answer.headers.get('x-request-id'),
    });
    expect(entry?.actor.agent).toBeTruthy();
    expect(await session.expect('GET', `/api/v1/audit/${entry?.id}`)).toEqual(entry);
  });
});
