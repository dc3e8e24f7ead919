/** Reads the members of an SQS request. */
import { AwsError } from '../types.ts';
import { invalidValue, type MessageAttribute, type MessageAttributes, SIZE_LIMIT_BYTES } from './message.ts';
import type { SendOptions } from './types.ts';

export type Input = Readonly<Record<string, unknown>>;

export function text(input: Input, member: string): string {
  const value = optionalText(input, member);
  if (value !== undefined) return value;
  throw new AwsError('MissingParameter', `The request must contain the parameter ${member}.`);
}

export function optionalText(input: Input, member: string): string | undefined {
  const value = input[member] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw invalidValue(`${member} must be a string.`);
}

export function optionalInteger(
  input: Input,
  member: string,
  least: number,
  most: number,
): number | undefined {
  const value = input[member] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw invalidValue(
    `Value ${value} for parameter ${member} is invalid. Reason: Must be between ${least} and ${most}.`,
  );
}

export function textList(input: Input, member: string): readonly string[] {
  const value = input[member] ?? [];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw invalidValue(`${member} must be a list of strings.`);
}

/** What SendMessage, or an entry of its batch, asks for. */
export function sendOptions(input: Input, senderId: string): SendOptions {
  const system = (input.MessageSystemAttributes ?? {}) as MessageAttributes;
  for (const name of Object.keys(system)) {
    if (name !== 'AWSTraceHeader') throw invalidValue(`Message system attribute name '${name}' is invalid.`);
  }
  const optional = {
    delaySeconds: optionalInteger(input, 'DelaySeconds', 0, 900),
    attributes: attributes(input),
    groupId: optionalText(input, 'MessageGroupId'),
    deduplicationId: optionalText(input, 'MessageDeduplicationId'),
    traceHeader: system.AWSTraceHeader?.StringValue,
  };
  const given = Object.entries(optional).filter(([, value]) => value !== undefined);
  return { ...(Object.fromEntries(given) as SendOptions), senderId };
}

export function attributes(input: Input): MessageAttributes | undefined {
  const value = input.MessageAttributes ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== 'object' || Array.isArray(value))
    throw invalidValue('MessageAttributes must be a map.');
  return value as Readonly<Record<string, MessageAttribute>>;
}

/** The entries of a batch, checked by the rules that refuse the whole of it. */
export function entries(input: Input): readonly Input[] {
  const list = (input.Entries ?? []) as readonly Input[];
  if (list.length === 0) {
    throw new AwsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  }
  if (list.length > 10) {
    throw new AwsError('TooManyEntriesInBatchRequest', 'Maximum number of entries per request are 10.');
  }
  const ids = list.map((entry) => text(entry, 'Id'));
  if (ids.some((id) => !/^[A-Za-z0-9_-]{1,80}$/.test(id))) {
    throw new AwsError(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  }
  if (new Set(ids).size < ids.length) {
    throw new AwsError(
      'BatchEntryIdsNotDistinct',
      'Two or more batch entries in the request have the same Id.',
    );
  }
  return list;
}

/** @throws AwsError BatchRequestTooLong above 1 MiB in sum */
export function checkBatchSize(sizes: readonly number[]): void {
  const sum = sizes.reduce((total, size) => total + size, 0);
  if (sum <= SIZE_LIMIT_BYTES) return;
  throw new AwsError(
    'BatchRequestTooLong',
    `Batch requests cannot be longer than ${SIZE_LIMIT_BYTES} bytes. You have sent ${sum} bytes.`,
  );
}
