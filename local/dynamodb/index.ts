import {
  AwsError,
  type AwsService,
  type Call,
  type Deployed,
  type Reply,
  type Requirement,
  type Resource,
  type ResourceProvider,
} from '../types.ts';
import { administer } from './admin.ts';
import { Database } from './database.ts';
import { fromTemplate } from './definition.ts';
import { Items } from './items.ts';
import type { StreamRecord } from './model.ts';
import { read } from './query.ts';
import { batchGet, getItem } from './reads.ts';
import { type Parsed, parse } from './requests.ts';
import { requirementsOf } from './requirements.ts';
import { serveStreams } from './stream-api.ts';
import { ChangeLog, streamArn } from './streams.ts';
import { Tables } from './tables.ts';
import { Transactions } from './transactions.ts';
import { deleteExpired } from './ttl.ts';
import { batchWrite, write } from './writes.ts';

export type { StreamRecord } from './model.ts';

const MAX_REQUEST_BYTES = 16 * 1024 * 1024;
const SWEEP_MS = 5_000;

/**
 * DynamoDB and DynamoDB Streams on one SQLite file: tables, indexes, conditions, transactions, change streams and
 * time to live, with the capacity units that AWS would count. Expressions, request validation and update semantics
 * are dynalite's. Every call is served in one turn of the event loop, so calls never see each other half done.
 */
export class DynamoDb implements AwsService, ResourceProvider {
  readonly name = 'dynamodb';
  readonly types = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'] as const;
  readonly #region: string;
  readonly #database: Database;
  readonly #log: ChangeLog;
  readonly #items: Items;
  readonly #tables: Tables;
  readonly #transactions: Transactions;
  readonly #sweeper: NodeJS.Timeout;
  // A call is parsed once, for its permissions and for its answer: what is authorized is what is served.
  readonly #parsed = new WeakMap<Call, Parsed>();

  /** @see openDynamoDb */
  constructor(options: { readonly dir: string; readonly account: string; readonly region: string }) {
    const { dir, account, region } = options;
    this.#region = region;
    this.#database = new Database(dir);
    this.#log = new ChangeLog(this.#database, region);
    this.#items = new Items(this.#database, this.#log);
    this.#tables = new Tables(this.#database, this.#items, `arn:aws:dynamodb:${region}:${account}:table/`);
    this.#transactions = new Transactions(this.#database, this.#items);
    this.#sweeper = setInterval(() => this.sweep(Date.now()), SWEEP_MS).unref();
  }

  /** @throws ValidationException for a call whose partition keys cannot be told */
  requirements(call: Call): readonly Requirement[] {
    return requirementsOf(this.#parse(call), this.#tables);
  }

  async handle(call: Call): Promise<Reply> {
    return {
      status: 200,
      headers: { 'content-type': 'application/x-amz-json-1.0' },
      body: JSON.stringify(this.#serve(this.#take(call))),
    };
  }

  /**
   * Creates the table of a template, or brings the existing one, with its items, to what the template says.
   * @throws ValidationException for a change that no table can undergo
   */
  deploy(resource: Resource): Deployed {
    const definition = fromTemplate(resource, this.#region);
    const exists = this.#tables.find(definition.TableName) !== undefined;
    const table = exists ? this.#tables.update(definition) : this.#tables.create(definition);
    const StreamArn = streamArn(table);
    return {
      ref: table.TableName,
      attributes: {
        Arn: table.TableArn,
        TableId: table.TableId,
        ...(StreamArn === undefined ? {} : { StreamArn }),
      },
    };
  }

  /**
   * Change records of a table, oldest first.
   * @param afterSequence sequence number of the last record already read; null: from the oldest that is kept
   * @throws ResourceNotFoundException
   */
  readStream(tableName: string, afterSequence: string | null, limit: number): StreamRecord[] {
    return this.#log.read(this.#tables.get(tableName), afterSequence, limit);
  }

  /** Sequence number of a table's newest change record, to read after from now on; null when there is none. */
  latestSequence(tableName: string): string | null {
    return this.#log.latest(this.#tables.get(tableName));
  }

  /** Has `listener` called when a table has new change records; the returned function ends that. */
  onStreamRecords(tableName: string, listener: () => void): () => void {
    return this.#log.onRecords(tableName, listener);
  }

  /**
   * Deletes the items whose time to live is over, and forgets change records after 24 hours and client tokens
   * after 10 minutes. Runs by itself every few seconds.
   * @param now milliseconds since 1970
   */
  sweep(now: number): void {
    for (const table of this.#tables.all()) deleteExpired(table, now, this.#items);
    this.#log.trim(now);
    this.#transactions.forgetTokens(now);
  }

  close(): void {
    clearInterval(this.#sweeper);
    this.#database.close();
  }

  #parse(call: Call): Parsed {
    const known = this.#parsed.get(call);
    if (known !== undefined) return known;
    if (call.body.length > MAX_REQUEST_BYTES) {
      throw new AwsError('RequestEntityTooLargeException', 'The request is larger than 16 MB', 413);
    }
    const parsed = parse(call.operation, call.input);
    this.#parsed.set(call, parsed);
    return parsed;
  }

  /** The parsed call, to be served once: serving an update resolves values within its expression. */
  #take(call: Call): Parsed {
    const parsed = this.#parse(call);
    this.#parsed.delete(call);
    return parsed;
  }

  #serve(parsed: Parsed): object {
    const items = this.#items;
    const tableOf = (request: { readonly TableName: string }) => this.#tables.get(request.TableName);
    switch (parsed.kind) {
      case 'get':
        return getItem(parsed.item.request, tableOf(parsed.item.request), items);
      case 'write':
        return write(parsed.item.write, parsed.item.request, tableOf(parsed.item.request), items);
      case 'read':
        return read(parsed.operation, parsed.request, tableOf(parsed.request), this.#database);
      case 'batchGet': {
        const reads = parsed.reads.map(({ request, original }) => ({
          request,
          original,
          table: tableOf(request),
        }));
        return batchGet(reads, parsed.input.ReturnConsumedCapacity, items);
      }
      case 'batchWrite': {
        const writes = parsed.writes.map(({ write: operation, request }) => ({
          operation,
          request,
          table: tableOf(request),
        }));
        return batchWrite(writes, parsed.input, items);
      }
      case 'transactWrite': {
        const actions = parsed.actions.map((action) => ({ ...action, table: tableOf(action.request) }));
        return this.#transactions.write(actions, parsed.input);
      }
      case 'transactGet': {
        const reads = parsed.reads.map(({ request }) => ({ request, table: tableOf(request) }));
        return this.#transactions.get(reads, parsed.input);
      }
      case 'admin':
        return administer(parsed.operation, parsed.input, this.#tables, items);
      case 'streams':
        return serveStreams(parsed.operation, parsed.input, this.#tables, this.#log);
    }
  }
}

/** Opens the DynamoDB whose data is in `dir`; the folder is made when it is not there. */
export async function openDynamoDb(options: {
  readonly dir: string;
  readonly account: string;
  readonly region: string;
}): Promise<DynamoDb> {
  return new DynamoDb(options);
}
