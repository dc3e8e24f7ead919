/**
 * The parameters of AssumeRole and their limits.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
import { AwsError } from '../types.ts';
import type { NamedPolicy } from './document.ts';
import { listOf } from './query.ts';
import { checkedDocument, invalid } from './role-resources.ts';

export interface AssumeRoleInput {
  readonly roleArn: string;
  readonly sessionName: string;
  /** Seconds; absent when the caller leaves it to STS. */
  readonly duration?: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly transitiveTagKeys: readonly string[];
  readonly externalId?: string;
  readonly inlinePolicy?: NamedPolicy;
  readonly policyArns: readonly string[];
}

const TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const KNOWN =
  /^(?:Action|Version|RoleArn|RoleSessionName|DurationSeconds|Policy|ExternalId|PolicyArns\.member\.\d{1,4}\.arn|Tags\.member\.\d{1,4}\.(?:Key|Value)|TransitiveTagKeys\.member\.\d{1,4}|(?:PolicyArns|Tags|TransitiveTagKeys))$/;
const SESSION_POLICY_CHARACTERS = 2048;

/** @throws AwsError `ValidationError`, `InvalidParameterValue`, `MalformedPolicyDocument` or `NotImplemented` */
export function readAssumeRole(form: URLSearchParams): AssumeRoleInput {
  rejectUnknown(form);
  const roleArn = text(form, 'RoleArn', 20, 2048, /^arn:[\x21-\x7e]+$/);
  const sessionName = text(form, 'RoleSessionName', 2, 64, /^[\w+=,.@-]*$/);
  const duration = form.has('DurationSeconds') ? seconds(form.get('DurationSeconds')!) : undefined;
  const externalId = form.has('ExternalId')
    ? text(form, 'ExternalId', 2, 1224, /^[\w+=,.@:/-]*$/)
    : undefined;
  const tags = readTags(form);
  const inlinePolicy = readPolicy(form.get('Policy'));
  return {
    roleArn,
    sessionName,
    tags,
    transitiveTagKeys: readTransitive(form, tags),
    policyArns: listOf(form, 'PolicyArns').map((entry) => entry.get('arn') ?? ''),
    ...(duration !== undefined && { duration }),
    ...(externalId !== undefined && { externalId }),
    ...(inlinePolicy && { inlinePolicy }),
  };
}

function rejectUnknown(form: URLSearchParams): void {
  for (const [name, value] of form) {
    // Serializers send an empty list as `Tags=`.
    if (KNOWN.test(name) && !(/^(?:PolicyArns|Tags|TransitiveTagKeys)$/.test(name) && value !== '')) continue;
    const parameter = name.split('.')[0]!;
    if (['SerialNumber', 'TokenCode', 'SourceIdentity', 'ProvidedContexts'].includes(parameter)) {
      const message = `The local runtime does not implement ${parameter} of sts:AssumeRole.`;
      throw new AwsError('NotImplemented', message, 501);
    }
    throw invalid(`${name} is not a parameter of AssumeRole.`);
  }
}

function text(form: URLSearchParams, name: string, min: number, max: number, pattern: RegExp): string {
  const value = form.get(name);
  const field = name[0]!.toLowerCase() + name.slice(1);
  const fail = (constraint: string) =>
    invalid(`1 validation error detected: Value at '${field}' failed to satisfy constraint: ${constraint}`);
  if (value === null) throw fail('Member must not be null');
  if (value.length < min) throw fail(`Member must have length greater than or equal to ${min}`);
  if (value.length > max) throw fail(`Member must have length less than or equal to ${max}`);
  if (!pattern.test(value)) throw fail(`Member must satisfy regular expression pattern: ${pattern.source}`);
  return value;
}

function seconds(value: string): number {
  const duration = /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
  if (duration >= 900 && duration <= 43_200) return duration;
  throw invalid(
    `1 validation error detected: Value '${value}' at 'durationSeconds' failed to satisfy constraint: Member must be from 900 to 43200`,
  );
}

function readTags(form: URLSearchParams): Readonly<Record<string, string>> {
  const entries = listOf(form, 'Tags');
  if (entries.length > 50) throw invalid('At most 50 session tags can be passed.');
  const seen = new Set<string>();
  return Object.fromEntries(
    entries.map((entry) => {
      const key = entry.get('Key') ?? '';
      const value = entry.get('Value');
      if ([...key].length < 1 || [...key].length > 128 || !TAG_TEXT.test(key)) {
        throw invalid('A tag key has 1 to 128 letters, digits, spaces or _.:/=+-@ characters.');
      }
      if (value === undefined || [...value].length > 256 || !TAG_TEXT.test(value)) {
        throw invalid(
          `The value of tag ${key} must have at most 256 letters, digits, spaces or _.:/=+-@ characters.`,
        );
      }
      if (key.toLowerCase().startsWith('aws:')) throw invalid('Tag keys beginning with aws: are reserved.');
      if (seen.has(key.toLowerCase())) {
        const message = 'Duplicate tag keys found. Please note that Tag keys are case insensitive.';
        throw new AwsError('InvalidParameterValue', message, 400);
      }
      seen.add(key.toLowerCase());
      return [key, value];
    }),
  );
}

function readTransitive(form: URLSearchParams, tags: Readonly<Record<string, string>>): readonly string[] {
  const passed = new Set(Object.keys(tags).map((key) => key.toLowerCase()));
  return listOf(form, 'TransitiveTagKeys').map((entry) => {
    const key = entry.get('') ?? '';
    if (!passed.has(key.toLowerCase())) {
      const message = 'The specified transitive tag key must be included in the requested tags.';
      throw new AwsError('InvalidParameterValue', message, 400);
    }
    return key;
  });
}

function readPolicy(value: string | null): NamedPolicy | undefined {
  if (value === null) return undefined;
  if (value.length < 1 || value.length > SESSION_POLICY_CHARACTERS) {
    throw invalid(
      `1 validation error detected: Value at 'policy' must have 1 to ${SESSION_POLICY_CHARACTERS} characters`,
    );
  }
  let document: unknown;
  try {
    document = JSON.parse(value);
  } catch {
    throw new AwsError('MalformedPolicyDocument', 'The session policy is not valid JSON.', 400);
  }
  return { name: 'the session policy', document: checkedDocument(document, 'identity', 'Policy') };
}
