/** How far each lane of a stream mapping has come; on disk, so that a restart goes on from there. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { transaction } from '../sqlite.ts';

export class Checkpoints {
  readonly #db: DatabaseSync;

  constructor(dir: string) {
    mkdirSync(dir, { recursive: true });
    this.#db = new DatabaseSync(join(dir, 'lambda-sources.sqlite'));
    this.#db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      CREATE TABLE IF NOT EXISTS checkpoints (
        mapping TEXT NOT NULL, stream TEXT NOT NULL, lanes INTEGER NOT NULL, lane INTEGER NOT NULL, sequence TEXT,
        PRIMARY KEY (mapping, stream, lane)
      ) WITHOUT ROWID;
    `);
  }

  /**
   * The checkpoints of a mapping's lanes; null stands for the oldest record that is kept. A mapping that is new
   * begins at `first`; one whose number of lanes changed begins everywhere where its slowest lane was.
   */
  open(mapping: string, stream: string, lanes: number, first: () => string | null): (string | null)[] {
    const rows = this.#db
      .prepare('SELECT lanes, sequence FROM checkpoints WHERE mapping = ? AND stream = ? ORDER BY lane')
      .all(mapping, stream) as unknown as { lanes: number; sequence: string | null }[];
    const sequences = rows.map((row) => row.sequence);
    if (rows.length === lanes && rows.every((row) => row.lanes === lanes)) return sequences;
    const slowest = rows.length === 0 ? first() : least(sequences);
    transaction(this.#db, () => {
      this.#db.prepare('DELETE FROM checkpoints WHERE mapping = ?').run(mapping);
      const insert = this.#db.prepare(
        'INSERT INTO checkpoints (mapping, stream, lanes, lane, sequence) VALUES (?, ?, ?, ?, ?)',
      );
      for (let lane = 0; lane < lanes; lane++) insert.run(mapping, stream, lanes, lane, slowest);
    });
    return Array.from({ length: lanes }, () => slowest);
  }

  set(mapping: string, stream: string, lane: number, sequence: string): void {
    this.#db
      .prepare('UPDATE checkpoints SET sequence = ? WHERE mapping = ? AND stream = ? AND lane = ?')
      .run(sequence, mapping, stream, lane);
  }

  close(): void {
    this.#db.close();
  }
}

/** The smallest sequence; null, the beginning of the stream, is smaller than any. */
function least(sequences: readonly (string | null)[]): string | null {
  const known = sequences.filter((sequence) => sequence !== null).sort();
  return known.length < sequences.length ? null : (known[0] ?? null);
}
