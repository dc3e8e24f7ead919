/** Serves a DynamoDb over HTTP, as the gateway does, to the real SDK clients. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type DynamoDb, openDynamoDb } from '../../../../local/dynamodb/index.ts';
import { AwsError, type Call, type Requirement } from '../../../../local/types.ts';

export const ACCOUNT = '123456789012';
export const REGION = 'eu-central-1';

/** A table with one global index of all attributes, one of keys, a stream and a time to live. */
export const RECORDS: CreateTableCommandInput = {
  TableName: 'records',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
    { AttributeName: 'gsi1pk', AttributeType: 'S' },
    { AttributeName: 'gsi1sk', AttributeType: 'S' },
    { AttributeName: 'status', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'gsi1',
      KeySchema: [
        { AttributeName: 'gsi1pk', KeyType: 'HASH' },
        { AttributeName: 'gsi1sk', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
    {
      IndexName: 'by-status',
      KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
};

export function callOf(operation: string, input: Record<string, unknown>): Call {
  return {
    service: 'dynamodb',
    operation,
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.from(JSON.stringify(input)),
    input,
    requestId: randomUUID(),
    principal: {
      roleArn: `arn:aws:iam::${ACCOUNT}:role/test`,
      roleName: 'test',
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/test/session`,
      account: ACCOUNT,
      tags: {},
    },
  };
}

export interface Harness {
  readonly dir: string;
  readonly db: DynamoDb;
  readonly client: DynamoDBClient;
  readonly documents: DynamoDBDocumentClient;
  /** Serves one call without HTTP. */
  send(operation: string, input: Record<string, unknown>): Promise<Record<string, never>>;
  requirements(operation: string, input: Record<string, unknown>): readonly Requirement[];
  createTable(changes?: Partial<CreateTableCommandInput>): Promise<void>;
  /** Ends the server and the database, as a restart does, and starts anew on the same data. */
  reopen(): Promise<Harness>;
  close(): Promise<void>;
  /** Closes and deletes the data. */
  end(): Promise<void>;
}

export async function start(dir = mkdtempSync(join(tmpdir(), 'dynamodb-'))): Promise<Harness> {
  const db = await openDynamoDb({ dir, account: ACCOUNT, region: REGION });
  const server = createServer((request, response) => {
    serve(db, request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: REGION,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  const close = async () => {
    client.destroy();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    db.close();
  };
  return {
    dir,
    db,
    client,
    documents: DynamoDBDocumentClient.from(client),
    send: async (operation, input) => {
      const reply = await db.handle(callOf(operation, input));
      return JSON.parse(String(reply.body)) as Record<string, never>;
    },
    requirements: (operation, input) => db.requirements(callOf(operation, input)),
    createTable: async (changes = {}) => {
      await client.send(new CreateTableCommand({ ...RECORDS, ...changes }));
    },
    close,
    reopen: async () => {
      await close();
      return start(dir);
    },
    end: async () => {
      await close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function serve(db: DynamoDb, request: IncomingMessage): Promise<{ status: number; body: string }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const [, operation = ''] = String(request.headers['x-amz-target']).split('.');
  const call = callOf(operation, JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>);
  try {
    db.requirements(call);
    const reply = await db.handle(call);
    return { status: reply.status, body: String(reply.body) };
  } catch (error) {
    if (!(error instanceof AwsError)) {
      return { status: 500, body: JSON.stringify({ __type: 'InternalServerError', message: String(error) }) };
    }
    const { code, message, status, details } = error;
    return { status, body: JSON.stringify({ __type: code, message, Message: message, ...details }) };
  }
}
