import { createHash } from 'node:crypto';
import { AwsError } from '../types.ts';
import { Consumption, itemSize, READ_PRICE, readUnits, TRANSACTION_WRITE_PRICE } from './capacity.ts';
import type { Database } from './database.ts';
import { project, type Request } from './dynalite.ts';
import { validationError } from './errors.ts';
import type { Change, Items } from './items.ts';
import type { Item, Table } from './model.ts';
import { readTogether } from './reads.ts';
import { canonicalJson } from './values.ts';
import {
  checkCondition,
  itemIdentity,
  prepareWrite,
  refuseCollectionMetrics,
  type WriteOperation,
  writtenKey,
} from './writes.ts';

/** A transaction takes this many items … */
export const MAX_ITEMS = 100;
/** … and this many bytes of them. */
const MAX_BYTES = 4 * 1024 * 1024;
/** How long a ClientRequestToken is remembered. */
const TOKEN_MS = 10 * 60 * 1000;

const DUPLICATE = 'Transaction request cannot include multiple operations on one item';

/** One action of TransactWriteItems; a `ConditionCheck` has no write. */
export interface TransactAction {
  readonly write: WriteOperation | undefined;
  readonly request: Request;
  readonly table: Table;
}

interface CancellationReason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: unknown;
}

/** Transactions. Each runs in one turn of the event loop and one SQLite transaction: no other call sees a half. */
export class Transactions {
  readonly #database: Database;
  readonly #items: Items;

  constructor(database: Database, items: Items) {
    this.#database = database;
    this.#items = items;
  }

  /**
   * TransactWriteItems.
   * @param input the request as the caller wrote it; decides whether a repeated token repeats the request
   * @throws TransactionCanceledException with one reason for each action, in order;
   *   IdempotentParameterMismatchException
   */
  write(actions: readonly TransactAction[], input: Readonly<Record<string, unknown>>): object {
    for (const { table } of actions) refuseCollectionMetrics(input.ReturnItemCollectionMetrics, table);
    const token = (input.ClientRequestToken ?? undefined) as string | undefined;
    const fingerprint = createHash('sha256').update(canonicalJson(input.TransactItems)).digest('hex');
    const consumption = new Consumption();
    if (token !== undefined && this.#wasDone(token, fingerprint)) {
      for (const { request, table } of actions) {
        const item = this.#items.get(table, writtenKey(request, table));
        consumption.addTable(
          table,
          READ_PRICE.transactional * readUnits(item === undefined ? 0 : itemSize(item)),
        );
      }
      return reply({}, consumption, input, 'ReadCapacityUnits');
    }
    const identities = actions.map(({ request, table }) => itemIdentity(table, writtenKey(request, table)));
    if (new Set(identities).size < actions.length) throw validationError(DUPLICATE);

    const prepared = actions.map((action) => this.#prepare(action));
    const reasons = prepared.map((outcome) => ('Code' in outcome ? outcome : { Code: 'None' }));
    if (reasons.some(({ Code }) => Code !== 'None')) throw cancelled(reasons);
    const changes = prepared as Change[];
    checkTotalSize(changes.map(({ old, next }) => Math.max(sizeOf(old), sizeOf(next))));

    this.#database.transaction(() => {
      this.#items.write(changes, consumption, TRANSACTION_WRITE_PRICE);
      if (token !== undefined) {
        this.#database.run(
          'INSERT INTO tokens VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET request = excluded.request, expires = excluded.expires',
          token,
          fingerprint,
          Date.now() + TOKEN_MS,
        );
      }
    });
    return reply({}, consumption, input, 'WriteCapacityUnits');
  }

  /** TransactGetItems. */
  get(
    reads: readonly { readonly request: Request; readonly table: Table }[],
    input: Readonly<Record<string, unknown>>,
  ): object {
    const { found, duplicate } = readTogether(reads, this.#items);
    if (duplicate) throw validationError(DUPLICATE);
    checkTotalSize(found.map(sizeOf));
    const consumption = new Consumption();
    const responses = found.map((item, i) => {
      const { request, table } = reads[i]!;
      consumption.addTable(table, READ_PRICE.transactional * readUnits(sizeOf(item)));
      return item === undefined ? {} : { Item: project(item, request) };
    });
    return reply({ Responses: responses }, consumption, input, 'ReadCapacityUnits');
  }

  /** Forgets the tokens whose time is over. */
  forgetTokens(now: number): void {
    this.#database.run('DELETE FROM tokens WHERE expires <= ?', now);
  }

  #prepare({ write, request, table }: TransactAction): Change | CancellationReason {
    try {
      if (write !== undefined) return prepareWrite(write, request, table, this.#items);
      const key = writtenKey(request, table);
      const old = this.#items.get(table, key);
      checkCondition(request, old);
      return { table, key, old, next: old };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      if (error.code === 'ConditionalCheckFailedException') {
        return { Code: 'ConditionalCheckFailed', Message: error.message, ...error.details };
      }
      return { Code: 'ValidationError', Message: error.message };
    }
  }

  #wasDone(token: string, fingerprint: string): boolean {
    const row = this.#database.row<{ request: string }>(
      'SELECT request FROM tokens WHERE token = ? AND expires > ?',
      token,
      Date.now(),
    );
    if (row === undefined) return false;
    if (row.request === fingerprint) return true;
    throw new AwsError(
      'IdempotentParameterMismatchException',
      'The request uses the same client token as a previous, but non-identical request.',
    );
  }
}

function sizeOf(item: Item | undefined): number {
  return item === undefined ? 0 : itemSize(item);
}

function checkTotalSize(sizes: readonly number[]): void {
  if (sizes.reduce((sum, size) => sum + size, 0) > MAX_BYTES) {
    throw validationError('The aggregate size of the items in the transaction exceeds 4 MB');
  }
}

function cancelled(reasons: readonly CancellationReason[]): AwsError {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    400,
    { CancellationReasons: reasons },
  );
}

function reply(
  body: object,
  consumption: Consumption,
  input: Readonly<Record<string, unknown>>,
  detail: 'ReadCapacityUnits' | 'WriteCapacityUnits',
): object {
  const consumed = consumption.report(input.ReturnConsumedCapacity, detail);
  return consumed.length === 0 ? body : { ...body, ConsumedCapacity: consumed };
}
