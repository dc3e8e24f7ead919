import type { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { parseForm } from '../../../../local/s3/form.ts';
import { type Answer, codeOf, type Harness, startHarness } from './harness.ts';
import { signPolicy } from './signer.ts';

let harness: Harness;
let client: S3Client;
let Bucket: string;
beforeAll(async () => {
  harness = await startHarness();
  Bucket = harness.deploy('Forms', { VersioningConfiguration: { Status: 'Enabled' } });
  harness.deploy('Elsewhere', { BucketName: 'elsewhere' });
  client = harness.client('TESTKEY2');
});
afterAll(() => harness.close());
afterEach(() => {
  vi.useRealTimers();
});

type Fields = Record<string, string>;

async function post(
  fields: Fields,
  body: string | Buffer = 'file',
  filename = 'my.pdf',
  bucket = Bucket,
): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(Buffer.from(body))], { type: 'text/ignored' }), filename);
  const request = new Request('http://x/', { method: 'POST', body: form });
  return harness.send(`/${bucket}`, {
    method: 'POST',
    headers: { 'content-type': request.headers.get('content-type')! },
    body: Buffer.from(await request.arrayBuffer()),
  });
}

const sign = (options: Partial<PresignedPostOptions> = {}) =>
  createPresignedPost(client, { Bucket, Key: 't1/contract.pdf', ...options });

