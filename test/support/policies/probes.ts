/** What a session of a tenant role tries: by the SDK, through the gateway's own door, against whatever policy stands. */
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { System } from '../runtime.ts';

export const A = '01JQ3V9N0W8ZC7KXH5T2R4M6PA';
export const B = '01JQ3V9N0W8ZC7KXH5T2R4M6PB';
/** Begins with all of A's id: what a pattern without an end would take for A. */
const LONGER = `${A}X`;
const TABLE = 'gangway-dev';
const BUCKET = 'gangway-dev-files-000000000000-eu-west-1';
/** Beside the product's own: nothing may reach them. */
export const OTHER_TABLE = 'elsewhere';
export const OTHER_BUCKET = 'elsewhere-000000000000';
const account = 'arn:aws:dynamodb:eu-west-1:000000000000';

type Session = ReturnType<System['principals']['sessionFor']>;

export interface Probe {
  readonly name: string;
  /** The services whose statements it can tell about: only those are probed for a mutant. */
  readonly service: 'dynamodb' | 's3' | 'kms' | 'textract';
  readonly run: () => Promise<boolean>;
}

async function isAllowed(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    const { name } = error as Error;
    if (/AccessDenied/.test(name)) return false;
    // The policy let it pass: the store has no such record or file.
    if (/NoSuchKey|NoSuchVersion|ConditionalCheckFailed|TransactionCanceled/.test(name)) return true;
    throw error;
  }
}

/** @param session of the role that is probed, for tenant {@link A} */
export function probesOf(system: System, session: Session, keys: Keys): Probe[] {
  const config = { endpoint: system.awsUrl, region: 'eu-west-1', credentials: session };
  const dynamo = new DynamoDBClient({ ...config, maxAttempts: 1 });
  const s3 = new S3Client({ ...config, maxAttempts: 1, requestChecksumCalculation: 'WHEN_REQUIRED' });
  return [
    ...keysProbes(dynamo),
    ...elsewhereProbes(dynamo),
    ...fileProbes(s3),
    ...askedProbes(system, session, keys),
  ];
}

type Call = readonly [name: string, send: () => Promise<unknown>];
const asCalls = (calls: readonly Call[]) => calls;

const key = (pk: string) => ({ pk: { S: pk }, sk: { S: 'PROBE' } });

/** Each kind of request for each kind of key. */
function keysProbes(dynamo: DynamoDBClient): Probe[] {
  const keys = {
    own: `T#${A}#CUSTOMER#x`,
    foreign: `T#${B}#CUSTOMER#x`,
    longer: `T#${LONGER}#CUSTOMER#x`,
    'own head': `T#${A}#ORG`,
    'foreign head': `T#${B}#ORG`,
    'own settings': `T#${A}#SETTINGS`,
    'foreign settings': `T#${B}#SETTINGS`,
    'own figures': `DIR#FLEET#${A}`,
    'foreign figures': `DIR#FLEET#${B}`,
    'sums of figures': 'DIR#FLEET#COUNTS',
    'the platform’s log': 'DIR#OVERSIGHT#LOG',
    'platform administrator': 'DIR#PLATFORM#x',
    'own entry': `DIR#TENANT#${A}`,
    'foreign entry': `DIR#TENANT#${B}`,
    account: 'DIR#USER#x',
    invitation: 'DIR#INVITE#x',
    'key use': `T#${A}#APIKEY-USES`,
    'foreign key use': `T#${B}#APIKEY-USES`,
    sockets: `T#${A}#CONNECTIONS`,
    'foreign sockets': `T#${B}#CONNECTIONS`,
    'sign-in': `T#${A}#SIGN-INS`,
    'foreign sign-in': `T#${B}#SIGN-INS`,
    'audit log': `T#${A}#AUDIT`,
    'foreign audit log': `T#${B}#AUDIT`,
    'API key': 'DIR#KEY#x',
    'portal user': 'DIR#PORTAL#x',
    slug: 'DIR#SLUG#x',
    'unknown directory': 'DIR#PROBE#x',
    nobody: 'PROBE',
  };
  const requests = (pk: string): readonly Call[] => [
    ['GetItem', () => dynamo.send(new GetItemCommand({ TableName: TABLE, Key: key(pk) }))],
    ['Query', () => dynamo.send(query(TABLE, undefined, pk))],
    ['Query of an index', () => dynamo.send(query(TABLE, 'gsi1', pk))],
    ['PutItem', () => dynamo.send(new PutItemCommand({ TableName: TABLE, Item: key(pk) }))],
    ['UpdateItem', () => dynamo.send(new UpdateItemCommand({ TableName: TABLE, Key: key(pk) }))],
    [
      'ConditionCheck',
      () =>
        dynamo.send(
          new TransactWriteItemsCommand({
            TransactItems: [
              {
                ConditionCheck: {
                  TableName: TABLE,
                  Key: key(pk),
                  ConditionExpression: 'attribute_not_exists(nothing)',
                },
              },
            ],
          }),
        ),
    ],
    ['DeleteItem', () => dynamo.send(new DeleteItemCommand({ TableName: TABLE, Key: key(pk) }))],
    [
      'BatchGetItem',
      () => dynamo.send(new BatchGetItemCommand({ RequestItems: { [TABLE]: { Keys: [key(pk)] } } })),
    ],
    [
      'BatchWriteItem',
      () =>
        dynamo.send(
          new BatchWriteItemCommand({ RequestItems: { [TABLE]: [{ DeleteRequest: { Key: key(pk) } }] } }),
        ),
    ],
  ];
  return Object.entries(keys).flatMap(([whose, pk]) =>
    requests(pk).map(([what, call]) => ({
      name: `${what}: ${whose}`,
      service: 'dynamodb' as const,
      run: () => isAllowed(call()),
    })),
  );
}

