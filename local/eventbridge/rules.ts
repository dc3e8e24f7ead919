/** Buses and rules as the templates declare them; they are deployed at every start, so memory is enough. */
import { createHash } from 'node:crypto';
import { AwsError, type Deployed, type Resource } from '../types.ts';
import { compilePattern, type Matcher } from './pattern.ts';
import { parseSchedule, type Schedule } from './schedule.ts';
import { parseTarget, type RuleTarget } from './target.ts';

export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly bus: string;
  readonly enabled: boolean;
  readonly matches?: Matcher;
  readonly schedule?: { readonly expression: string; readonly next: Schedule };
  readonly targets: readonly RuleTarget[];
}

const RULE_PROPERTIES = [
  'Name',
  'Description',
  'EventBusName',
  'EventPattern',
  'ScheduleExpression',
  'State',
  'Targets',
  'RoleArn',
  'Tags',
];
const BUS_PROPERTIES = ['Name', 'Description', 'Tags', 'KmsKeyIdentifier', 'Policy', 'LogConfig'];

export class Rules {
  readonly #prefix: string;
  readonly #buses = new Set(['default']);
  readonly #rules = new Map<string, Rule>();

  constructor(region: string, account: string) {
    this.#prefix = `arn:aws:events:${region}:${account}`;
  }

  busArn(name: string): string {
    return `${this.#prefix}:event-bus/${name}`;
  }

  /** The bus that a name or an ARN means. */
  busName(nameOrArn: string): string {
    return nameOrArn.startsWith('arn:') ? (nameOrArn.split(':event-bus/')[1] ?? nameOrArn) : nameOrArn;
  }

  hasBus(name: string): boolean {
    return this.#buses.has(name);
  }

  all(): readonly Rule[] {
    return [...this.#rules.values()];
  }

  deployBus({ logicalId, properties }: Resource): Deployed {
    refuseUnknown(logicalId, properties, BUS_PROPERTIES);
    const name = String(properties.Name ?? logicalId);
    this.#buses.add(name);
    return { ref: name, attributes: { Arn: this.busArn(name), Name: name } };
  }

  deployRule(resource: Resource): Deployed {
    const { logicalId, properties } = resource;
    refuseUnknown(logicalId, properties, RULE_PROPERTIES);
    const bus = this.busName(String(properties.EventBusName ?? 'default'));
    if (!this.hasBus(bus)) throw unknownBus(bus);
    const name = String(properties.Name ?? generatedName(resource));
    const arn = `${this.#prefix}:rule/${bus === 'default' ? '' : `${bus}/`}${name}`;
    const { EventPattern, ScheduleExpression: expression } = properties;
    if (EventPattern === undefined && expression === undefined) {
      throw invalid(logicalId, 'it has neither EventPattern nor ScheduleExpression');
    }
    if (expression !== undefined && bus !== 'default') {
      throw invalid(logicalId, 'ScheduleExpression is supported only on the default event bus');
    }
    const pattern = typeof EventPattern === 'string' ? JSON.parse(EventPattern) : EventPattern;
    const targets = ((properties.Targets ?? []) as readonly Readonly<Record<string, unknown>>[]).map(
      parseTarget,
    );
    if (targets.length > 5) throw invalid(logicalId, 'a rule has at most five targets');
    this.#rules.set(arn, {
      name,
      arn,
      bus,
      enabled: properties.State !== 'DISABLED',
      ...(pattern === undefined ? {} : { matches: compilePattern(pattern) }),
      ...(typeof expression === 'string'
        ? { schedule: { expression, next: parseSchedule(expression) } }
        : {}),
      targets,
    });
    return { ref: bus === 'default' ? name : `${bus}|${name}`, attributes: { Arn: arn } };
  }
}

export function unknownBus(name: string): AwsError {
  return new AwsError('ResourceNotFoundException', `Event bus ${name} does not exist.`);
}

function refuseUnknown(
  logicalId: string,
  properties: Resource['properties'],
  known: readonly string[],
): void {
  const unknown = Object.keys(properties).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw invalid(logicalId, `${unknown.join(', ')} is not supported`);
}

function invalid(logicalId: string, why: string): AwsError {
  return new AwsError('ValidationException', `${logicalId}: ${why}.`);
}

/** Stable, and no longer than the 64 characters EventBridge allows. */
function generatedName({ stack, logicalId }: Resource): string {
  const hash = createHash('sha256').update(`${stack}/${logicalId}`).digest('hex').slice(0, 12);
  return `${stack.slice(0, 20)}-${logicalId.slice(0, 30)}-${hash}`;
}
