/** EventBridge: buses, rules, schedules; an accepted event reaches its targets at least once. */
import { randomUUID } from 'node:crypto';
import {
  AwsError,
  type Call,
  notImplemented,
  type Reply,
  type Requirement,
  type Resource,
} from '../types.ts';
import { Outbox } from './outbox.ts';
import { compilePattern } from './pattern.ts';
import { type Entry, entriesOf, eventOf } from './put-events.ts';
import { type Rule, Rules, unknownBus } from './rules.ts';
import type { RuleTarget } from './target.ts';
import type { Deliver, Delivery, EventBridge, EventEnvelope, NewEvent } from './types.ts';

export { compilePattern, type Matcher } from './pattern.ts';
export type * from './types.ts';

export interface EventBridgeOptions {
  /** Folder of the state; created where missing. */
  readonly dir: string;
  readonly account: string;
  readonly region: string;
  readonly deliver: Deliver;
  /** The clock, ms since the epoch. */
  readonly now?: () => number;
}

type Planned = { readonly delivery: Delivery; readonly event: EventEnvelope; readonly target: RuleTarget };

const LONGEST_TIMER_MS = 2_147_483_647;

/** Opens the service. Events are accepted at once; deliveries begin with {@link EventBridge.start}. */
export function openEventBridge(options: EventBridgeOptions): EventBridge {
  const { account, region, now = Date.now } = options;
  const outbox = new Outbox(options.dir, options.deliver, now);
  const rules = new Rules(region, account);
  const timers = new Map<string, NodeJS.Timeout>();
  let started = false;

  function envelope(event: NewEvent): EventEnvelope {
    return {
      version: '0',
      id: randomUUID(),
      'detail-type': event.detailType,
      source: event.source,
      account,
      time: new Date(event.time ?? now()).toISOString().replace(/\.\d+Z$/, 'Z'),
      region,
      resources: event.resources ?? [],
      detail: event.detail,
    };
  }

  function plan(rule: Rule, event: EventEnvelope): Planned[] {
    return rule.targets.map((target) => ({
      event,
      target,
      delivery: {
        arn: target.arn,
        ...(target.roleArn === undefined ? {} : { roleArn: target.roleArn }),
        ...(target.messageGroupId === undefined ? {} : { messageGroupId: target.messageGroupId }),
        input: target.input(event, rule),
        deliveryId: `${event.id}/${rule.name}/${target.id}`,
        eventId: event.id,
        ruleArn: rule.arn,
      },
    }));
  }

  /** What an event causes on its bus. */
  function route(event: NewEvent): { readonly id: string; readonly planned: readonly Planned[] } {
    const bus = rules.busName(event.eventBusName ?? 'default');
    if (!rules.hasBus(bus)) throw unknownBus(bus);
    const enveloped = envelope(event);
    const matching = rules
      .all()
      .filter((rule) => rule.enabled && rule.bus === bus && rule.matches?.(enveloped));
    return { id: enveloped.id, planned: matching.flatMap((rule) => plan(rule, enveloped)) };
  }

  function putEvents(input: Entry): Record<string, unknown> {
    const planned: Planned[] = [];
    const Entries = entriesOf(input).map((entry) => {
      try {
        const routed = route(eventOf(entry));
        planned.push(...routed.planned);
        return { EventId: routed.id };
      } catch (error) {
        // An unknown bus refuses the request; what is wrong with one entry alone does not.
        if (!(error instanceof AwsError) || error.code === 'ResourceNotFoundException') throw error;
        return { ErrorCode: error.code, ErrorMessage: error.message };
      }
    });
    outbox.add(planned);
    return { FailedEntryCount: Entries.filter((entry) => 'ErrorCode' in entry).length, Entries };
  }

  function testEventPattern(input: Entry): Record<string, unknown> {
    const pattern = compilePattern(parseJson(input.EventPattern, 'InvalidEventPatternException'));
    return { Result: pattern(parseJson(input.Event, 'ValidationException')) };
  }

  /** Waits for a rule's next firing; one that was missed while the process was down fires once, now. */
  function schedule(rule: Rule): void {
    clearTimeout(timers.get(rule.arn));
    timers.delete(rule.arn);
    if (!started || !rule.enabled || rule.schedule === undefined) return;
    const { expression, next } = rule.schedule;
    const known = outbox.nextFiring(rule.arn, expression);
    const at = known ?? next(now());
    if (at === undefined) return;
    if (known === undefined) outbox.setNextFiring(rule.arn, expression, at);
    const wait = Math.min(Math.max(at - now(), 0), LONGEST_TIMER_MS);
    const timer = setTimeout(() => {
      if (now() >= at) fire(rule, expression, next(now()));
      schedule(rule);
    }, wait);
    timers.set(rule.arn, timer.unref());
  }

  function fire(rule: Rule, expression: string, following: number | undefined): void {
    const event = envelope({
      source: 'aws.events',
      detailType: 'Scheduled Event',
      resources: [rule.arn],
      detail: {},
    });
    // The firing and the time of the next one are one transaction: a crash neither loses nor repeats it.
    outbox.transaction(() => {
      outbox.add(plan(rule, event));
      outbox.setNextFiring(rule.arn, expression, following ?? Number.MAX_SAFE_INTEGER);
    });
    outbox.start();
  }

  return {
    name: 'events',
    types: ['AWS::Events::EventBus', 'AWS::Events::Rule'],

    deploy(resource: Resource) {
      if (resource.type === 'AWS::Events::EventBus') return rules.deployBus(resource);
      const deployed = rules.deployRule(resource);
      const rule = rules.all().find((one) => one.arn === deployed.attributes.Arn);
      if (rule !== undefined) schedule(rule);
      return deployed;
    },

    requirements({ operation, input }: Call): readonly Requirement[] {
      if (operation === 'TestEventPattern')
        return [{ action: 'events:TestEventPattern', resource: '*', context: {} }];
      if (operation !== 'PutEvents') throw notImplemented('events', operation);
      return entriesOf(input).map((entry) => ({
        action: 'events:PutEvents',
        resource: rules.busArn(rules.busName(String(entry.EventBusName || 'default'))),
        context: {
          'events:source': String(entry.Source ?? ''),
          'events:detail-type': String(entry.DetailType ?? ''),
          'events:eventbusinvocation': 'false',
        },
      }));
    },

    async handle({ operation, input }: Call): Promise<Reply> {
      const answers = { PutEvents: putEvents, TestEventPattern: testEventPattern };
      const answer = Object.hasOwn(answers, operation)
        ? answers[operation as keyof typeof answers]
        : undefined;
      if (answer === undefined) throw notImplemented('events', operation);
      const headers = { 'content-type': 'application/x-amz-json-1.1' };
      return { status: 200, headers, body: JSON.stringify(answer(input)) };
    },

    put(event) {
      const { id, planned } = route(event);
      outbox.add(planned);
      return id;
    },

    start() {
      started = true;
      outbox.start();
      for (const rule of rules.all()) schedule(rule);
    },

    idle: () => outbox.idle(),
    pending: () => outbox.pending(),

    close() {
      started = false;
      for (const timer of timers.values()) clearTimeout(timer);
      outbox.close();
    },
  };
}

function parseJson(text: unknown, code: string): unknown {
  try {
    return JSON.parse(String(text));
  } catch (error) {
    throw new AwsError(code, `Not valid JSON: ${(error as Error).message}`);
  }
}
