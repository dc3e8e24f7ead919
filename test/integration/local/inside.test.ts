/** What the local runtime shows of itself, to whom, and what it keeps to itself. */
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Person, type Session, signIn, signUp } from '../../../bin/client/session.ts';
import { startLocal } from '../../../bin/local-runtime.ts';
import { ensureAssembly } from '../../../lib/assembly.ts';
import { AGREEMENT } from '../../support/documents.ts';
import { newPerson } from '../../support/people.ts';
import { useOwnSystem } from '../../support/runtime.ts';
import { announce, send, textFile } from '../../support/uploads.ts';

const system = useOwnSystem({});
const app = () => system.current.appUrl;
const person: Person = { ...newPerson('Wilhelmina Quartermaine'), password: 'Zanzibar-7-teapot-voyage' };
const file = { ...textFile(), name: 'quartermaine-and-friends.txt' };
let session: Session;
let contractId: string;

/** From sign-up to a confirmed plan, with the mistakes that people make on the way. */
beforeAll(async () => {
  session = await signUp(app(), person);
  await expect(
    signIn(app(), { email: person.email, password: 'Wrong-8-password-entirely' }),
  ).rejects.toThrow();
  await signIn(app(), person);
  await session.found('Quartermaine Holdings');
  await session.call('POST', '/api/v1/contracts', {
    customer: { name: 'Quartermaine Customer' },
    file_name: 7,
  });
  const { contract, upload } = await announce(session, file);
  contractId = contract.id;
  await send(upload, file);
  await session.settled(contractId);
  const { facts } = await session.expect('GET', `/api/v1/contracts/${contractId}/extraction`);
  const law = facts.find(({ field }: { field: string }) => field === 'governing_law');
  const change = { action: 'correct', key: law.key, version: law.version, value: 'Zanzibar' };
  await session.expect('PATCH', `/api/v1/contracts/${contractId}/extraction`, { changes: [change] });
  await session.call('PATCH', `/api/v1/contracts/${contractId}/extraction`, { changes: [change] });
  const { version } = await session.expect('GET', `/api/v1/contracts/${contractId}`);
  await session.expect('POST', `/api/v1/contracts/${contractId}/confirm`, { version });
  const blank = textFile('  \n');
  const unreadable = await announce(session, blank);
  await send(unreadable.upload, blank);
  await session.settled(unreadable.contract.id);
  await session.refresh();
});

