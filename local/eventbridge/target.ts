/** Targets of rules, and what each of them is sent. */
import { AwsError } from '../types.ts';
import { type PathRead, parsePath } from './path.ts';
import type { EventEnvelope } from './types.ts';

/** A target as a rule's template describes it, checked. */
export interface RuleTarget {
  readonly id: string;
  readonly arn: string;
  readonly roleArn?: string;
  readonly messageGroupId?: string;
  readonly deadLetterArn?: string;
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
  /** The text that the target is sent for an event. */
  readonly input: (event: EventEnvelope, rule: { readonly arn: string; readonly name: string }) => string;
}

type Properties = Readonly<Record<string, unknown>>;

const KNOWN = [
  'Arn',
  'Id',
  'RoleArn',
  'Input',
  'InputPath',
  'InputTransformer',
  'RetryPolicy',
  'DeadLetterConfig',
  'SqsParameters',
];

/** @throws AwsError ValidationException for what EventBridge, or this runtime, does not take */
export function parseTarget(target: Properties): RuleTarget {
  const unknown = Object.keys(target).filter((name) => !KNOWN.includes(name));
  if (unknown.length > 0) throw invalid(`a target's ${unknown.join(', ')} is not supported`);
  const retry = (target.RetryPolicy ?? {}) as Properties;
  const number = (name: string, least: number, most: number) => {
    const value = Number(retry[name] ?? most);
    if (!Number.isInteger(value) || value < least || value > most) {
      throw invalid(`${name} must be an integer from ${least} to ${most}`);
    }
    return value;
  };
  const optional = {
    roleArn: target.RoleArn,
    messageGroupId: (target.SqsParameters as Properties | undefined)?.MessageGroupId,
    deadLetterArn: (target.DeadLetterConfig as Properties | undefined)?.Arn,
  };
  const given = Object.entries(optional).filter(([, value]) => value !== undefined);
  return {
    id: String(target.Id),
    arn: String(target.Arn),
    ...Object.fromEntries(given.map(([name, value]) => [name, String(value)])),
    maximumRetryAttempts: number('MaximumRetryAttempts', 0, 185),
    maximumEventAgeSeconds: number('MaximumEventAgeInSeconds', 60, 86_400),
    input: inputOf(target),
  };
}

function inputOf(target: Properties): RuleTarget['input'] {
  const { Input, InputPath, InputTransformer } = target;
  if ([Input, InputPath, InputTransformer].filter((one) => one !== undefined).length > 1) {
    throw invalid('only one of Input, InputPath, or InputTransformer must be provided');
  }
  if (Input !== undefined) {
    const text = String(Input);
    try {
      JSON.parse(text);
    } catch {
      throw invalid('JSON syntax error in input for target');
    }
    return () => text;
  }
  if (InputPath !== undefined) {
    const read = path(InputPath);
    return (event) => JSON.stringify(read(event) ?? null);
  }
  if (InputTransformer !== undefined) return transformer(InputTransformer as Properties);
  return (event) => JSON.stringify(event);
}

/**
 * `<name>` in a template stands for a value: as JSON, or within quotes as text. What the event does not have is
 * null, within quotes nothing.
 */
function transformer({ InputPathsMap = {}, InputTemplate }: Properties): RuleTarget['input'] {
  if (typeof InputTemplate !== 'string') throw invalid('an InputTransformer needs an InputTemplate');
  const paths = new Map(
    Object.entries(InputPathsMap as Properties).map(([name, value]): [string, PathRead] => [
      name,
      path(value),
    ]),
  );
  for (const [, name = ''] of InputTemplate.matchAll(/<([^<>"]+)>/g)) {
    if (!paths.has(name) && !name.startsWith('aws.events.')) {
      throw invalid(`InputTemplate has the undefined variable <${name}>`);
    }
  }
  return (event, rule) => {
    const value = (name: string): unknown => {
      switch (name) {
        case 'aws.events.rule-arn':
          return rule.arn;
        case 'aws.events.rule-name':
          return rule.name;
        case 'aws.events.event.ingestion-time':
          return event.time;
        case 'aws.events.event':
        case 'aws.events.event.json':
          return event;
        default:
          return paths.get(name)?.(event);
      }
    };
    return fill(InputTemplate, value);
  };
}

function fill(template: string, value: (name: string) => unknown): string {
  let quoted = false;
  // An escaped character, a quote, or a placeholder.
  return template.replace(/\\.|"|<([^<>"]+)>/g, (found, name: string | undefined) => {
    if (found === '"') quoted = !quoted;
    if (name === undefined) return found;
    const filled = value(name);
    if (!quoted) return JSON.stringify(filled ?? null);
    if (filled === undefined || filled === null) return '';
    return JSON.stringify(typeof filled === 'string' ? filled : JSON.stringify(filled)).slice(1, -1);
  });
}

function path(value: unknown): PathRead {
  const read = typeof value === 'string' ? parsePath(value) : undefined;
  if (read === undefined) throw invalid(`'${value}' is no path this runtime can read`);
  return read;
}

function invalid(why: string): AwsError {
  return new AwsError('ValidationException', `The target is not valid: ${why}.`);
}