const query = (table: string, index: string | undefined, pk: string) =>
  new QueryCommand({
    TableName: table,
    ...(index && { IndexName: index }),
    KeyConditionExpression: '#pk = :pk',
    ExpressionAttributeNames: { '#pk': index ? `${index}pk` : 'pk' },
    ExpressionAttributeValues: { ':pk': { S: pk } },
  });

function elsewhereProbes(dynamo: DynamoDBClient): Probe[] {
  const own = `T#${A}#CUSTOMER#x`;
  const calls: readonly Call[] = [
    ['Scan', () => dynamo.send(new ScanCommand({ TableName: TABLE }))],
    ['Scan of an index', () => dynamo.send(new ScanCommand({ TableName: TABLE, IndexName: 'gsi1' }))],
    [
      'GetItem of another table',
      () => dynamo.send(new GetItemCommand({ TableName: OTHER_TABLE, Key: key(own) })),
    ],
    ['Query of another table', () => dynamo.send(query(OTHER_TABLE, undefined, own))],
    ['Query of another table’s index', () => dynamo.send(query(OTHER_TABLE, 'gsi1', own))],
    [
      'PutItem of the audit log into another table',
      () => dynamo.send(new PutItemCommand({ TableName: OTHER_TABLE, Item: key(`T#${A}#AUDIT`) })),
    ],
    [
      'PutItem into another table',
      () => dynamo.send(new PutItemCommand({ TableName: OTHER_TABLE, Item: key(own) })),
    ],
    [
      'PutItem of a key use into another table',
      () => dynamo.send(new PutItemCommand({ TableName: OTHER_TABLE, Item: key(`T#${A}#APIKEY-USES`) })),
    ],
    ...(
      [
        ['head', `T#${A}#ORG`],
        ['entry', `DIR#TENANT#${A}`],
        ['settings', `T#${A}#SETTINGS`],
        ['figures', `DIR#FLEET#${A}`],
      ] as const
    ).flatMap(([what, pk]): readonly Call[] => [
      [
        `GetItem of the ${what} of another table`,
        () => dynamo.send(new GetItemCommand({ TableName: OTHER_TABLE, Key: key(pk) })),
      ],
      [
        `UpdateItem of the ${what} of another table`,
        () => dynamo.send(new UpdateItemCommand({ TableName: OTHER_TABLE, Key: key(pk) })),
      ],
      [
        `PutItem of the ${what} into another table`,
        () => dynamo.send(new PutItemCommand({ TableName: OTHER_TABLE, Item: key(pk) })),
      ],
    ]),
    [
      'PutItem of a socket into another table',
      () => dynamo.send(new PutItemCommand({ TableName: OTHER_TABLE, Item: key(`T#${A}#CONNECTIONS`) })),
    ],
    [
      'DeleteItem of another table',
      () => dynamo.send(new DeleteItemCommand({ TableName: OTHER_TABLE, Key: key(own) })),
    ],
  ];
  return calls.map(([name, call]) => ({
    name,
    service: 'dynamodb',
    run: () => isAllowed(call()),
  }));
}

