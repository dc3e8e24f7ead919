import { AwsError, notImplemented } from '../types.ts';
import { ADMIN_OPERATIONS } from './admin.ts';
import { type Request, type ValidatedOperation, validate } from './dynalite.ts';
import { validationError } from './errors.ts';
import type { Item } from './model.ts';
import { STREAM_OPERATIONS } from './stream-api.ts';
import { MAX_ITEMS } from './transactions.ts';
import { type BatchEntry, batchRequest, type WriteOperation } from './writes.ts';

type Input = Readonly<Record<string, unknown>>;

/** A validated read or write of one item, and the IAM action it needs. */
export interface ItemRequest {
  readonly action: string;
  readonly request: Request;
}

export interface WriteRequest extends ItemRequest {
  /** Undefined for a ConditionCheck, which writes nothing. */
  readonly write: WriteOperation | undefined;
}

/** A table's part of BatchGetItem. */
export interface BatchReadRequest {
  readonly tableName: string;
  readonly request: Omit<Request, 'Key'> & { readonly Keys: readonly Item[] };
  readonly original: Input;
}

/** A call whose input is validated and whose expressions are parsed. */
export type Parsed =
  | { readonly kind: 'get'; readonly item: ItemRequest }
  | { readonly kind: 'write'; readonly item: WriteRequest & { readonly write: WriteOperation } }
  | { readonly kind: 'read'; readonly operation: 'query' | 'scan'; readonly request: Request }
  | { readonly kind: 'batchGet'; readonly reads: readonly BatchReadRequest[]; readonly input: Input }
  | {
      readonly kind: 'batchWrite';
      readonly writes: readonly (WriteRequest & { readonly write: WriteOperation })[];
      readonly input: Input;
    }
  | { readonly kind: 'transactWrite'; readonly actions: readonly WriteRequest[]; readonly input: Input }
  | { readonly kind: 'transactGet'; readonly reads: readonly ItemRequest[]; readonly input: Input }
  | { readonly kind: 'admin'; readonly operation: string; readonly input: Input }
  | { readonly kind: 'streams'; readonly operation: string; readonly input: Input };

const ON_FAILURE = 'ReturnValuesOnConditionCheckFailure';
const RETURNED_ON_FAILURE: readonly unknown[] = [undefined, null, 'NONE', 'ALL_OLD'];
const METRICS_MODES: readonly unknown[] = [undefined, null, 'NONE', 'SIZE'];
const CAPACITY_MODES: readonly unknown[] = [undefined, null, 'NONE', 'TOTAL', 'INDEXES'];

const WRITES: Readonly<Record<string, WriteOperation>> = {
  PutItem: 'putItem',
  UpdateItem: 'updateItem',
  DeleteItem: 'deleteItem',
};

const TRANSACT_ACTIONS: Readonly<Record<string, { action: string; write: WriteOperation | undefined }>> = {
  Put: { action: 'PutItem', write: 'putItem' },
  Update: { action: 'UpdateItem', write: 'updateItem' },
  Delete: { action: 'DeleteItem', write: 'deleteItem' },
  ConditionCheck: { action: 'ConditionCheckItem', write: undefined },
};

/** What a transaction's actions may carry; everything else that their single operations take is refused. */
const TRANSACT_MEMBERS: readonly string[] = [
  'TableName',
  'Key',
  'Item',
  'UpdateExpression',
  'ConditionExpression',
  'ProjectionExpression',
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
  ON_FAILURE,
];

/**
 * Validates a call and parses its expressions.
 * @throws ValidationException, SerializationException; NotImplemented for an operation or member not known here
 */
export function parse(operation: string, input: Input): Parsed {
  if (STREAM_OPERATIONS.includes(operation)) return { kind: 'streams', operation, input };
  if (Object.hasOwn(ADMIN_OPERATIONS, operation)) return { kind: 'admin', operation, input };
  refusePrototypeNames(input);
  if (Object.hasOwn(WRITES, operation)) {
    const write = WRITES[operation]!;
    return { kind: 'write', item: { action: operation, write, request: writeRequest(write, input) } };
  }
  switch (operation) {
    case 'GetItem':
      return { kind: 'get', item: { action: operation, request: request('getItem', input) } };
    case 'Query':
      return { kind: 'read', operation: 'query', request: request('query', input) };
    case 'Scan':
      return { kind: 'read', operation: 'scan', request: request('scan', input) };
    case 'BatchGetItem':
      return { kind: 'batchGet', reads: batchReads(input), input };
    case 'BatchWriteItem':
      return { kind: 'batchWrite', writes: batchWrites(input), input };
    case 'TransactWriteItems':
      return { kind: 'transactWrite', actions: transactActions(input), input };
    case 'TransactGetItems':
      return { kind: 'transactGet', reads: transactReads(input), input };
    default:
      throw notImplemented('dynamodb', operation);
  }
}

function request(operation: ValidatedOperation, input: Input, extra: readonly string[] = []): Request {
  return validate(operation, input, extra) as unknown as Request;
}

