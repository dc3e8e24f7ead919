import { notImplemented } from '../types.ts';
import { fromCreateTable } from './definition.ts';
import { validationError } from './errors.ts';
import type { Items } from './items.ts';
import type { Table } from './model.ts';
import { streamArn } from './streams.ts';
import type { Tables } from './tables.ts';

type Input = Readonly<Record<string, unknown>>;

/** Operations on tables; the value tells whether IAM sees them on a table or on everything. */
export const ADMIN_OPERATIONS: Readonly<Record<string, 'table' | 'all'>> = {
  CreateTable: 'table',
  DeleteTable: 'table',
  DescribeTable: 'table',
  UpdateTimeToLive: 'table',
  DescribeTimeToLive: 'table',
  ListTables: 'all',
};

/** Serves an operation on tables. */
export function administer(operation: string, input: Input, tables: Tables, items: Items): object {
  switch (operation) {
    case 'CreateTable':
      return { TableDescription: describe(tables.create(fromCreateTable(input)), items) };
    case 'DeleteTable': {
      const table = tables.get(tableName(input));
      const description = describe(table, items);
      tables.delete(table.TableName);
      return { TableDescription: { ...description, TableStatus: 'DELETING' } };
    }
    case 'DescribeTable':
      return { Table: describe(tables.get(tableName(input)), items) };
    case 'ListTables':
      return listTables(input, tables);
    case 'DescribeTimeToLive': {
      const { ttlAttribute } = tables.get(tableName(input));
      return {
        TimeToLiveDescription:
          ttlAttribute === undefined
            ? { TimeToLiveStatus: 'DISABLED' }
            : { TimeToLiveStatus: 'ENABLED', AttributeName: ttlAttribute },
      };
    }
    case 'UpdateTimeToLive':
      return updateTimeToLive(input, tables);
    default:
      throw notImplemented('dynamodb', operation);
  }
}

/** @throws ValidationException */
export function tableName(input: Input): string {
  const { TableName } = input;
  if (typeof TableName !== 'string' || !/^[a-zA-Z0-9_.-]{3,255}$/.test(TableName)) {
    throw validationError('TableName must be 3 to 255 characters of a-z, A-Z, 0-9, _, . and -');
  }
  return TableName;
}

function describe(table: Table, items: Items): Record<string, unknown> {
  const { streamViewType, streamLabel, TableArn, BillingMode } = table;
  const throughput = { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 };
  const indexes = (list: Table['GlobalSecondaryIndexes'], status: object) =>
    list?.map((index) => ({ ...index, IndexArn: `${TableArn}/index/${index.IndexName}`, ...status }));
  const global = indexes(table.GlobalSecondaryIndexes, {
    IndexStatus: 'ACTIVE',
    ProvisionedThroughput: throughput,
  });
  const local = indexes(table.LocalSecondaryIndexes, {});
  return {
    TableName: table.TableName,
    TableArn,
    TableId: table.TableId,
    TableStatus: 'ACTIVE',
    CreationDateTime: table.CreationDateTime,
    KeySchema: table.KeySchema,
    AttributeDefinitions: table.AttributeDefinitions,
    ItemCount: items.count(table),
    DeletionProtectionEnabled: table.DeletionProtectionEnabled,
    ProvisionedThroughput: { ...throughput, ...table.ProvisionedThroughput },
    ...(BillingMode === 'PAY_PER_REQUEST' ? { BillingModeSummary: { BillingMode } } : {}),
    ...(global === undefined ? {} : { GlobalSecondaryIndexes: global }),
    ...(local === undefined ? {} : { LocalSecondaryIndexes: local }),
    ...(streamViewType === undefined
      ? {}
      : {
          StreamSpecification: { StreamEnabled: true, StreamViewType: streamViewType },
          LatestStreamArn: streamArn(table),
          LatestStreamLabel: streamLabel,
        }),
  };
}

function listTables(input: Input, tables: Tables): object {
  const { ExclusiveStartTableName: start, Limit = 100 } = input as {
    ExclusiveStartTableName?: string;
    Limit?: number;
  };
  if (!Number.isInteger(Limit) || Limit < 1 || Limit > 100) throw validationError('Limit must be 1 to 100');
  const names = tables.all().map((table) => table.TableName);
  const rest = names.filter((name) => start === undefined || name > start);
  const page = rest.slice(0, Limit);
  return { TableNames: page, ...(rest.length > Limit ? { LastEvaluatedTableName: page.at(-1) } : {}) };
}

function updateTimeToLive(input: Input, tables: Tables): object {
  const table = tables.get(tableName(input));
  const { AttributeName, Enabled } = (input.TimeToLiveSpecification ?? {}) as Input;
  if (typeof AttributeName !== 'string' || AttributeName === '' || typeof Enabled !== 'boolean') {
    throw validationError('TimeToLiveSpecification needs AttributeName and Enabled');
  }
  if (Enabled && table.ttlAttribute !== undefined) throw validationError('TimeToLive is already enabled');
  if (!Enabled && table.ttlAttribute === undefined) throw validationError('TimeToLive is already disabled');
  if (!Enabled && table.ttlAttribute !== AttributeName) {
    throw validationError(
      `TimeToLive is active on a different AttributeName: current AttributeName is ${table.ttlAttribute}`,
    );
  }
  const { ttlAttribute: _, ...rest } = table;
  tables.update(Enabled ? { ...rest, ttlAttribute: AttributeName } : rest);
  return { TimeToLiveSpecification: { AttributeName, Enabled } };
}
