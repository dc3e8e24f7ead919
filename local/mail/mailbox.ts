import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { transaction } from '../sqlite.ts';
import type { Mail, OutgoingMail } from './mail.ts';
import { mailboxPage } from './page.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS mail (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  message TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS recipient (
  address TEXT NOT NULL,
  number INTEGER NOT NULL REFERENCES mail(number),
  PRIMARY KEY (address, number)
) WITHOUT ROWID;
`;

/** The bare address of `Jane <jane@acme.example>`, in lower case. */
function addressOf(recipient: string): string {
  return (/<([^<>]*)>\s*$/.exec(recipient)?.[1] ?? recipient).trim().toLowerCase();
}

/** Every message that the local runtime's services send, kept on disk. */
export class Mailbox {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#database.exec(SCHEMA);
  }

  /**
   * Stores a message; when this returns, it is on disk.
   * @throws RangeError when nobody is addressed
   */
  deliver(mail: OutgoingMail): Mail {
    if (mail.to.length === 0) throw new RangeError('A message needs at least one recipient.');
    const stored: Mail = { ...mail, id: randomUUID(), receivedAt: new Date().toISOString() };
    transaction(this.#database, () => {
      const { lastInsertRowid } = this.#database
        .prepare('INSERT INTO mail (id, message) VALUES (?, ?)')
        .run(stored.id, JSON.stringify(stored));
      const address = this.#database.prepare(
        'INSERT OR IGNORE INTO recipient (address, number) VALUES (?, ?)',
      );
      for (const recipient of stored.to) address.run(addressOf(recipient), lastInsertRowid);
    });
    return stored;
  }

  /** Messages, newest first; `to` is one bare address, in any case. */
  list({
    to,
    limit = 100,
  }: {
    readonly to?: string | undefined;
    readonly limit?: number;
  } = {}): readonly Mail[] {
    const rows =
      to === undefined
        ? this.#database.prepare('SELECT message FROM mail ORDER BY number DESC LIMIT ?').all(limit)
        : this.#database
            .prepare(
              'SELECT message FROM mail JOIN recipient USING (number) WHERE address = ? ORDER BY number DESC LIMIT ?',
            )
            .all(addressOf(to), limit);
    return rows.map((row) => JSON.parse(String(row.message)) as Mail);
  }

  /** The mailbox as a page, newest first; it needs no script and carries its own content security policy. */
  page(to?: string): string {
    return mailboxPage(this.list({ to }), to);
  }

  /** The mailbox as a JSON document: `{"messages": [Mail, …]}`, newest first. */
  json(to?: string): string {
    return JSON.stringify({ messages: this.list({ to }) });
  }

  close(): void {
    this.#database.close();
  }
}

/** Opens the mailbox in `dir/mail.db`; the folder is made when it is missing. */
export function openMailbox({ dir }: { readonly dir: string }): Mailbox {
  mkdirSync(dir, { recursive: true });
  const database = new DatabaseSync(join(dir, 'mail.db'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;');
  return new Mailbox(database);
}
