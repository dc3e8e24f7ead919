import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Block } from '@aws-sdk/client-textract';
import type { Kind, StartRequest } from './requests.ts';

export interface Job {
  readonly id: string;
  readonly kind: Kind;
  readonly request: StartRequest;
  readonly status: 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED';
  /** Why it failed, in Textract's words. */
  readonly message: string | null;
  readonly pages: number;
}

/** Results are kept for seven days, as Textract keeps them. */
const KEPT_MS = 7 * 24 * 3600 * 1000;

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly request: string;
  readonly status: string;
  readonly message: string | null;
  readonly pages: number;
}

/** Jobs and their results on disk: what was acknowledged survives the end of the process. */
export class JobStore {
  readonly #db: DatabaseSync;
  readonly #dir: string;

  /** @param dir is made when it is not there */
  constructor(dir: string) {
    mkdirSync(dir, { recursive: true });
    this.#dir = dir;
    this.#db = new DatabaseSync(path.join(dir, 'jobs.sqlite'));
    this.#db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      CREATE TABLE IF NOT EXISTS job (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, token TEXT, request TEXT NOT NULL,
        status TEXT NOT NULL, message TEXT, pages INTEGER NOT NULL DEFAULT 0, created INTEGER NOT NULL
      ) STRICT;
      CREATE UNIQUE INDEX IF NOT EXISTS job_token ON job (kind, token) WHERE token IS NOT NULL;
    `);
  }

  create(kind: Kind, request: StartRequest): Job {
    // Textract's ids are 64 hexadecimal digits.
    const id = randomBytes(32).toString('hex');
    this.#db
      .prepare(
        `INSERT INTO job (id, kind, token, request, status, created) VALUES (?, ?, ?, ?, 'IN_PROGRESS', ?)`,
      )
      .run(id, kind, request.token, JSON.stringify(request), Date.now());
    return { id, kind, request, status: 'IN_PROGRESS', message: null, pages: 0 };
  }

  find(kind: Kind, id: string): Job | null {
    return toJob(this.#db.prepare('SELECT * FROM job WHERE kind = ? AND id = ?').get(kind, id));
  }

  byToken(kind: Kind, token: string): Job | null {
    return toJob(this.#db.prepare('SELECT * FROM job WHERE kind = ? AND token = ?').get(kind, token));
  }

  /** Jobs that were started and neither finished nor failed, the oldest first. */
  unfinished(): Job[] {
    const rows = this.#db.prepare(`SELECT * FROM job WHERE status = 'IN_PROGRESS' ORDER BY created`).all();
    return rows.map((row) => toJob(row)!);
  }

  /** Puts a result on disk, then says that it is there. */
  async succeed(id: string, blocks: readonly Block[]): Promise<void> {
    const file = this.#file(id);
    await writeFile(`${file}.tmp`, JSON.stringify(blocks));
    await rename(`${file}.tmp`, file);
    const pages = blocks.filter((block) => block.BlockType === 'PAGE').length;
    this.#db.prepare(`UPDATE job SET status = 'SUCCEEDED', pages = ? WHERE id = ?`).run(pages, id);
  }

  fail(id: string, message: string): void {
    this.#db.prepare(`UPDATE job SET status = 'FAILED', message = ? WHERE id = ?`).run(message, id);
  }

  async blocks(id: string): Promise<Block[]> {
    return JSON.parse(await readFile(this.#file(id), 'utf8')) as Block[];
  }

  /** Forgets what is older than Textract would keep it. */
  async purge(): Promise<void> {
    const old = this.#db.prepare('DELETE FROM job WHERE created < ? RETURNING id').all(Date.now() - KEPT_MS);
    for (const row of old) await rm(this.#file(String(row.id)), { force: true });
  }

  close(): void {
    this.#db.close();
  }

  #file(id: string): string {
    return path.join(this.#dir, `${id}.json`);
  }
}

function toJob(row: unknown): Job | null {
  if (row === undefined) return null;
  const { id, kind, request, status, message, pages } = row as Row;
  return {
    id,
    kind: kind as Kind,
    request: JSON.parse(request) as StartRequest,
    status: status as Job['status'],
    message,
    pages,
  };
}
