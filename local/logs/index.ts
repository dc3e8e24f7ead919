/** CloudWatch Logs as far as somebody listens: log groups keep nothing here, their subscriptions are served. */
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { physicalName } from '../assembly/physical-id.ts';
import type { Deployed, Invoke, Resource, ResourceProvider } from '../types.ts';

export interface Logs {
  readonly provider: ResourceProvider;
  /** Adds a line to a group. */
  readonly put: (group: string, message: string) => void;
  /** What has not been handed on is lost, as it is when a laptop is closed. */
  readonly close: () => void;
}

export interface LogsOptions {
  readonly account: string;
  readonly region: string;
  readonly invokeFrom: (sourceArn: string) => Invoke;
  /** Gets why a batch was not taken. */
  readonly onFailure: (name: string, line: string) => void;
}

interface Subscription {
  readonly name: string;
  readonly group: string;
  readonly functionArn: string;
  waiting: { id: string; timestamp: number; message: string }[];
  timer: NodeJS.Timeout | undefined;
}

/** Logs are handed on in batches. On AWS it takes seconds. */
const DELAY_MS = 250;

const KNOWN = ['DestinationArn', 'FilterName', 'FilterPattern', 'LogGroupName'];

export function openLogs({ account, region, invokeFrom, onFailure }: LogsOptions): Logs {
  const subscriptions = new Map<string, Subscription>();

  const deploy = (resource: Resource): Deployed => {
    const { properties } = resource;
    const unknown = Object.keys(properties).find((name) => !KNOWN.includes(name));
    if (unknown !== undefined) throw new Error(`the local runtime does not know the property ${unknown}.`);
    if (properties.FilterPattern !== '') throw new Error('only subscriptions without a pattern run locally.');
    const name = String(properties.FilterName ?? physicalName(resource));
    const group = String(properties.LogGroupName);
    const functionArn = String(properties.DestinationArn);
    subscriptions.set(`${group} ${name}`, { name, group, functionArn, waiting: [], timer: undefined });
    return { ref: name, attributes: {} };
  };

  const flush = async (subscription: Subscription): Promise<void> => {
    const { name, group, functionArn, waiting: logEvents } = subscription;
    subscription.waiting = [];
    subscription.timer = undefined;
    const batch = {
      messageType: 'DATA_MESSAGE',
      owner: account,
      logGroup: group,
      logStream: 'local',
      subscriptionFilters: [name],
      logEvents,
    };
    const data = gzipSync(JSON.stringify(batch)).toString('base64');
    try {
      const invoke = invokeFrom(`arn:aws:logs:${region}:${account}:log-group:${group}:*`);
      const { error } = await invoke(functionArn, { awslogs: { data } });
      if (error !== undefined) onFailure('logs', `${group}: ${error.message}`);
    } catch (error) {
      onFailure('logs', `${group}: ${String(error)}`);
    }
  };

  return {
    provider: { types: ['AWS::Logs::SubscriptionFilter'], deploy },
    put: (group, message) => {
      for (const subscription of subscriptions.values()) {
        if (subscription.group !== group) continue;
        subscription.waiting.push({ id: randomUUID(), timestamp: Date.now(), message });
        subscription.timer ??= setTimeout(() => void flush(subscription), DELAY_MS).unref();
      }
    },
    close: () => {
      for (const { timer } of subscriptions.values()) clearTimeout(timer);
      subscriptions.clear();
    },
  };
}