const local = async (page: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${app()}/_local${page}`, { headers });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
};

describe('/_local', () => {
  it.each(['', '/mail', '/executions', '/queues', '/denied', '/calls', '/logs'])(
    '%s is a page for a browser and JSON for everybody else',
    async (page) => {
      const html = await local(page, { accept: 'text/html' });
      expect(html).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
      const json = await local(page);
      expect(json).toMatchObject({ status: 200, type: 'application/json' });
      expect(() => JSON.parse(json.text)).not.toThrow();
    },
  );

  it('shows the mail to an address, and none to another', async () => {
    expect((await local(`/mail?to=${encodeURIComponent(person.email)}`)).text).toMatch(/\b\d{6}\b/);
    expect((await local('/mail?to=nobody%40example.com')).text).not.toMatch(/\b\d{6}\b/);
  });

  it('shows each execution with the states it went through', async () => {
    const { executions } = JSON.parse((await local('/executions')).text);
    const { arn, status } = executions.find(({ name }: { name: string }) => name.startsWith(contractId));
    expect(status).toBe('SUCCEEDED');
    const { states } = JSON.parse((await local(`/executions?arn=${encodeURIComponent(arn)}`)).text);
    const names = states.map(({ name }: { name: string }) => name);
    for (const name of ['Inspect', 'Read', 'Parse', 'Ground', 'Stakeholders', 'Plan', 'Publish'])
      expect(names).toContain(name);
  });

  it('shows what each function printed', async () => {
    const { functions } = JSON.parse((await local('/logs')).text);
    expect(functions).toContain('gangway-dev-contracts-create-contract');
    const { lines } = JSON.parse((await local('/logs?function=gangway-dev-contracts-create-contract')).text);
    expect(lines.some(({ line }: { line: string }) => line.startsWith('REPORT RequestId'))).toBe(true);
  });

  it('has nothing to show as denied after a whole journey: each function may do what it does', async () => {
    const { denied } = JSON.parse((await local('/denied')).text) as { denied: { function: string }[] };
    // Setting an organization up proves by being denied that it reaches no other.
    expect(denied.filter((call) => !call.function.endsWith('-provisioning-run-step'))).toEqual([]);
  });

  it('does not answer to a name that somebody points at this machine', async () => {
    const { port } = new URL(app());
    const status = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write('GET /_local/mail HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n'),
      );
      socket.once('data', (data) => resolve(data.toString().split('\r\n')[0] ?? ''));
      socket.once('error', reject);
    });
    expect(status).toContain('403');
  });
});

describe('the listeners', () => {
  /** All addresses of this machine but the two that it may be reached at; 127.0.0.2 is one that loopback has too. */
  const others = [
    '127.0.0.2',
    ...Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ address, internal }) => !internal && !address.startsWith('fe80:'))
      .map(({ address }) => address),
  ];
  const connects = (host: string, port: number) =>
    new Promise<boolean>((resolve) => {
      const socket = connect({ host, port, timeout: 2000 });
      const end = (answer: boolean) => {
        socket.destroy();
        resolve(answer);
      };
      socket.once('connect', () => end(true));
      socket.once('error', () => end(false));
      socket.once('timeout', () => end(false));
    });

  it.each(['appUrl', 'awsUrl'] as const)('of %s are bound to the loopback address only', async (url) => {
    const port = Number(new URL(system.current[url]).port);
    expect(await connects('127.0.0.1', port)).toBe(true);
    for (const host of others) expect(await connects(host, port), host).toBe(false);
  });
});

describe('an operation that the runtime does not have', () => {
  /** A request as an SDK signs it: the caller is known by its key. */
  const request = async (service: string, headers: Record<string, string>, body: string) => {
    const roleArn = system.current.principals.roleArns()[0]!;
    const { accessKeyId, sessionToken } = system.current.principals.sessionFor(roleArn, 'test');
    const response = await fetch(system.current.awsUrl, {
      method: 'POST',
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
        'x-amz-security-token': sessionToken,
        ...headers,
      },
      body,
    });
    return { status: response.status, text: await response.text() };
  };

  it.each([
    ['dynamodb:CreateBackup', 'dynamodb', { 'x-amz-target': 'DynamoDB_20120810.CreateBackup' }, '{}'],
    ['states:CreateActivity', 'states', { 'x-amz-target': 'AWSStepFunctions.CreateActivity' }, '{}'],
    ['sqs:CreateQueue', 'sqs', { 'x-amz-target': 'AmazonSQS.CreateQueue' }, '{}'],
    [
      'ec2:DescribeInstances',
      'ec2',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'Action=DescribeInstances&Version=2016-11-15',
    ],
  ])('%s answers NotImplemented, naming itself', async (name, service, headers, body) => {
    const answer = await request(service, headers as Record<string, string>, body);
    expect(answer.status).toBe(501);
    expect(answer.text).toContain('NotImplemented');
    expect(answer.text).toContain(name);
  });
});

describe('the data folder', () => {
  it('belongs to one system: a second one is refused, and the first goes on', async () => {
    const assembly = await ensureAssembly();
    await expect(startLocal({ assembly, data: system.data })).rejects.toThrow(
      `in use by process ${process.pid}`,
    );
    expect((await session.call('GET', '/api/v1/auth/me')).status).toBe(200);
  });
});

describe('the logs hold nothing personal', () => {
  const logs = () =>
    readdirSync(path.join(system.data, 'logs')).map((name) => ({
      name,
      text: readFileSync(path.join(system.data, 'logs', name), 'utf8'),
    }));
  const cookie = () => session.browser.cookie(new URL(app()).origin, 'gw_session') ?? '';
  const secrets: readonly [string, () => string][] = [
    ['the e-mail address', () => person.email],
    ['the name', () => 'Wilhelmina'],
    ['the organization or its customer', () => 'Quartermaine'],
    ['the password', () => person.password],
    ['a wrong password', () => 'Wrong-8-password-entirely'],
    ['the access token', () => session.accessToken.split('.')[2]!],
    ['the refresh token', () => cookie().slice(0, 40)],
    ['the file’s name', () => 'quartermaine-and'],
    ['a person of the document', () => 'Okafor'],
    ['a party of the document', () => 'Harborlight'],
    ['the document’s words', () => AGREEMENT.slice(400, 430)],
    ['a corrected value', () => 'Zanzibar'],
  ];
  it.each(secrets)('not %s', (_, secret) => {
    const text = secret();
    expect(text.length).toBeGreaterThan(5);
    const holding = logs().filter((log) => log.text.includes(text));
    expect(holding.map(({ name }) => name)).toEqual([]);
  });

  it('and there are logs of the functions that handled all this', () => {
    const names = logs().map(({ name }) => name);
    for (const part of ['identity-complete-sign-in', 'contracts-create-contract', 'contracts-ground-facts'])
      expect(names).toContain(`gangway-dev-${part}.log`);
  });
});
