/**
 * Authentication of browser uploads by POST: the signature over the policy document, and the policy's
 * conditions over the form. Rules: docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html.
 */
import { accessDenied, invalidArgument, S3Error } from './errors.ts';
import { type Form, parseForm } from './form.ts';
import { isPresigned, signingAccessKey, targetOf } from './request.ts';
import {
  type Authentication,
  checkSession,
  longestExpiry,
  parseAmzDate,
  parseScope,
  type Signed,
  sameSignature,
  secretOf,
  signatureDoesNotMatch,
  signingKey,
  type VerifyOptions,
} from './sigv4.ts';

export interface PostAuthentication extends Authentication {
  readonly type: 'POST';
  /** The form's fields, names in lower case, `${filename}` replaced. */
  readonly fields: ReadonlyMap<string, string>;
  readonly key: string;
}

/** The only fields that no condition has to name, besides `x-ignore-*`. */
const exempt = new Set(['policy', 'x-amz-signature', 'file']);

const denied = (reason: string) => accessDenied(`Invalid according to Policy: ${reason}`);
const invalidPolicy = (reason: string) =>
  new S3Error('InvalidPolicyDocument', `Invalid Policy: ${reason}`, 400);

type Condition =
  | { readonly kind: 'eq' | 'starts-with'; readonly field: string; readonly value: string }
  | { readonly kind: 'content-length-range'; readonly least: number; readonly most: number };

interface Policy {
  readonly expiration: Date;
  readonly conditions: readonly Condition[];
}

function parseCondition(condition: unknown): Condition {
  if (Array.isArray(condition) && condition.length === 3) {
    const [operator, first, second] = condition as unknown[];
    const kind = typeof operator === 'string' ? operator.toLowerCase() : '';
    if (
      (kind === 'eq' || kind === 'starts-with') &&
      typeof first === 'string' &&
      typeof second === 'string'
    ) {
      if (first.startsWith('$')) return { kind, field: first.slice(1).toLowerCase(), value: second };
    }
    if (kind === 'content-length-range') {
      const [least, most] = [Number(first), Number(second)];
      if (Number.isSafeInteger(least) && Number.isSafeInteger(most)) return { kind, least, most };
    }
  } else if (typeof condition === 'object' && condition !== null && !Array.isArray(condition)) {
    const [entry, ...others] = Object.entries(condition as Record<string, unknown>);
    if (entry !== undefined && others.length === 0 && typeof entry[1] === 'string') {
      return { kind: 'eq', field: entry[0].toLowerCase(), value: entry[1] };
    }
  }
  throw invalidPolicy('Invalid Simple-Condition: a condition is malformed.');
}

function parsePolicy(base64: string): Policy {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(base64, 'base64').toString('utf8'));
  } catch {
    throw invalidPolicy('Invalid JSON.');
  }
  const { expiration, conditions } = (parsed ?? {}) as { expiration?: unknown; conditions?: unknown };
  const date = typeof expiration === 'string' ? new Date(expiration) : undefined;
  if (date === undefined || Number.isNaN(date.getTime()))
    throw invalidPolicy('Invalid or missing expiration.');
  if (!Array.isArray(conditions)) throw invalidPolicy('Policy missing conditions.');
  return { expiration: date, conditions: conditions.map(parseCondition) };
}

function holds(condition: Condition & { kind: 'eq' | 'starts-with' }, value: string): boolean {
  if (condition.kind === 'eq') return value === condition.value;
  // A list of content types must match in every member.
  const values = condition.field === 'content-type' ? value.split(',') : [value];
  return values.every((item) => item.trimStart().startsWith(condition.value));
}

function checkConditions(policy: Policy, fields: ReadonlyMap<string, string>, fileSize: number): void {
  for (const condition of policy.conditions) {
    if (condition.kind === 'content-length-range') {
      const details = {
        ProposedSize: fileSize,
        MinSizeAllowed: condition.least,
        MaxSizeAllowed: condition.most,
      };
      if (fileSize > condition.most) {
        throw new S3Error(
          'EntityTooLarge',
          'Your proposed upload exceeds the maximum allowed size',
          400,
          details,
        );
      }
      if (fileSize < condition.least) {
        throw new S3Error(
          'EntityTooSmall',
          'Your proposed upload is smaller than the minimum allowed size',
          400,
          details,
        );
      }
    } else if (!holds(condition as Condition & { kind: 'eq' }, fields.get(condition.field) ?? '')) {
      throw denied(
        `Policy Condition failed: ${JSON.stringify([condition.kind, `$${condition.field}`, condition.value])}`,
      );
    }
  }
  const named = new Set(
    policy.conditions.flatMap((c) => (c.kind === 'content-length-range' ? [] : [c.field])),
  );
  const extra = [...fields.keys()].filter(
    (name) => !named.has(name) && !exempt.has(name) && !name.startsWith('x-ignore-'),
  );
  if (extra.length > 0) throw denied(`Extra input fields: ${extra.join(', ')}`);
}

