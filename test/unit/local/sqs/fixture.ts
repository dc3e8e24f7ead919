import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqs, type Sqs } from '../../../../local/sqs/index.ts';

export function newDir(): string {
  return mkdtempSync(join(tmpdir(), 'sqs-'));
}

export function open(dir: string, now?: () => number, baseUrl = () => 'http://127.0.0.1:1'): Sqs {
  return openSqs({ dir, account: '123456789012', region: 'eu-central-1', baseUrl, ...(now ? { now } : {}) });
}

/** Deploys a queue and gives its ARN. */
export async function queue(sqs: Sqs, name: string, properties: object = {}): Promise<string> {
  const resource = { stack: 'Stack', logicalId: name, type: 'AWS::SQS::Queue' };
  const deployed = await sqs.deploy({ ...resource, properties: { QueueName: name, ...properties } });
  return String(deployed.attributes.Arn);
}
