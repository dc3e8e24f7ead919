import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { openWorld, PASSWORD } from './harness.ts';

it('everything survives a restart: key, users, sessions, codes and refresh tokens', async () => {
  const first = await openWorld();
  const port = Number(new URL(first.origin).port);
  const browser = first.browser();
  const waiting = await first.signUp(first.browser(), 'waiting@acme.example');
  const tokens = await first.exchange(await first.register(browser, 'a@acme.example'));
  const open = await browser.open(first.authorizeUrl());
  await first.close({ keep: true });

  const second = await openWorld({ dir: first.dir, port });
  try {
    expect([second.pool, second.client]).toEqual([first.pool, first.client]);
    expect(await second.verifier('id').verify(tokens.id_token)).toMatchObject({ email: 'a@acme.example' });
    expect((await second.exchange(open)).status).toBe(200);
    expect((await second.refresh(tokens.refresh_token)).status).toBe(200);
    expect((await browser.open(second.authorizeUrl())).url.searchParams.has('code')).toBe(true);
    const other = second.browser();
    const confirm = await other.open(waiting.url);
    const done = await other.submit(confirm, 'Confirm', {
      username: 'waiting@acme.example',
      code: second.mailedCode('waiting@acme.example'),
    });
    const back = await other.submit(done, 'Sign in', {
      username: 'waiting@acme.example',
      password: PASSWORD,
    });
    expect(back.url.searchParams.has('code')).toBe(true);
  } finally {
    await second.close();
  }
});

const WRITER = `
import { openCognito } from '${new URL('../../../../local/cognito/index.ts', import.meta.url).pathname}';
import { openMailbox } from '${new URL('../../../../local/mail/index.ts', import.meta.url).pathname}';
const dir = process.argv[1];
const mailbox = openMailbox({ dir });
const cognito = openCognito({ dir, account: '000000000000', region: 'eu-west-1', baseUrl: () => '', mailbox,
  invoke: async (_, payload) => ({ payload }), providerUrl: () => undefined });
const deploy = (logicalId, type, properties) => cognito.deploy({ stack: 'S', logicalId, type: 'AWS::Cognito::' + type, properties });
const pool = deploy('Users', 'UserPool', { UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'] }).ref;
const client = deploy('Web', 'UserPoolClient', { UserPoolId: pool }).ref;
for (let n = 0; ; n++) {
  const input = { ClientId: client, Username: n + '@acme.example', Password: 'Correct-Horse-7' };
  await cognito.handle({ operation: 'SignUp', input });
  console.log(JSON.stringify({ pool, n }));
}
`;

it('what was acknowledged survives a kill -9', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'cognito-kill-'));
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module-typescript', '-e', WRITER, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  let last = { pool: '', n: -1 };
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    last = JSON.parse(line) as typeof last;
    if (last.n === 8) child.kill('SIGKILL');
  }
  await closed;
  const world = await openWorld({ dir });
  try {
    expect(last.n).toBeGreaterThanOrEqual(8);
    for (let n = 0; n <= last.n; n++) {
      const input = { UserPoolId: last.pool, Username: `${n}@acme.example` };
      const { body } = await world.cognito.handle(world.call('AdminGetUser', input));
      expect(String(body)).toContain('UNCONFIRMED');
      expect(world.mailedCode(`${n}@acme.example`)).toMatch(/^\d{6}$/);
    }
  } finally {
    await world.close();
    rmSync(dir, { recursive: true, force: true });
  }
});
