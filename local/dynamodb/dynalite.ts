/**
 * What we take from dynalite: its request validation, its expression parsers, its update semantics and its sort
 * keys. Its actions talk to a LevelDB store by callbacks; here they talk to a stand-in that holds one item or
 * none, so that each is a plain function, and storage is ours.
 */
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { AwsError } from '../types.ts';
import type { Expression, Path } from './conditions.ts';
import { validationError } from './errors.ts';
import { checkExpressions } from './expression-limits.ts';
import type { AttributeValue, Item, KeyElement, Table } from './model.ts';
import { bareItem } from './values.ts';

const require = createRequire(import.meta.url);

interface Condition {
  readonly ComparisonOperator: string;
  readonly AttributeValueList?: readonly AttributeValue[];
}

interface UpdateSection {
  readonly type: 'set' | 'remove' | 'add' | 'delete';
  readonly path: Path;
}

/** A validated request. The members with an underscore are parsed expressions. */
export interface Request {
  readonly TableName: string;
  readonly IndexName?: string;
  readonly Key?: Item;
  readonly Item?: Item;
  readonly KeyConditions?: Readonly<Record<string, Condition>>;
  readonly QueryFilter?: Readonly<Record<string, Condition>>;
  readonly ScanFilter?: Readonly<Record<string, Condition>>;
  readonly ConditionalOperator?: string;
  readonly ExclusiveStartKey?: Item;
  readonly Limit?: number;
  readonly Select?: string;
  readonly ConsistentRead?: boolean;
  readonly ScanIndexForward?: boolean;
  readonly AttributesToGet?: readonly string[];
  readonly ReturnValues?: string;
  readonly ReturnConsumedCapacity?: string;
  readonly ReturnItemCollectionMetrics?: string;
  readonly ReturnValuesOnConditionCheckFailure?: string;
  readonly _condition?: { readonly expression: Expression };
  readonly _filter?: { readonly expression: Expression; readonly nestedPaths: object };
  readonly _projection?: { readonly paths: readonly Path[]; readonly nestedPaths: object };
  readonly _updates?: { readonly sections: UpdateSection[] };
}

/** Bounds of a key range, as text. */
export interface KeyRange {
  readonly gt?: string;
  readonly gte?: string;
  readonly lt?: string;
  readonly lte?: string;
  readonly reverse?: boolean;
}

type Failure = Error & { readonly statusCode?: number; readonly body?: Readonly<Record<string, string>> };
type Callback = (error: Failure | null, value?: unknown) => void;
type Action = (store: unknown, data: unknown, callback: Callback) => void;
type FieldTypes = Readonly<Record<string, unknown>>;

interface Validation {
  readonly types: FieldTypes;
  readonly custom?: unknown;
}

const validations: {
  checkTypes(data: unknown, types: FieldTypes): Record<string, unknown>;
  checkValidations(data: unknown, types: FieldTypes, custom: unknown, store: unknown): void;
  validateAttributeValue(value: AttributeValue): string | undefined;
} = require('dynalite/validations');

const db: {
  createKey(item: Item, table: Table, keySchema?: readonly KeyElement[]): string;
  validateKey(key: Item, table: Table): Failure | undefined;
  validateItem(item: Item, table: Table): Failure | undefined;
  validateKeyPaths(paths: object | undefined, table: Table): Failure | undefined;
  mapPaths(paths: readonly (Path | string)[], item: Item): Item;
  matchesFilter(item: Item, filter: unknown, operator: string | undefined): boolean;
} = require('dynalite/db');

const VALIDATED = [
  'getItem',
  'putItem',
  'updateItem',
  'deleteItem',
  'query',
  'scan',
  'batchGetItem',
  'batchWriteItem',
  'createTable',
] as const;
export type ValidatedOperation = (typeof VALIDATED)[number];

const rules = new Map<string, Validation>(
  VALIDATED.map((operation) => [operation, require(`dynalite/validations/${operation}`) as Validation]),
);
const actions = new Map<string, Action>(
  ['putItem', 'updateItem', 'deleteItem', 'query', 'scan'].map((name) => [
    name,
    require(`dynalite/actions/${name}`),
  ]),
);

// Item sizes are checked by ourselves, in bytes: dynalite counts UTF-16 units.
const OPTIONS = { maxItemSize: Number.POSITIVE_INFINITY };

/**
 * Validates a request and parses its expressions.
 * @param extra members that are ours to handle, beyond those dynalite knows
 * @throws ValidationException, SerializationException; NotImplemented for a member that neither knows
 */
export function validate(
  operation: ValidatedOperation,
  input: Readonly<Record<string, unknown>>,
  extra: readonly string[] = [],
): Record<string, unknown> {
  const { types, custom } = rules.get(operation)!;
  for (const member of Object.keys(input)) {
    if (!Object.hasOwn(types, member) && !extra.includes(member)) {
      throw new AwsError('NotImplemented', `The local runtime does not know ${operation}'s ${member}.`, 501);
    }
  }
  return translated(() => {
    const data = validations.checkTypes(structuredClone(input), types);
    validations.checkValidations(data, types, custom, { options: OPTIONS });
    checkExpressions(data);
    for (const member of extra) if (input[member] != null) data[member] = input[member];
    for (const member of ['Key', 'Item', 'ExclusiveStartKey']) {
      if (data[member] !== undefined) data[member] = bareItem(data[member] as Item);
    }
    return data;
  });
}

