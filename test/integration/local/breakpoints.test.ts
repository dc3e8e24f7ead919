/** Standing still at a chosen place, as a person at the local pages does it. */
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

const at = (
  method: string,
  body?: unknown,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) =>
  fetch(`${system.current.appUrl}/_local/breakpoints`, {
    method,
    ...(body !== undefined && { headers, body: JSON.stringify(body) }),
  });
const held = async () => ((await (await at('GET')).json()) as { held: { breakpoint: object }[] }).held;

describe('/_local/breakpoints', () => {
  it('holds a state before its work, shows it, and lets it go on when the breakpoint is taken away', async () => {
    const { contract, upload } = await announce(session, file);
    const breakpoint = { state: 'Parse', text: contract.id };
    expect((await at('POST', { breakpoints: [breakpoint] })).status).toBe(200);
    await send(upload, file);
    await expect
      .poll(held, { timeout: 20_000 })
      .toMatchObject([{ breakpoint: { ...breakpoint, when: 'before' } }]);
    expect((await session.expect('GET', `/api/v1/contracts/${contract.id}`)).progress.stage).toBe('read');
    expect((await at('DELETE')).status).toBe(200);
    expect(await held()).toEqual([]);
    expect((await session.settled(contract.id)).failure).toBeNull();
  });

  it('holds a call of a function after it was served: what it wrote is there, and the function waits', async () => {
    const breakpoint = {
      call: 'dynamodb:TransactWriteItems',
      function: 'gangway-dev-contracts-create-contract',
      when: 'after',
    };
    await at('POST', { breakpoints: [breakpoint] });
    let isAnswered = false;
    const answer = announce(session, file).finally(() => {
      isAnswered = true;
    });
    await expect
      .poll(held, { timeout: 20_000 })
      .toMatchObject([{ breakpoint, function: breakpoint.function }]);
    const [newest] = (await session.expect('GET', '/api/v1/contracts?limit=1')).data;
    expect(isAnswered).toBe(false);
    await at('DELETE');
    expect((await answer).contract.id).toBe(newest.id);
  });

  it('leaves alone what it does not name', async () => {
    const { contract, upload } = await announce(session, file);
    await at('POST', { breakpoints: [{ state: 'Parse', text: 'another contract' }] });
    await send(upload, file);
    expect((await session.settled(contract.id)).failure).toBeNull();
  });

  it.each([
    [{ breakpoints: [{ state: 'Parse', call: 's3:PutObject' }] }],
    [{ breakpoints: [{ state: 'Parse', when: 'during' }] }],
    [{ breakpoints: [{ call: 'PutObject' }] }],
    [{ breakpoints: {} }],
    [{}],
  ])('refuses %j', async (body) => {
    const response = await at('POST', body);
    expect(response.status).toBe(400);
    expect(((await response.json()) as { message: string }).message).not.toBe('');
  });

  it('cannot be set by a page elsewhere, which may send plain text only', async () => {
    expect((await at('POST', { breakpoints: [] }, { 'content-type': 'text/plain' })).status).toBe(415);
  });
});