describe('a presigned POST', () => {
  test('stores the file under the signed key', async () => {
    const { url, fields } = await sign({
      Fields: {
        'Content-Type': 'application/pdf',
        'x-amz-meta-tenant': 't1',
        tagging: '<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>',
      },
      Conditions: [['content-length-range', 1, 10]],
    });
    expect(url).toBe(`${harness.endpoint}/${Bucket}`);
    const answer = await post(fields, 'content');
    expect([answer.status, answer.body.length]).toEqual([204, 0]);
    expect(answer.headers['x-amz-version-id']).toBeTruthy();
    expect(await harness.s3.readObject(Bucket, 't1/contract.pdf')).toMatchObject({
      body: Buffer.from('content'),
      contentType: 'application/pdf',
      metadata: { tenant: 't1' },
    });
    const seen = harness.seen.at(-1)!;
    expect(seen).toMatchObject({ operation: 'PostObject', accessKeyId: 'TESTKEY2' });
    expect(seen.requirements.map(({ action, resource }) => [action, resource])).toEqual([
      ['s3:PutObject', `arn:aws:s3:::${Bucket}/t1/contract.pdf`],
      ['s3:PutObjectTagging', `arn:aws:s3:::${Bucket}/t1/contract.pdf`],
    ]);
    expect(seen.requirements[0]?.context).toMatchObject({
      's3:authtype': 'POST',
      's3:requestobjecttag/a': 'b',
    });
    expect(Number(seen.requirements[0]?.context['s3:signatureage'])).toBeLessThan(10_000);
  });

  test('the placeholder of the file name becomes the name of the file, without folders', async () => {
    const { fields } = await sign({ Key: 't1/in/${filename}' });
    expect((await post(fields, 'x', '../../a ä.pdf')).status).toBe(204);
    expect(await harness.s3.readObject(Bucket, 't1/in/a ä.pdf')).toBeDefined();
  });

  test('answers as success_action_status and success_action_redirect say', async () => {
    const status = async (value: string) =>
      post((await sign({ Fields: { success_action_status: value } })).fields);
    expect((await status('200')).status).toBe(200);
    expect((await status('202')).status).toBe(204);
    const created = await status('201');
    expect(created.status).toBe(201);
    expect(created.body.toString()).toContain(`<Bucket>${Bucket}</Bucket><Key>t1/contract.pdf</Key>`);
    const { fields } = await sign({ Fields: { success_action_redirect: 'https://app.example/done?a=1' } });
    const redirected = await post(fields);
    expect(redirected.status).toBe(303);
    const location = new URL(redirected.headers.location!);
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      a: '1',
      bucket: Bucket,
      key: 't1/contract.pdf',
    });
    const { fields: script } = await sign({ Fields: { success_action_redirect: 'javascript:alert(1)' } });
    expect((await post(script)).status).toBe(204);
  });

  test('content-length-range is enforced at both ends', async () => {
    const { fields } = await sign({ Conditions: [['content-length-range', 3, 5]] });
    expect(codeOf(await post(fields, '12'))).toBe('EntityTooSmall');
    expect(codeOf(await post(fields, '123456'))).toBe('EntityTooLarge');
    for (const body of ['123', '12345']) expect((await post(fields, body)).status).toBe(204);
  });

  test('eq, starts-with and exact conditions hold', async () => {
    const { fields } = await sign({
      Conditions: [
        ['starts-with', '$Content-Type', 'image/'],
        ['eq', '$x-amz-meta-kind', 'logo'],
        { 'x-amz-meta-exact': 'yes' },
        ['starts-with', '$x-amz-meta-any', ''],
      ],
    });
    const good = {
      ...fields,
      'Content-Type': 'image/png',
      'x-amz-meta-kind': 'logo',
      'x-amz-meta-exact': 'yes',
      'x-amz-meta-any': 'thing',
    };
    expect((await post(good)).status).toBe(204);
    expect((await post({ ...good, 'Content-Type': 'image/png,image/gif' })).status).toBe(204);
    for (const bad of [
      { 'Content-Type': 'text/html' },
      { 'Content-Type': 'image/png,text/html' },
      { 'Content-Type': '' },
      { 'x-amz-meta-kind': 'logo2' },
      { 'x-amz-meta-kind': 'log' },
      { 'x-amz-meta-exact': 'YES' },
    ]) {
      const answer = await post({ ...good, ...bad } as Fields);
      expect([JSON.stringify(bad), answer.status, codeOf(answer)]).toEqual([
        JSON.stringify(bad),
        403,
        'AccessDenied',
      ]);
    }
    const { 'x-amz-meta-kind': _, ...without } = good;
    expect((await post(without)).status).toBe(403);
  });

  test('a field that no condition names is refused; x-ignore-* is not', async () => {
    const { fields } = await sign();
    for (const name of [
      'x-amz-meta-extra',
      'Content-Type',
      'acl',
      'success_action_redirect',
      'anything',
      'tagging',
    ]) {
      const answer = await post({ ...fields, [name]: 'value' });
      expect([name, answer.status, codeOf(answer)]).toEqual([name, 403, 'AccessDenied']);
    }
    expect((await post({ ...fields, 'x-ignore-me': 'value' })).status).toBe(204);
  });

  test('belongs to its bucket', async () => {
    const { fields } = await sign();
    expect((await post(fields, 'x', 'f', 'elsewhere')).status).toBe(403);
    expect((await post({ ...fields, bucket: 'elsewhere' }, 'x', 'f', 'elsewhere')).status).toBe(403);
    const anyOf = (fields: string[]) =>
      signPolicy(
        JSON.stringify({
          expiration: new Date(Date.now() + 60_000),
          conditions: [
            ...['key', 'x-amz-algorithm', 'x-amz-credential', 'x-amz-date'].map((name) => [
              'starts-with',
              `$${name}`,
              '',
            ]),
            ...fields.map((name) => ['starts-with', `$${name}`, '']),
          ],
        }),
      );
    expect((await post({ ...anyOf(['bucket']), key: 'k' })).status).toBe(204);
    expect((await post({ ...anyOf(['bucket']), key: 'k', bucket: 'elsewhere' })).status).toBe(403);
    expect((await post({ ...anyOf([]), key: 'k' })).status).toBe(403);
    expect(await harness.s3.readObject('elsewhere', 't1/contract.pdf')).toBeUndefined();
  });

  test('ends when the policy expires', async () => {
    const { fields } = await sign({ Expires: 60 });
    const now = Date.now();
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(now + 58_000);
    expect((await post(fields)).status).toBe(204);
    vi.setSystemTime(now + 62_000);
    const answer = await post(fields);
    expect([answer.status, answer.body.toString()]).toEqual([403, expect.stringContaining('Policy expired')]);
  });

  test('a policy that is signed but malformed is InvalidPolicyDocument', async () => {
    const expiration = new Date(Date.now() + 60_000).toISOString();
    for (const policy of [
      'not json',
      'null',
      '{}',
      JSON.stringify({ expiration, conditions: 'x' }),
      JSON.stringify({ expiration: 'x', conditions: [] }),
      JSON.stringify({ expiration, conditions: [['eq', 'key', 'x']] }),
      JSON.stringify({ expiration, conditions: [['near', '$key', 'x']] }),
      JSON.stringify({ expiration, conditions: [{ a: 'x', b: 'y' }] }),
      JSON.stringify({ expiration, conditions: [['content-length-range', 'a', 1]] }),
    ]) {
      const answer = await post({ ...signPolicy(policy), key: 'k' });
      expect([policy, answer.status, codeOf(answer)]).toEqual([policy, 400, 'InvalidPolicyDocument']);
    }
  });

  test('does not combine with another signature', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    for (const [query, more] of [
      ['', { authorization: 'AWS4-HMAC-SHA256 Credential=TESTKEY1/x' }],
      ['?X-Amz-Credential=TESTKEY1%2Fx', {}],
    ] as const) {
      const answer = await harness.send(`/${Bucket}${query}`, {
        method: 'POST',
        body: '--b--',
        headers: { ...headers, ...more },
      });
      expect([answer.status, codeOf(answer)]).toEqual([400, 'InvalidArgument']);
    }
  });

  test('without policy, signature or credential it is anonymous: 403', async () => {
    const { fields } = await sign();
    for (const missing of [
      'Policy',
      'X-Amz-Signature',
      'X-Amz-Credential',
      'X-Amz-Date',
      'X-Amz-Algorithm',
      'X-Amz-Security-Token',
    ]) {
      const { [missing]: _, ...rest } = fields;
      const answer = await post(rest);
      expect([missing, answer.status]).toEqual([missing, 403]);
    }
  });

  test('property: with any character of a field changed it is 403, or writes the same object', async () => {
    const { fields } = await sign({
      Fields: { 'Content-Type': 'application/pdf', 'x-amz-meta-tenant': 't1' },
      Conditions: [['content-length-range', 1, 100]],
    });
    const entries = Object.entries(fields);
    const flip = (text: string, at: number, character: string) =>
      text.slice(0, at % text.length) + character + text.slice((at % text.length) + 1);
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: entries.length - 1 }),
        fc.boolean(),
        fc.nat({ max: 2000 }),
        fc.constantFrom(...'abzABZ019-_=+/.$ '),
        async (index, inName, at, character) => {
          const [name, value] = entries[index]!;
          const changed: [string, string] = inName
            ? [flip(name, at, character), value]
            : [name, flip(value, at, character)];
          const answer = await post(Object.fromEntries(entries.with(index, changed)));
          if (answer.status === 403) refused++;
          else {
            expect([changed, answer.status]).toEqual([changed, 204]);
            const stored = await harness.s3.readObject(
              Bucket,
              't1/contract.pdf',
              answer.headers['x-amz-version-id'] as string,
            );
            expect(stored).toMatchObject({ contentType: 'application/pdf', metadata: { tenant: 't1' } });
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(refused).toBeGreaterThan(200);
  });
});