/** The outcome of a write: the item after it (undefined: none) and the attributes to return. */
export interface Outcome {
  readonly next: Item | undefined;
  readonly attributes: Item | undefined;
}

/** What a put, update or delete makes of an item. The condition expression is not looked at. */
export function applyWrite(
  operation: 'putItem' | 'updateItem' | 'deleteItem',
  request: Request,
  table: Table,
  old: Item | undefined,
): Outcome {
  let next: Item | undefined;
  let reply: { Attributes?: Item } | undefined;
  let failure: Failure | null = null;
  const { _condition: _, ...data } = request;
  if (data._updates !== undefined) data._updates.sections.sort(removalsLast);
  const store = {
    options: OPTIONS,
    getTable: (_name: string, done: Callback) => done(null, table),
    getItemDb: () => ({
      lock: (_key: string, locked: (release: (done: Callback) => Callback) => void) => locked((done) => done),
      get: (_key: string, done: Callback) => done(null, old === undefined ? undefined : bareItem(old)),
      put: (_key: string, item: Item, done: Callback) => {
        next = item;
        done(null);
      },
      del: (_key: string, done: Callback) => done(null),
    }),
    getIndexDb: () => ({
      put: (_key: string, _item: Item, done: Callback) => done(null),
      del: (_key: string, done: Callback) => done(null),
    }),
  };
  actions.get(operation)!(store, data, (error, value) => {
    failure = error;
    reply = value as { Attributes?: Item };
  });
  if (failure !== null) throw awsError(failure);
  if (reply === undefined) throw new Error(`${operation} did not finish at once`);
  return { next, attributes: reply.Attributes };
}

/**
 * Removals name elements of a list by their places before the update: they come last, and later places first,
 * or one removal would shift what the next one means.
 */
function removalsLast(a: UpdateSection, b: UpdateSection): number {
  if (a.type !== 'remove' || b.type !== 'remove')
    return Number(a.type === 'remove') - Number(b.type === 'remove');
  for (let i = 0; i < Math.min(a.path.length, b.path.length); i++) {
    const [left, right] = [a.path[i]!, b.path[i]!];
    if (typeof left === 'number' && typeof right === 'number' && left !== right) return right - left;
    if (left !== right) return String(left) < String(right) ? -1 : 1;
  }
  return 0;
}

/**
 * The key range that a Query or Scan reads.
 * @throws ValidationException where the request does not fit the table's keys and indexes
 */
export function planRead(operation: 'query' | 'scan', request: Request, table: Table): KeyRange {
  let range: KeyRange | undefined;
  let failure: Failure | null = null;
  const source = {
    createValueStream: (options: KeyRange) => {
      range = options;
      return new EventEmitter();
    },
  };
  const store = {
    getTable: (_name: string, done: Callback) => done(null, table),
    getItemDb: () => source,
    getIndexDb: () => source,
  };
  actions.get(operation)!(store, { ...request }, (error) => {
    failure = error;
  });
  if (failure !== null) throw awsError(failure);
  if (range === undefined) throw new Error(`${operation} did not plan a range at once`);
  return range;
}

/** Text that sorts as DynamoDB sorts: a hash of the partition key, the partition key, the sort key. */
export function sortableKey(item: Item, table: Table, keySchema = table.KeySchema): string {
  return db.createKey(item, table, keySchema);
}

/** @throws ValidationException unless `key` is exactly the table's key */
export function checkKey(key: Item, table: Table): void {
  raise(db.validateKey(key, table));
}

/** @throws ValidationException unless `item` carries valid keys of the table and of its indexes */
export function checkItem(item: Item, table: Table): void {
  raise(db.validateItem(item, table));
}

/** @throws ValidationException for a value that no attribute may have, such as a number of too many digits */
export function checkValues(item: Item): void {
  for (const value of Object.values(item)) {
    const message = validations.validateAttributeValue(value);
    if (message !== undefined) throw validationError(message);
  }
}

/** @throws ValidationException for a path into a key attribute */
export function checkPaths(paths: object | undefined, table: Table): void {
  raise(db.validateKeyPaths(paths, table));
}

/** The attributes of an item that a projection names; the whole item without one. */
export function project(item: Item, request: Pick<Request, '_projection' | 'AttributesToGet'>): Item {
  const paths = request._projection?.paths ?? request.AttributesToGet;
  return paths === undefined ? item : db.mapPaths(paths, bareItem(item));
}

/** Evaluates the legacy `QueryFilter` and `ScanFilter`. */
export function matchesLegacyFilter(item: Item, filter: unknown, operator: string | undefined): boolean {
  return db.matchesFilter(bareItem(item), filter, operator);
}

function raise(failure: Failure | null | undefined): void {
  if (failure) throw awsError(failure);
}

function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw awsError(error as Failure);
  }
}

function awsError(failure: Failure): Error {
  if (failure.body === undefined) return failure;
  const { __type = '', message, Message } = failure.body;
  return new AwsError(
    __type.slice(__type.indexOf('#') + 1),
    message ?? Message ?? '',
    failure.statusCode ?? 400,
  );
}
