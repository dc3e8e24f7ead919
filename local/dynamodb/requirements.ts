import type { Requirement } from '../types.ts';
import { ADMIN_OPERATIONS, tableName } from './admin.ts';
import { planRead, type Request } from './dynalite.ts';
import { validationError } from './errors.ts';
import { type Item, indexesOf, type Table } from './model.ts';
import type { ItemRequest, Parsed } from './requests.ts';
import { requestedStream } from './stream-api.ts';
import type { Tables } from './tables.ts';
import { scalar } from './values.ts';
import { writtenKey } from './writes.ts';

type Context = Record<string, string | readonly string[]>;

/**
 * What IAM must allow for a call: the action of every item on its table or index, with the condition keys of the
 * Service Authorization Reference for DynamoDB. `dynamodb:LeadingKeys` carries the partition key of every item
 * that the call touches, and is absent where a call has none (Scan) or the table does not exist.
 */
export function requirementsOf(parsed: Parsed, tables: Tables): Requirement[] {
  switch (parsed.kind) {
    case 'get':
    case 'write':
      return [itemRequirement(parsed.item, tables)];
    case 'read':
      return [readRequirement(parsed.operation, parsed.request, tables)];
    case 'batchGet':
      return parsed.reads.map(({ tableName, request }) => {
        const requests = request.Keys.map((Key) => ({ ...request, Key }));
        return batchRequirement('BatchGetItem', tableName, requests, parsed.input, tables);
      });
    case 'batchWrite': {
      const byTable = Map.groupBy(parsed.writes, ({ request }) => request.TableName);
      return [...byTable].map(([name, writes]) => {
        const requests = writes.map(({ request }) => request);
        return batchRequirement('BatchWriteItem', name, requests, parsed.input, tables);
      });
    }
    case 'transactWrite':
      return parsed.actions.map((item) => itemRequirement(item, tables, 'TransactWriteItems'));
    case 'transactGet':
      return parsed.reads.map((item) => itemRequirement(item, tables, 'TransactGetItems'));
    case 'admin': {
      const resource =
        ADMIN_OPERATIONS[parsed.operation] === 'all' ? '*' : tables.arn(tableName(parsed.input));
      return [{ action: `dynamodb:${parsed.operation}`, resource, context: {} }];
    }
    case 'streams': {
      const resource = requestedStream(parsed.operation, parsed.input) ?? '*';
      return [{ action: `dynamodb:${parsed.operation}`, resource, context: {} }];
    }
  }
}

function itemRequirement({ action, request }: ItemRequest, tables: Tables, enclosing?: string): Requirement {
  const returnsValues = enclosing === undefined && action !== 'GetItem';
  return {
    action: `dynamodb:${action}`,
    resource: tables.arn(request.TableName),
    context: {
      ...leadingKeys(itemPartitions([request], tables.find(request.TableName))),
      ...consumedCapacity(request.ReturnConsumedCapacity),
      ...(returnsValues ? { 'dynamodb:returnvalues': request.ReturnValues ?? 'NONE' } : {}),
      ...(enclosing === undefined ? {} : { 'dynamodb:enclosingoperation': enclosing }),
    },
  };
}

function batchRequirement(
  action: string,
  name: string,
  requests: readonly Request[],
  input: Readonly<Record<string, unknown>>,
  tables: Tables,
): Requirement {
  return {
    action: `dynamodb:${action}`,
    resource: tables.arn(name),
    context: {
      ...leadingKeys(itemPartitions(requests, tables.find(name))),
      ...consumedCapacity(input.ReturnConsumedCapacity),
    },
  };
}

function readRequirement(operation: 'query' | 'scan', request: Request, tables: Tables): Requirement {
  const table = tables.find(request.TableName);
  const onTable = tables.arn(request.TableName);
  const partition = operation === 'query' && table !== undefined ? [queriedPartition(request, table)] : [];
  return {
    action: operation === 'query' ? 'dynamodb:Query' : 'dynamodb:Scan',
    resource: request.IndexName === undefined ? onTable : `${onTable}/index/${request.IndexName}`,
    context: {
      ...leadingKeys(partition),
      ...consumedCapacity(request.ReturnConsumedCapacity),
      'dynamodb:select': request.Select ?? defaultSelect(request),
    },
  };
}

/** What a read without `Select` gives, by the API reference. */
function defaultSelect(request: Request): string {
  if (request._projection !== undefined || request.AttributesToGet !== undefined)
    return 'SPECIFIC_ATTRIBUTES';
  return request.IndexName === undefined ? 'ALL_ATTRIBUTES' : 'ALL_PROJECTED_ATTRIBUTES';
}

function itemPartitions(requests: readonly Request[], table: Table | undefined): string[] {
  if (table === undefined) return [];
  return requests.map((request) =>
    partitionText(writtenKey(request, table), table.KeySchema[0]!.AttributeName),
  );
}

/**
 * The one partition that a Query reads. It comes from the parsed conditions that the Query is served from, so what
 * is authorized is what is read.
 * @throws ValidationException unless they fix the partition key of the table or index
 */
function queriedPartition(request: Request, table: Table): string {
  planRead('query', request, table);
  const index = indexesOf(table).find(({ IndexName }) => IndexName === request.IndexName);
  const name = (index ?? table).KeySchema[0]!.AttributeName;
  const condition = request.KeyConditions?.[name];
  const [value] = condition?.AttributeValueList ?? [];
  if (condition?.ComparisonOperator !== 'EQ' || value === undefined) {
    throw validationError(`Query condition missed key schema element: ${name}`);
  }
  return String(scalar(value));
}

function partitionText(key: Item, name: string): string {
  return String(scalar(key[name]!));
}

function leadingKeys(values: readonly string[]): Context {
  return values.length === 0 ? {} : { 'dynamodb:leadingkeys': values };
}

function consumedCapacity(mode: unknown): Context {
  return typeof mode === 'string' ? { 'dynamodb:returnconsumedcapacity': mode } : {};
}
