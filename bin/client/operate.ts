/** Running a command of the system: a function without a route, invoked by whoever operates the stage. */
import type { CommandAnswer } from '../../shared/kernel/command.ts';

/** Where it runs: a local system by its URL, or a deployed stage with one's own AWS credentials. */
export interface Place {
  readonly stage: string;
  readonly url: string;
  /** The deployed stage's region; with it the URL says nothing. */
  readonly aws?: string | undefined;
}

export const PLACE_OPTIONS = {
  stage: { type: 'string', default: 'dev' },
  url: { type: 'string', default: 'http://localhost:4000' },
  aws: { type: 'string' },
} as const;

export const PLACE_HELP = `  --stage NAME      which stage (dev)
  --url URL         a local system (http://localhost:4000)
  --aws REGION      the deployed stage in that region, with your own AWS credentials, instead of a local system`;

/** What was refused, by its code. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * @param command the function's id: `team-bootstrap-organization`
 * @throws Refused for what the command refuses, Error where it could not be run
 */
export async function operate<T>({ stage, url, aws }: Place, command: string, input: object): Promise<T> {
  const name = `gangway-${stage}-${command}`;
  const answer = (await (aws
    ? invokeDeployed(aws, name, input)
    : invokeLocal(url, name, input))) as CommandAnswer<T>;
  if (answer.ok) return answer.result;
  const { errors = [] } = answer.data as { errors?: readonly { field: string; message: string }[] };
  const fields = errors.map(({ field, message }) => `\n  ${field}: ${message}`).join('');
  throw new Refused(answer.code, errors.length > 1 ? `${answer.message}${fields}` : answer.message);
}

async function invokeDeployed(region: string, name: string, input: object): Promise<unknown> {
  const { InvokeCommand, LambdaClient } = await import('@aws-sdk/client-lambda');
  const { Payload, FunctionError } = await new LambdaClient({ region }).send(
    new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(input) }),
  );
  const text = Buffer.from(Payload ?? []).toString('utf8');
  if (FunctionError) throw new Error(`The command failed; its log, /aws/lambda/${name}, says why.`);
  return JSON.parse(text);
}

async function invokeLocal(url: string, name: string, input: object): Promise<unknown> {
  const response = await fetch(new URL(`/_local/invoke?function=${name}`, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'XMLHttpRequest' },
    body: JSON.stringify(input),
  }).catch(() => {
    throw new Error(
      `Nothing answers at ${url}. Start a local system with npm start, or name a stage with --aws.`,
    );
  });
  const answer = (await response.json()) as { payload?: unknown; error?: unknown; message?: string };
  if (!response.ok) throw new Error(answer.message ?? `${url} answered ${response.status}.`);
  if (answer.error) throw new Error(`The command failed; ${url}/_local/logs says why.`);
  return answer.payload;
}
