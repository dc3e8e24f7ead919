/** The in-process face of EventBridge. */
import type { AwsService, ResourceProvider } from '../types.ts';

/** An event as targets see it. */
export interface EventEnvelope {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** `2026-11-21T09:00:00Z` */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** An event that another local service, or a caller of PutEvents, hands in. */
export interface NewEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly resources?: readonly string[];
  /** ms since the epoch; now where it is left out. */
  readonly time?: number;
  /** Name or ARN; the default bus where it is left out. */
  readonly eventBusName?: string;
}

/** One delivery to one target. */
export interface Delivery {
  /** The target: a queue, a function or a state machine; or the dead-letter queue of one that failed. */
  readonly arn: string;
  readonly roleArn?: string;
  /** The body that the target gets. */
  readonly input: string;
  /** For FIFO queues. */
  readonly messageGroupId?: string;
  /** Message attributes of a dead letter: RULE_ARN, TARGET_ARN, ERROR_CODE, ERROR_MESSAGE, … */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Stable over repeated deliveries of the same event to the same target. */
  readonly deliveryId: string;
  readonly eventId: string;
  readonly ruleArn: string;
}

/**
 * Hands an event to a target. It is called again after a failure, and after a restart when the process died before
 * it returned. An AwsError with a status below 500 that is no throttling is final, as in EventBridge.
 */
export type Deliver = (delivery: Delivery) => Promise<void>;

/** The service, its resources, and what other local services use. */
export interface EventBridge extends AwsService, ResourceProvider {
  /**
   * Accepts an event; when it returns, the deliveries it causes are on disk.
   * @returns the event's id
   * @throws AwsError ResourceNotFoundException for an unknown bus
   */
  put(event: NewEvent): string;
  /** Begins deliveries, those left from before included, and schedules. Call once, after deployment. */
  start(): void;
  /** Resolves when nothing is waiting for its first delivery and none is running. */
  idle(): Promise<void>;
  /** Events accepted and not yet delivered. */
  pending(): number;
  close(): void;
}