/** The fields as the policy sees them: `${filename}` replaced, the bucket that of the URL. */
function expand({ fields, file }: Form, bucket: string): ReadonlyMap<string, string> {
  const said = fields.get('bucket');
  if (said !== undefined && said !== bucket) throw denied('Policy Condition failed: ["eq", "$bucket"]');
  const expanded = [...fields].map(
    ([name, value]) => [name, value.replace(/\$\{filename\}/g, () => file?.filename ?? '')] as const,
  );
  return new Map([...expanded, ['bucket', bucket]]);
}

/**
 * Verifies a form upload. The order is that of trust: signature, expiry, conditions, and only then the fields.
 * @throws S3Error 403 for anything that the signed policy does not allow
 */
export function verifyForm(request: Signed, bucket: string, options: VerifyOptions): PostAuthentication {
  if (request.headers.authorization !== undefined || isPresigned(request.query)) {
    throw invalidArgument('Only one auth mechanism allowed', 'Authorization', request.headers.authorization);
  }
  const form = parseForm(request.headers['content-type'] ?? '', request.body);
  const field = (name: string) => form.fields.get(name);
  const [base64, signature, amzDate] = [field('policy'), field('x-amz-signature'), field('x-amz-date')];
  const scope = parseScope(field('x-amz-credential') ?? '');
  if (!base64 || !signature || !amzDate || !scope || field('x-amz-algorithm') !== 'AWS4-HMAC-SHA256') {
    throw accessDenied();
  }
  const secret = secretOf(scope.accessKeyId, options);
  if (!sameSignature(signingKey(secret.secretAccessKey, scope), base64, signature)) {
    throw signatureDoesNotMatch(scope.accessKeyId, { StringToSign: base64, SignatureProvided: signature });
  }
  const policy = parsePolicy(base64);
  if (policy.expiration.getTime() <= Date.now()) throw denied('Policy expired.');
  const fields = expand(form, bucket);
  checkConditions(policy, fields, form.file?.body.length ?? 0);
  const signedAt = parseAmzDate(amzDate);
  const expected = {
    ...scope,
    date: amzDate.slice(0, 8),
    region: options.region,
    service: 's3',
    terminator: 'aws4_request',
  };
  if (signedAt === undefined || JSON.stringify(expected) !== JSON.stringify(scope)) {
    throw accessDenied('The credential scope is not the one of this date, region and service.');
  }
  // S3 accepts a signing key for seven days, whatever the policy's own expiration.
  if (Math.abs(Date.now() - signedAt.getTime()) > longestExpiry * 1000) throw denied('Policy expired.');
  checkSession(secret, field('x-amz-security-token'));
  if (form.file === undefined) {
    throw invalidArgument('POST requires exactly one file upload per request.', 'file', '0');
  }
  const key = fields.get('key');
  if (!key) throw invalidArgument("Bucket POST must contain a field named 'key'.", 'key', key);
  return {
    accessKeyId: scope.accessKeyId,
    type: 'POST',
    signedAt,
    contentSha256: 'UNSIGNED-PAYLOAD',
    body: form.file.body,
    trailers: {},
    fields,
    key,
  };
}

/**
 * The access key a request claims to be signed with, forms included; undefined for anonymous requests.
 * It names the caller only: the claim is proved when the service serves the request.
 */
export function accessKeyOf(
  request: Pick<Signed, 'method' | 'path' | 'query' | 'headers'>,
  body: Buffer,
): string | undefined {
  const signing = signingAccessKey(request);
  if (signing !== undefined || targetOf(request).operation !== 'PostObject') return signing;
  try {
    const { fields } = parseForm(request.headers['content-type'] ?? '', body);
    return parseScope(fields.get('x-amz-credential') ?? '')?.accessKeyId;
  } catch (error) {
    if (error instanceof S3Error) return undefined;
    throw error;
  }
}