describe('forms', () => {
  test('property: are read as the platform reads them', async () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter((text) => text.isWellFormed() && text.toLowerCase() !== 'file' && !/%(22|0d|0a)/i.test(text));
    const value = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => text.isWellFormed());
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(name, value), { selector: ([n]) => n.toLowerCase() }),
        fc.uint8Array({ maxLength: 200 }),
        async (fields, bytes) => {
          const form = new FormData();
          for (const [field, text] of fields) form.append(field, text);
          form.append('file', new Blob([new Uint8Array(bytes)]), 'a.bin');
          const request = new Request('http://x/', { method: 'POST', body: form });
          const type = request.headers.get('content-type')!;
          const body = Buffer.from(await request.arrayBuffer());
          const parsed = parseForm(type, body);
          const oracle = await new Response(new Uint8Array(body), {
            headers: { 'content-type': type },
          }).formData();
          const expected = [...oracle]
            .filter(([, v]) => typeof v === 'string')
            .map(([n, v]) => [n.toLowerCase(), v]);
          expect([...parsed.fields]).toEqual(expected);
          expect(parsed.file).toEqual({ filename: 'a.bin', body: Buffer.from(bytes) });
        },
      ),
      { numRuns: 100 },
    );
  });

  const part = (disposition: string, body: string) =>
    `--b\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${body}\r\n`;
  const parse = (text: string, type = 'multipart/form-data; boundary=b') =>
    parseForm(type, Buffer.from(text));

  test('what follows the file is ignored, a repeated field refused', () => {
    const form = parse(
      `${part('name="a"', '1')}${part('name="file"; filename="f"', 'x')}${part('name="z"', '2')}--b--\r\n`,
    );
    expect([...form.fields]).toEqual([['a', '1']]);
    expect(() => parse(`${part('name="a"', '1')}${part('name="A"', '2')}--b--\r\n`)).toThrow('repeated');
  });

  test('malformed forms are refused', () => {
    for (const text of [
      '',
      'x',
      '--b',
      '--b\r\n',
      '--b\r\n\r\n--b--',
      part('name="a"', '1'),
      part('nome="a"', '1'),
    ]) {
      expect(() => parse(text), JSON.stringify(text)).toThrow();
    }
    expect(() => parse('', 'multipart/form-data')).toThrow('boundary');
    expect(() => parse(`${part('name="a"', 'x'.repeat(21_000))}--b--`)).toThrow('too large');
  });

  test('property: no bytes make the reader fail otherwise than by its own error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const body = Buffer.concat([Buffer.from('--b\r\n'), bytes]);
        try {
          parseForm('multipart/form-data; boundary=b', body);
        } catch (error) {
          expect(error).toMatchObject({ status: 400 });
        }
      }),
    );
  });
});