function writeRequest(write: WriteOperation, input: Input): Request {
  oneOf(input, ON_FAILURE, RETURNED_ON_FAILURE);
  return request(write, input, [ON_FAILURE]);
}

function batchReads(input: Input): BatchReadRequest[] {
  const data = validate('batchGetItem', input);
  return Object.entries(data.RequestItems as Record<string, BatchReadRequest['request']>).map(
    ([tableName, reads]) => {
      const original = (input.RequestItems as Record<string, Input>)[tableName]!;
      return { tableName, original, request: { ...reads, TableName: tableName } };
    },
  );
}

function batchWrites(input: Input): (WriteRequest & { write: WriteOperation })[] {
  const data = validate('batchWriteItem', input);
  const entries = Object.entries(data.RequestItems as Record<string, readonly BatchEntry[]>);
  const writes = entries.flatMap(([tableName, list]) => list.map((entry) => batchRequest(tableName, entry)));
  if (writes.length > 25) throw validationError('Too many items requested for the BatchWriteItem call');
  return writes.map(([write, item]) => ({ action: 'BatchWriteItem', write, request: item }));
}

function transactActions(input: Input): WriteRequest[] {
  oneOf(input, 'ReturnConsumedCapacity', CAPACITY_MODES);
  oneOf(input, 'ReturnItemCollectionMetrics', METRICS_MODES);
  const { ClientRequestToken: token } = input;
  if (token != null && (typeof token !== 'string' || token.length < 1 || token.length > 36)) {
    throw validationError('ClientRequestToken must have 1 to 36 characters');
  }
  return transactItems(input, ['ClientRequestToken', 'ReturnItemCollectionMetrics']).map((entry) => {
    const [[name, body] = ['', undefined]] = Object.entries(entry);
    const kind = Object.hasOwn(TRANSACT_ACTIONS, name) ? TRANSACT_ACTIONS[name] : undefined;
    if (kind === undefined) throw validationError(`Unknown action ${name} in TransactItems`);
    const members = body as Input;
    refuseMembers(members, name);
    if (name === 'ConditionCheck' && members.ConditionExpression == null) {
      throw validationError('A ConditionCheck needs a ConditionExpression');
    }
    if (name === 'Update' && members.UpdateExpression == null) {
      throw validationError('An Update in a transaction needs an UpdateExpression');
    }
    // A condition check is a delete that never happens.
    return { ...kind, request: writeRequest(kind.write ?? 'deleteItem', members) };
  });
}

function transactReads(input: Input): ItemRequest[] {
  oneOf(input, 'ReturnConsumedCapacity', CAPACITY_MODES);
  return transactItems(input, []).map((entry) => {
    const { Get } = entry as { Get?: Input };
    if (Get === undefined) throw validationError('TransactGetItems takes nothing but Get');
    refuseMembers(Get, 'Get');
    return { action: 'GetItem', request: request('getItem', Get) };
  });
}

/** The entries of a transaction, each of which names one action. */
function transactItems(input: Input, extra: readonly string[]): readonly Input[] {
  const unknown = Object.keys(input).find(
    (name) => !['TransactItems', 'ReturnConsumedCapacity', ...extra].includes(name),
  );
  if (unknown !== undefined) throw notImplemented('dynamodb', unknown);
  const { TransactItems: entries } = input;
  if (!Array.isArray(entries) || entries.length < 1 || entries.length > MAX_ITEMS) {
    throw validationError(
      "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: " +
        `Member must have length less than or equal to ${MAX_ITEMS} and greater than or equal to 1`,
    );
  }
  for (const entry of entries) {
    if (entry === null || typeof entry !== 'object' || Object.keys(entry).length !== 1) {
      throw validationError('TransactItems can only contain one of Check, Put, Update or Delete');
    }
    const [body] = Object.values(entry);
    if (body === null || typeof body !== 'object')
      throw validationError('TransactItems holds an empty action');
  }
  return entries as readonly Input[];
}

function refuseMembers(body: Input, action: string): void {
  const unknown = Object.keys(body).find((name) => !TRANSACT_MEMBERS.includes(name));
  if (unknown !== undefined) throw validationError(`${action} in a transaction does not take ${unknown}`);
}

function oneOf(input: Input, member: string, allowed: readonly unknown[]): void {
  if (!allowed.includes(input[member])) {
    const names = allowed.filter((value) => typeof value === 'string').join(', ');
    throw validationError(`Value '${String(input[member])}' at '${member}' must be one of [${names}]`);
  }
}

/** The validation copies maps by assignment, where a member called `__proto__` would vanish and take effect. */
function refusePrototypeNames(value: unknown): void {
  if (value === null || typeof value !== 'object') return;
  if (Object.hasOwn(value, '__proto__')) {
    throw new AwsError(
      'NotImplemented',
      'The local runtime does not store attributes called __proto__.',
      501,
    );
  }
  for (const member of Object.values(value)) refusePrototypeNames(member);
}
