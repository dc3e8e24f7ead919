/** The queues' behaviour: send, receive, delete, visibility, dead letters. Synchronous but for waiting. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { AwsError } from '../types.ts';
import { checkMessage, invalidValue } from './message.ts';
import type { QueueConfig } from './queue.ts';
import type { MessageRow, QueueRow, Store } from './store.ts';
import type { ReceiveOptions, SendOptions, SentMessage } from './types.ts';
import { Waiters } from './waiters.ts';

/** A queue with its configuration read. */
export interface Queue extends Omit<QueueRow, 'config'> {
  readonly config: QueueConfig;
}

const DEDUPLICATION_MS = 5 * 60_000;
const FIFO_ID = /^[A-Za-z0-9!"#$%&'()*+,./:;<=>?@[\\\]^_`{|}~-]{1,128}$/;
/** A message can stay hidden for 12 hours after it was received. */
const LONGEST_VISIBILITY_SECONDS = 43_200;

export class Engine {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #waiters = new Waiters();
  readonly #queues = new Map<string, Queue>();
  #closed = false;

  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
    for (const row of store.all<QueueRow>('SELECT * FROM queues')) this.#remember(row);
  }

  queues(): readonly Queue[] {
    return [...this.#queues.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** @throws AwsError QueueDoesNotExist */
  queue(name: string): Queue {
    const found = this.#queues.get(name);
    if (found === undefined) {
      throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
    }
    return found;
  }

  queueByArn(arn: string): Queue {
    const found = this.queue(arn.split(':').at(-1) ?? '');
    if (found.arn !== arn) throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
    return found;
  }

  putQueue(name: string, arn: string, config: QueueConfig): void {
    const text = JSON.stringify(config);
    const now = this.#now();
    this.#store.run(
      `INSERT INTO queues (name, arn, config, created_at, modified_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET config = excluded.config, modified_at = excluded.modified_at
       WHERE queues.config <> excluded.config`,
      name,
      arn,
      text,
      now,
      now,
    );
    this.#remember(this.#store.get<QueueRow>('SELECT * FROM queues WHERE name = ?', name)!);
    this.#waiters.wake(name);
  }

  send(queue: Queue, body: string, options: SendOptions): SentMessage {
    const attributes = options.attributes ?? {};
    const { config } = queue;
    checkMessage(body, attributes, config.maximumMessageSize);
    const deduplication = this.#fifoRules(queue, body, options);
    const delay = options.delaySeconds ?? config.delaySeconds;
    if (!Number.isInteger(delay) || delay < 0 || delay > 900) {
      throw invalidValue(
        `Value ${delay} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.`,
      );
    }
    const now = this.#now();
    const sent = this.#store.transaction((): SentMessage => {
      if (deduplication !== undefined) {
        const known = this.#duplicate(queue, deduplication.key, now);
        if (known !== undefined) return known;
      }
      const id = randomUUID();
      const sequence = this.#insert({
        queue: queue.name,
        id,
        body,
        attributes: JSON.stringify(attributes),
        trace_header: options.traceHeader ?? null,
        sender: options.senderId ?? queue.arn.split(':')[4]!,
        group_id: options.groupId ?? null,
        deduplication_id: deduplication?.id ?? null,
        sent_at: now,
        visible_at: now + delay * 1000,
        receive_count: 0,
        source_arn: null,
      });
      if (deduplication !== undefined) {
        this.#store.run(
          'INSERT OR REPLACE INTO deduplications (queue, key, message_id, seq, expires_at) VALUES (?, ?, ?, ?, ?)',
          queue.name,
          deduplication.key,
          id,
          sequence,
          now + DEDUPLICATION_MS,
        );
      }
      return { messageId: id, ...(config.fifo ? { sequenceNumber: sequenceNumber(sequence) } : {}) };
    });
    this.#waiters.wake(queue.name);
    return sent;
  }

  /** Waits up to `waitSeconds` for the first message; gives what there is then, at most `maxMessages`. */
  async receive(queue: Queue, options: ReceiveOptions): Promise<MessageRow[]> {
    const wait = options.waitSeconds ?? queue.config.receiveWaitSeconds;
    const until = this.#now() + wait * 1000;
    for (;;) {
      if (this.#closed || options.signal?.aborted) return [];
      // A deployment may change the queue while a receiver waits.
      const messages = this.#take(
        this.queue(queue.name),
        options.maxMessages ?? 1,
        options.visibilityTimeout,
      );
      const now = this.#now();
      if (messages.length > 0 || now >= until) return messages;
      const next = this.#store.nextVisible(queue.name, now) ?? until;
      await this.#waiters.wait(queue.name, Math.min(until, next) - now, options.signal);
    }
  }

  /** Deletes a received message. An old handle of a standard queue deletes nothing, as in SQS. */
  delete(queue: Queue, receiptHandle: string): void {
    const { seq, receipt } = readHandle(receiptHandle);
    const row = this.#store.get<MessageRow>(
      'SELECT * FROM messages WHERE seq = ? AND queue = ?',
      seq,
      queue.name,
    );
    if (row === undefined || row.receipt !== receipt) return;
    if (queue.config.fifo && row.visible_at <= this.#now()) {
      throw invalidValue(
        `Value ${receiptHandle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
      );
    }
    this.#store.run('DELETE FROM messages WHERE seq = ?', seq);
    this.#waiters.wake(queue.name);
  }

  changeVisibility(queue: Queue, receiptHandle: string, seconds: number): void {
    if (!Number.isInteger(seconds) || seconds < 0 || seconds > LONGEST_VISIBILITY_SECONDS) {
      throw invalidValue(`Value ${seconds} for parameter VisibilityTimeout is invalid.`);
    }
    const { seq, receipt } = readHandle(receiptHandle);
    const now = this.#now();
    const { changes } = this.#store.run(
      'UPDATE messages SET visible_at = ? WHERE seq = ? AND queue = ? AND receipt = ? AND visible_at > ?',
      now + seconds * 1000,
      seq,
      queue.name,
      receipt,
      now,
    );
    if (changes === 0) {
      throw new AwsError('MessageNotInflight', 'The specified message is not in flight.');
    }
    this.#waiters.wake(queue.name);
  }

  /** Makes every message in flight visible again, for a consumer that knows its receivers are gone. */
  release(queue: Queue): void {
    const now = this.#now();
    this.#store.run(
      'UPDATE messages SET visible_at = ?1 WHERE queue = ?2 AND receipt IS NOT NULL AND visible_at > ?1',
      now,
      queue.name,
    );
    this.#waiters.wake(queue.name);
  }

  purge(queue: Queue): void {
    this.#store.run('DELETE FROM messages WHERE queue = ?', queue.name);
  }

  /** Moves the dead letters of a queue back to where they came from, or all to one destination. */
  moveMessages(source: Queue, destination: Queue | undefined): { handle: string; moved: number } {
    const now = this.#now();
    const handle = randomUUID();
    const targets = new Set<string>();
    const moved = this.#store.transaction(() => {
      let count = 0;
      for (const row of this.#store.receivable(source.name, false, now, -1)) {
        const target = destination ?? this.#origin(row);
        if (target === undefined) continue;
        // A redriven message is a new one. Source: SQS developer guide, dead-letter queue redrive.
        this.#store.run('DELETE FROM messages WHERE seq = ?', row.seq);
        this.#insert({
          ...row,
          queue: target.name,
          id: randomUUID(),
          sent_at: now,
          visible_at: now,
          receive_count: 0,
          source_arn: null,
        });
        targets.add(target.name);
        count++;
      }
      this.#store.run(
        'INSERT INTO moves (handle, source_arn, destination_arn, moved, started_at) VALUES (?, ?, ?, ?, ?)',
        handle,
        source.arn,
        destination?.arn ?? null,
        count,
        now,
      );
      return count;
    });
    for (const name of targets) this.#waiters.wake(name);
    return { handle, moved };
  }

  /** Ends all waiting; receivers get nothing. */
  close(): void {
    this.#closed = true;
    for (const { name } of this.queues()) this.#waiters.wake(name);
  }

  #remember(row: QueueRow): void {
    this.#queues.set(row.name, { ...row, config: JSON.parse(row.config) as QueueConfig });
  }

  #origin(row: MessageRow): Queue | undefined {
    return row.source_arn === null ? undefined : this.#queues.get(row.source_arn.split(':').at(-1)!);
  }

  #insert(row: Omit<MessageRow, 'seq' | 'first_received_at' | 'receipt'>): number {
    return this.#store.run(
      `INSERT INTO messages (queue, id, body, attributes, trace_header, sender, group_id, deduplication_id,
         sent_at, visible_at, receive_count, source_arn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      row.queue,
      row.id,
      row.body,
      row.attributes,
      row.trace_header,
      row.sender,
      row.group_id,
      row.deduplication_id,
      row.sent_at,
      row.visible_at,
      row.receive_count,
      row.source_arn,
    ).lastInsertRowid;
  }

  #fifoRules(queue: Queue, body: string, options: SendOptions): { id: string; key: string } | undefined {
    const { groupId, deduplicationId } = options;
    for (const [name, id] of Object.entries({
      MessageGroupId: groupId,
      MessageDeduplicationId: deduplicationId,
    })) {
      if (id !== undefined && !FIFO_ID.test(id))
        throw invalidValue(`Value ${id} for parameter ${name} is invalid.`);
    }
    if (!queue.config.fifo) {
      if (deduplicationId === undefined) return undefined;
      throw invalidValue(
        `Value ${deduplicationId} for parameter MessageDeduplicationId is invalid. ${NOT_FOR_TYPE}`,
      );
    }
    if (groupId === undefined) {
      throw new AwsError('MissingParameter', 'The request must contain the parameter MessageGroupId.');
    }
    if (options.delaySeconds !== undefined && options.delaySeconds !== 0) {
      throw invalidValue(
        `Value ${options.delaySeconds} for parameter DelaySeconds is invalid. ${NOT_FOR_TYPE}`,
      );
    }
    const content = queue.config.contentBasedDeduplication ? sha256(body) : undefined;
    const id = deduplicationId ?? content;
    if (id === undefined) {
      throw invalidValue(
        'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
      );
    }
    return { id, key: queue.config.deduplicationPerGroup ? `${groupId}\n${id}` : id };
  }

  #duplicate(queue: Queue, key: string, now: number): SentMessage | undefined {
    this.#store.run('DELETE FROM deduplications WHERE queue = ? AND expires_at <= ?', queue.name, now);
    const known = this.#store.get<{ message_id: string; seq: number }>(
      'SELECT message_id, seq FROM deduplications WHERE queue = ? AND key = ?',
      queue.name,
      key,
    );
    return known && { messageId: known.message_id, sequenceNumber: sequenceNumber(known.seq) };
  }

  /** Takes messages into flight; those received too often go to the dead-letter queue instead. */
  #take(queue: Queue, limit: number, visibilityTimeout = queue.config.visibilityTimeout): MessageRow[] {
    const { name, config } = queue;
    const now = this.#now();
    const oldest = now - config.retentionSeconds * 1000;
    const target = config.redrive && this.#queues.get(config.redrive.deadLetterTargetArn.split(':').at(-1)!);
    // Most polls find nothing: look before a write transaction is opened.
    if (this.#store.receivable(name, config.fifo, now, 1).length === 0) return [];
    const dead: MessageRow[] = [];
    const taken = this.#store.transaction(() => {
      this.#store.run('DELETE FROM messages WHERE queue = ? AND sent_at < ?', name, oldest);
      const receivable = () => this.#store.receivable(name, config.fifo, now, limit);
      let rows = receivable();
      if (config.redrive !== undefined && target !== undefined) {
        const { maxReceiveCount } = config.redrive;
        for (;;) {
          const exhausted = rows.filter(({ receive_count }) => receive_count >= maxReceiveCount);
          if (exhausted.length === 0) break;
          for (const row of exhausted) this.#bury(row, queue, target, now);
          dead.push(...exhausted);
          // Those behind them come instead.
          rows = receivable();
        }
      }
      return rows.map((row): MessageRow => {
        const receipt = randomBytes(12).toString('hex');
        const visible_at = now + visibilityTimeout * 1000;
        const first_received_at = row.first_received_at ?? now;
        this.#store.run(
          `UPDATE messages SET receipt = ?, visible_at = ?, receive_count = receive_count + 1, first_received_at = ?
           WHERE seq = ?`,
          receipt,
          visible_at,
          first_received_at,
          row.seq,
        );
        return { ...row, receipt, visible_at, first_received_at, receive_count: row.receive_count + 1 };
      });
    });
    if (dead.length > 0 && target !== undefined) this.#waiters.wake(target.name);
    return taken;
  }

  /** A dead letter keeps its id and, in a standard queue, its age; a FIFO queue starts its age anew. */
  #bury(row: MessageRow, source: Queue, target: Queue, now: number): void {
    this.#store.run('DELETE FROM messages WHERE seq = ?', row.seq);
    this.#insert({
      ...row,
      queue: target.name,
      sent_at: source.config.fifo ? now : row.sent_at,
      visible_at: now,
      source_arn: source.arn,
    });
  }
}

const NOT_FOR_TYPE = 'Reason: The request includes a parameter that is not valid for this queue type.';

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A receipt handle names the message and one receive of it. */
export function receiptHandle(row: MessageRow): string {
  return Buffer.from(`${row.seq}:${row.receipt}`).toString('base64');
}

function readHandle(handle: string): { seq: number; receipt: string } {
  const [, seq, receipt] = /^(\d{1,15}):([0-9a-f]{24})$/.exec(Buffer.from(handle, 'base64').toString()) ?? [];
  if (seq === undefined || receipt === undefined) {
    throw new AwsError(
      'ReceiptHandleIsInvalid',
      `The input receipt handle "${handle}" is not a valid receipt handle.`,
    );
  }
  return { seq: Number(seq), receipt };
}

/** Twenty digits, as SQS gives. */
export function sequenceNumber(seq: number): string {
  return String(seq).padStart(20, '0');
}
