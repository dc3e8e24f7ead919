/** One structured logger for each function. Keys carry ids only: no name, no address, no document text. */
import { Logger } from '@aws-lambda-powertools/logger';

export const log = new Logger({ serviceName: 'gangway' });

/**
 * An error as it may be logged: what happened and where. Other members stay out, because they carry data: a cancelled
 * transaction's has the records in it.
 */
export function traceOf(error: unknown, depth = 3): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const { $metadata } = error as { $metadata?: { requestId?: string } };
  return {
    name: error.name,
    // A parser's message quotes what it could not parse.
    ...(!(error instanceof SyntaxError) && { message: scrubbed(error.message).slice(0, 1000) }),
    stack: frames(error),
    ...($metadata?.requestId && { aws_request_id: $metadata.requestId }),
    ...(error.cause !== undefined && depth > 1 && { cause: traceOf(error.cause, depth - 1) }),
  };
}

/** What services and libraries quote in their messages, and how it is written instead. */
const QUOTED: readonly (readonly [RegExp, string])[] = [
  [/[^\s@<>"'`(),;:=]{1,64}@[^\s@<>"'`(),;:=]{1,255}/g, '[e-mail]'],
  [/\beyJ[\w-]{5,}(\.[\w-]*){0,4}/g, '[token]'],
  [/\bgw_(live|test)_\w+/g, '[key]'],
];

/** Without addresses, tokens and keys. */
const scrubbed = (message: string) =>
  QUOTED.reduce((text, [pattern, instead]) => text.replace(pattern, instead), message.slice(0, 10_000));

/** The same error for whoever decides by its name, with nothing of people in it. */
export function withoutData(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(typeof error);
  const copy = new Error(error instanceof SyntaxError ? 'not understood' : scrubbed(error.message));
  copy.name = error.name;
  copy.stack = [`${error.name}: ${copy.message}`, ...frames(error)].join('\n    ');
  return copy;
}

/** The stack without its first lines, which repeat the message. */
const frames = ({ stack = '' }: Error) =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .slice(0, 15);