function fileProbes(s3: S3Client): Probe[] {
  const places = {
    own: [BUCKET, `T/${A}/x`],
    foreign: [BUCKET, `T/${B}/x`],
    longer: [BUCKET, `T/${LONGER}/x`],
    'nobody’s': [BUCKET, 'x'],
    'another bucket’s': [OTHER_BUCKET, `T/${A}/x`],
  } as const;
  return Object.entries(places).flatMap(([whose, [Bucket, Key]]) =>
    asCalls([
      ['PutObject', () => s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }))],
      ['GetObject', () => s3.send(new GetObjectCommand({ Bucket, Key }))],
      ['GetObjectVersion', () => s3.send(new GetObjectCommand({ Bucket, Key, VersionId: 'x'.repeat(32) }))],
      ['GetObjectTagging', () => s3.send(new GetObjectTaggingCommand({ Bucket, Key }))],
      ['ListBucket', () => s3.send(new ListObjectsV2Command({ Bucket, Prefix: Key }))],
      [
        'DeleteObjectVersion',
        () => s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId: 'x'.repeat(32) })),
      ],
      [
        'ListBucketVersions',
        () => s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: `${Key.slice(0, -1)}` })),
      ],
      ['DeleteObject', () => s3.send(new DeleteObjectCommand({ Bucket, Key }))],
    ]).map(([what, call]) => ({
      name: `${what}: ${whose}`,
      service: 's3' as const,
      run: () => isAllowed(call()),
    })),
  );
}

/** ARNs of the keys by which files and single fields are encrypted. */
export interface Keys {
  readonly files: string;
  readonly fields: string;
}

/**
 * What no SDK sends, or no service here answers: asked of the evaluator as the gateway asks it. A request without
 * keys is what the guards with `Null` are for.
 */
function askedProbes(system: System, session: Session, { files: fileKeyArn, fields }: Keys): Probe[] {
  const ask = (
    service: Probe['service'],
    name: string,
    action: string,
    resource: string,
    context: Record<string, string> = {},
  ): Probe => ({
    name,
    service,
    run: async () => system.principals.authorize(session, [{ action, resource, context }]).allowed,
  });
  const table = `${account}:table/${TABLE}`;
  const otherKey = fileKeyArn.replace(/key\/.*/, 'key/00000000-0000-4000-8000-000000000000');
  const throughS3 = { 'kms:viaservice': 's3.eu-west-1.amazonaws.com' };
  return [
    ...['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'].flatMap((action) => [
      ask('dynamodb', `${action} without a key`, `dynamodb:${action}`, table),
      ask('dynamodb', `${action} without a key, of an index`, `dynamodb:${action}`, `${table}/index/gsi1`),
    ]),
    ask('dynamodb', 'DeleteTable', 'dynamodb:DeleteTable', table, { 'dynamodb:leadingkeys': `T#${A}#x` }),
    ask('dynamodb', 'PartiQLSelect', 'dynamodb:PartiQLSelect', table, { 'dynamodb:leadingkeys': `T#${A}#x` }),
    ask('s3', 'PutObjectAcl', 's3:PutObjectAcl', `arn:aws:s3:::${BUCKET}/T/${A}/x`),
    ...['Decrypt', 'GenerateDataKey', 'ScheduleKeyDeletion'].flatMap((action) => [
      ask('kms', `${action} through S3`, `kms:${action}`, fileKeyArn, throughS3),
      ask('kms', `${action} through another service`, `kms:${action}`, fileKeyArn, {
        'kms:viaservice': 'dynamodb.eu-west-1.amazonaws.com',
      }),
      ask('kms', `${action} directly`, `kms:${action}`, fileKeyArn),
      ask('kms', `${action} with another key`, `kms:${action}`, otherKey, throughS3),
    ]),
    ...['Decrypt', 'GenerateDataKey', 'ScheduleKeyDeletion'].flatMap((action) => {
      const of = (tenant: string) => ({ 'kms:encryptioncontext:tenant_id': tenant });
      return [
        ask('kms', `${action} of fields: own`, `kms:${action}`, fields, of(A)),
        ask('kms', `${action} of fields: foreign`, `kms:${action}`, fields, of(B)),
        ask('kms', `${action} of fields: longer`, `kms:${action}`, fields, of(LONGER)),
        ask('kms', `${action} of fields: nobody`, `kms:${action}`, fields),
        ask('kms', `${action} of fields with another key`, `kms:${action}`, otherKey, of(A)),
      ];
    }),
    ...['StartDocumentAnalysis', 'GetDocumentAnalysis', 'AnalyzeDocument', 'DeleteAdapter'].map((action) =>
      ask('textract', action, `textract:${action}`, '*'),
    ),
  ];
}
