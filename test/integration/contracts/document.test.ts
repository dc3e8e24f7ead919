/** The contract as it was read: for a screen that has no pages of its own to draw. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../../bin/client/session.ts';
import { newAdmin } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';
import { announce, textFile } from '../../support/uploads.ts';

const system = useSystem();
let session: Session;
beforeAll(async () => {
  session = await newAdmin(system.current.appUrl);
});

describe('a contract that was read', () => {
  it('links to its pages, for the app alone and for five minutes', async () => {
    const announced = await session.upload(textFile(), { name: 'Meridian Freight LLC' });
    const contract = await session.settled(announced.id);
    const link = await session.expect('GET', `/api/v1/contracts/${contract.id}/document`);
    expect(link.run).toBe(contract.run);
    const left = Date.parse(link.expires_at) - Date.now();
    expect(left).toBeGreaterThan(4 * 60_000);
    expect(left).toBeLessThanOrEqual(5 * 60_000);
    const response = await fetch(link.url, { headers: { origin: system.current.appUrl } });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(system.current.appUrl);
    const { pages } = (await response.json()) as { pages: { lines: { text: string }[] }[] };
    expect(pages).toHaveLength(contract.pages);
    const quote = 'governed by the laws of the State of Oregon';
    expect(pages.flatMap(({ lines }) => lines.map(({ text }) => text)).join(' ')).toContain(quote);
    // Another place under the same signature is refused.
    expect((await fetch(link.url.replace('document.json', 'rules.json'))).status).toBe(403);
  });
});

it('a contract that was not read says so', async () => {
  const { contract } = await announce(session, textFile());
  const answer = await session.call('GET', `/api/v1/contracts/${contract.id}/document`);
  expect(answer).toMatchObject({ status: 422, body: { code: 'not_read' } });
});
