import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListMessageMoveTasksCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Sqs } from '../../../../local/sqs/index.ts';
import { newDir, open, queue } from './fixture.ts';
import { type Gateway, jsonCall, serve } from './gateway.ts';

let sqs: Sqs;
let gateway: Gateway;
let client: SQSClient;
let QueueUrl: string;
let dead: string;
let arn: string;

beforeAll(async () => {
  gateway = await serve(() => sqs);
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  client = new SQSClient({ endpoint: gateway.url, region: 'eu-central-1', credentials, maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await gateway.close();
});
beforeEach(async () => {
  sqs = open(newDir(), undefined, () => gateway.url);
  dead = await queue(sqs, 'dead');
  arn = await queue(sqs, 'q', { RedrivePolicy: { deadLetterTargetArn: dead, maxReceiveCount: 1 } });
  QueueUrl = `${gateway.url}/123456789012/q`;
  return () => sqs.close();
});

describe('the API of SQS', () => {
  test('a message goes through with its attributes, which the client checks by their digests', async () => {
    const MessageAttributes = {
      kind: { DataType: 'String', StringValue: 'größe' },
      n: { DataType: 'Number.int', StringValue: '5' },
      bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255]) },
    };
    const sent = await client.send(
      new SendMessageCommand({ QueueUrl, MessageBody: 'héllo 🎉', MessageAttributes }),
    );
    const { Messages } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MessageSystemAttributeNames: ['SenderId', 'SentTimestamp', 'ApproximateReceiveCount'],
        MessageAttributeNames: ['All'],
      }),
    );
    expect(Messages?.[0]).toMatchObject({
      MessageId: sent.MessageId,
      Body: 'héllo 🎉',
      MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
      Attributes: { ApproximateReceiveCount: '1', SenderId: expect.stringContaining('assumed-role/worker') },
      MessageAttributes: { kind: { StringValue: 'größe' }, n: { DataType: 'Number.int' } },
    });
    expect(Messages?.[0]?.MessageAttributes?.bytes?.BinaryValue).toEqual(new Uint8Array([0, 255]));
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages![0]!.ReceiptHandle }));
    expect(sqs.describe().find(({ name }) => name === 'q')).toMatchObject({ visible: 0, inFlight: 0 });
  });

  test('attributes come only when asked for, by name or by prefix', async () => {
    const text = { DataType: 'String', StringValue: 'x' };
    const MessageAttributes = { 'app.one': text, 'app.two': text, other: text };
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'a', MessageAttributes }));
    const receive = async (names?: string[]) => {
      const command = new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: names });
      const { Messages } = await client.send(command);
      await client.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl,
          ReceiptHandle: Messages![0]!.ReceiptHandle,
          VisibilityTimeout: 0,
        }),
      );
      return Messages![0]!;
    };
    await queue(sqs, 'q');
    const bare = await receive();
    expect(bare.Attributes).toBeUndefined();
    expect(bare.MessageAttributes).toBeUndefined();
    expect(Object.keys((await receive(['app.*'])).MessageAttributes!)).toEqual(['app.one', 'app.two']);
    expect(Object.keys((await receive(['other', 'none'])).MessageAttributes!)).toEqual(['other']);
  });

  test('a batch does what it can and tells what it could not', async () => {
    const { Successful, Failed } = await client.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: 'good', MessageBody: 'a' },
          { Id: 'bad', MessageBody: 'b', DelaySeconds: 5, MessageDeduplicationId: 'no' },
          { Id: 'control', MessageBody: '\u0001' },
        ],
      }),
    );
    expect(Successful).toMatchObject([{ Id: 'good' }]);
    expect(Failed).toMatchObject([
      { Id: 'bad', Code: 'InvalidParameterValue', SenderFault: true },
      { Id: 'control', Code: 'InvalidMessageContents' },
    ]);
    const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    const Entries = Messages!.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    const visibility = Entries.map((entry) => ({ ...entry, VisibilityTimeout: 60 }));
    const changed = await client.send(
      new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries: visibility }),
    );
    expect(changed.Successful).toHaveLength(1);
    const deleted = await client.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: [...Entries, { Id: 'x', ReceiptHandle: 'nonsense' }],
      }),
    );
    expect(deleted.Successful).toHaveLength(1);
    expect(deleted.Failed).toMatchObject([{ Id: 'x', Code: 'ReceiptHandleIsInvalid' }]);
  });

  test.each([
    [[], 'EmptyBatchRequest'],
    [
      Array.from({ length: 11 }, (_, i) => ({ Id: `${i}`, MessageBody: 'a' })),
      'TooManyEntriesInBatchRequest',
    ],
    [['x', 'x'].map((Id) => ({ Id, MessageBody: 'a' })), 'BatchEntryIdsNotDistinct'],
    [[{ Id: 'a b', MessageBody: 'a' }], 'InvalidBatchEntryId'],
    [['x', 'y'].map((Id) => ({ Id, MessageBody: 'a'.repeat(600_000) })), 'BatchRequestTooLong'],
  ])('a wrong batch is refused as a whole (%#: %s)', async (Entries, name) => {
    const command = new SendMessageBatchCommand({ QueueUrl, Entries });
    await expect(client.send(command)).rejects.toMatchObject({ name });
    expect(sqs.describe().find((one) => one.name === 'q')).toMatchObject({ visible: 0 });
  });

  test('the limit of a message is 1 MiB with its attributes', async () => {
    const attribute = { a: { DataType: 'String', StringValue: 'x' } };
    const send = (size: number) =>
      client.send(
        new SendMessageCommand({ QueueUrl, MessageBody: 'b'.repeat(size), MessageAttributes: attribute }),
      );
    await expect(send(1_048_576 - 7)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await send(1_048_576 - 8);
  });

  test('queues are found, listed and described', async () => {
    expect((await client.send(new GetQueueUrlCommand({ QueueName: 'q' }))).QueueUrl).toBe(QueueUrl);
    const page = await client.send(new ListQueuesCommand({ MaxResults: 1 }));
    expect(page.QueueUrls).toEqual([`${gateway.url}/123456789012/dead`]);
    const rest = await client.send(new ListQueuesCommand({ MaxResults: 1, NextToken: page.NextToken }));
    expect(rest).toMatchObject({ QueueUrls: [QueueUrl] });
    expect(rest.NextToken).toBeUndefined();
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'a', DelaySeconds: 60 }));
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    expect(Attributes).toMatchObject({
      QueueArn: arn,
      ApproximateNumberOfMessagesDelayed: '1',
      VisibilityTimeout: '30',
      MaximumMessageSize: '1048576',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead, maxReceiveCount: 1 }),
    });
    await client.send(new PurgeQueueCommand({ QueueUrl }));
    const after = await client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessagesDelayed'] }),
    );
    expect(after.Attributes).toEqual({ ApproximateNumberOfMessagesDelayed: '0' });
  });

  test('dead letters move back to where they came from, as new messages', async () => {
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'again' }));
    await client.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 0 }));
    expect((await client.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toBeUndefined();
    const moved = await client.send(new StartMessageMoveTaskCommand({ SourceArn: dead }));
    expect(moved.TaskHandle).toBeTruthy();
    const tasks = await client.send(new ListMessageMoveTasksCommand({ SourceArn: dead }));
    expect(tasks.Results).toMatchObject([{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 1 }]);
    const { Messages } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['All'] }),
    );
    expect(Messages).toMatchObject([{ Body: 'again', Attributes: { ApproximateReceiveCount: '1' } }]);
    const wrong = client.send(new StartMessageMoveTaskCommand({ SourceArn: arn }));
    await expect(wrong).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  test('a queue that is not there and an operation that is not there say so', async () => {
    const missing = client.send(
      new SendMessageCommand({ QueueUrl: `${gateway.url}/1/none`, MessageBody: 'a' }),
    );
    await expect(missing).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
    const create = client.send(new CreateQueueCommand({ QueueName: 'new' }));
    await expect(create).rejects.toMatchObject({
      name: 'NotImplemented',
      message: expect.stringMatching('sqs:CreateQueue'),
    });
  });

  test('batches need the permission of the single call; a move needs reading and sending', () => {
    const ask = (operation: string, input: object) =>
      sqs
        .requirements(jsonCall('sqs', operation, { ...input }))
        .map(({ action, resource }) => [action, resource]);
    expect(ask('SendMessageBatch', { QueueUrl })).toEqual([['sqs:SendMessage', arn]]);
    expect(ask('ReceiveMessage', { QueueUrl })).toEqual([['sqs:ReceiveMessage', arn]]);
    expect(ask('StartMessageMoveTask', { SourceArn: dead, DestinationArn: arn })).toEqual([
      ['sqs:StartMessageMoveTask', dead],
      ['sqs:ReceiveMessage', dead],
      ['sqs:DeleteMessage', dead],
      ['sqs:GetQueueAttributes', dead],
      ['sqs:SendMessage', arn],
    ]);
  });

  test('a queue policy is kept for its queues', async () => {
    const PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'sqs:*' }] };
    const resource = { stack: 'S', logicalId: 'P', type: 'AWS::SQS::QueuePolicy' };
    const properties = { PolicyDocument, Queues: [QueueUrl] };
    await sqs.deploy({ ...resource, properties });
    await sqs.deploy({ ...resource, properties });
    expect(sqs.resourcePolicies(arn)).toEqual([PolicyDocument]);
    expect(sqs.resourcePolicies(dead)).toEqual([]);
  });
});
