import { createHash } from 'node:crypto';
import { itemSize } from './capacity.ts';
import type { Database } from './database.ts';
import { type Item, keyOf, type StreamRecord, type Table } from './model.ts';

/** How long change records are kept. */
export const RETENTION_MS = 24 * 3600 * 1000;

// Sequence numbers are 21 digits, as AWS's are, so that they also compare as text.
const FIRST_SEQUENCE = 10n ** 20n;

type Stored = Omit<StreamRecord, 'eventID' | 'eventSourceARN' | 'dynamodb'> & {
  readonly dynamodb: Omit<StreamRecord['dynamodb'], 'SequenceNumber'>;
};

/** The ARN of a table's current stream. */
export function streamArn(table: Table): string | undefined {
  return table.streamLabel === undefined ? undefined : `${table.TableArn}/stream/${table.streamLabel}`;
}

/** The change records of all tables. */
export class ChangeLog {
  readonly #database: Database;
  readonly #region: string;
  readonly #listeners = new Map<string, Set<() => void>>();

  constructor(database: Database, region: string) {
    this.#database = database;
    this.#region = region;
  }

  /** Records one change of an item, in the transaction that makes the change. */
  append(table: Table, old: Item | undefined, next: Item | undefined, byTimeToLive: boolean): void {
    const view = table.streamViewType;
    if (view === undefined) return;
    const now = Date.now();
    const keys = keyOf(table, (next ?? old)!);
    const newImage = next !== undefined && (view === 'NEW_IMAGE' || view === 'NEW_AND_OLD_IMAGES');
    const oldImage = old !== undefined && (view === 'OLD_IMAGE' || view === 'NEW_AND_OLD_IMAGES');
    const record: Stored = {
      eventName: old === undefined ? 'INSERT' : next === undefined ? 'REMOVE' : 'MODIFY',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: this.#region,
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(now / 1000),
        Keys: keys,
        ...(newImage ? { NewImage: next } : {}),
        ...(oldImage ? { OldImage: old } : {}),
        SizeBytes: itemSize(keys) + (newImage ? itemSize(next) : 0) + (oldImage ? itemSize(old) : 0),
        StreamViewType: view,
      },
      ...(byTimeToLive
        ? { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } as const }
        : {}),
    };
    this.#database.run(
      'INSERT INTO changes (table_id, label, created, record) VALUES (?, ?, ?, ?)',
      table.id,
      table.streamLabel!,
      now,
      JSON.stringify(record),
    );
  }

  /** Wakes who waits for records of a table. Called after the change is committed. */
  wake(table: Table): void {
    for (const listener of this.#listeners.get(table.TableName) ?? []) queueMicrotask(listener);
  }

  /** Has `listener` called after each change of a table; gives the function that ends this. */
  onRecords(tableName: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(tableName) ?? new Set();
    this.#listeners.set(tableName, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /**
   * Records of a table's current stream, oldest first.
   * @param after sequence number of the last record already read; null: from the oldest there is
   */
  read(table: Table, after: string | null, limit: number): StreamRecord[] {
    const arn = streamArn(table);
    if (arn === undefined) return [];
    const rows = this.#database.rows<{ sequence: number; record: string }>(
      'SELECT sequence, record FROM changes WHERE table_id = ? AND label = ? AND sequence > ? ORDER BY sequence LIMIT ?',
      table.id,
      table.streamLabel!,
      after === null ? 0 : rowOf(after),
      limit,
    );
    return [...rows].map(({ sequence, record }) => {
      const stored = JSON.parse(record) as Stored;
      const eventID = createHash('md5').update(`${arn}:${sequence}`).digest('hex');
      return {
        eventID,
        ...stored,
        eventSourceARN: arn,
        dynamodb: { ...stored.dynamodb, SequenceNumber: sequenceOf(sequence) },
      };
    });
  }

  /** Sequence number of the newest record of a table's current stream; null when there is none. */
  latest(table: Table): string | null {
    const row = this.#database.row<{ sequence: number | null }>(
      'SELECT max(sequence) AS sequence FROM changes WHERE table_id = ? AND label = ?',
      table.id,
      table.streamLabel ?? '',
    );
    return row?.sequence == null ? null : sequenceOf(row.sequence);
  }

  /** Forgets the records of before the retention time. */
  trim(now: number): void {
    this.#database.run('DELETE FROM changes WHERE created < ?', now - RETENTION_MS);
  }
}

/** Whether a text is a sequence number of ours. */
export function isSequenceNumber(text: unknown): text is string {
  return typeof text === 'string' && /^1\d{20}$/.test(text);
}

/** The sequence number just before another. */
export function precedingSequence(sequence: string): string {
  return String(BigInt(sequence) - 1n);
}

function sequenceOf(row: number): string {
  return String(FIRST_SEQUENCE + BigInt(row));
}

function rowOf(sequence: string): number {
  if (!isSequenceNumber(sequence)) throw new RangeError(`Not a sequence number: ${sequence}`);
  return Number(BigInt(sequence) - FIRST_SEQUENCE);
}
