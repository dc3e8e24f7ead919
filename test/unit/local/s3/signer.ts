/** An independent signer for what the SDK refuses to sign. Written from the specification, not from the verifier. */
import { createHash, createHmac } from 'node:crypto';
import { keys, region } from './harness.ts';

const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();
const hash = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const stamp = () => new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');

export function signingKey(secret: string, date: string): Buffer {
  return hmac(hmac(hmac(hmac(`AWS4${secret}`, date), region), 's3'), 'aws4_request');
}

/** A presigned URL of the first test key; `path` is escaped already. */
export function presign(
  endpoint: string,
  method: string,
  path: string,
  { expires }: { expires: number },
): string {
  const now = stamp();
  const scope = `${now.slice(0, 8)}/${region}/s3/aws4_request`;
  const query = [
    'X-Amz-Algorithm=AWS4-HMAC-SHA256',
    `X-Amz-Credential=${encodeURIComponent(`TESTKEY1/${scope}`)}`,
    `X-Amz-Date=${now}`,
    `X-Amz-Expires=${expires}`,
    'X-Amz-SignedHeaders=host',
  ].join('&');
  const canonical = [
    method,
    path,
    query,
    `host:${new URL(endpoint).host}\n`,
    'host',
    'UNSIGNED-PAYLOAD',
  ].join('\n');
  const key = signingKey(keys.TESTKEY1!.secretAccessKey, now.slice(0, 8));
  const signature = hmac(key, ['AWS4-HMAC-SHA256', now, scope, hash(canonical)].join('\n')).toString('hex');
  return `${endpoint}${path}?${query}&X-Amz-Signature=${signature}`;
}

/** The fields that authenticate a form with any policy, well-formed or not. */
export function signPolicy(policy: string): Record<string, string> {
  const now = stamp();
  const base64 = Buffer.from(policy).toString('base64');
  return {
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    'x-amz-credential': `TESTKEY1/${now.slice(0, 8)}/${region}/s3/aws4_request`,
    'x-amz-date': now,
    policy: base64,
    'x-amz-signature': hmac(signingKey(keys.TESTKEY1!.secretAccessKey, now.slice(0, 8)), base64).toString(
      'hex',
    ),
  };
}
