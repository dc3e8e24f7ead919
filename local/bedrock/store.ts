/** The script and what was asked, on disk: a restart goes on where the script was. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { transaction } from '../sqlite.ts';
import type { ConverseRequest } from './request.ts';
import { matches, type ParsedEntry, parseEntries } from './script.ts';

/** One call of Converse and what became of it. */
export interface Asked {
  readonly time: string;
  readonly modelId: string;
  /** The tool that had to be used, or the first that was offered. */
  readonly tool: string | null;
  readonly system: string;
  /** What the user's side said, tool results included. */
  readonly text: string;
  readonly answeredBy: 'script' | 'model' | 'nobody';
  /** The stop reason, or the error's name. */
  readonly outcome: string;
}

/** Calls that are kept, the newest. */
const KEPT = 500;

export interface ScriptStore {
  /** Puts these entries in the place of those before, and counts calls anew. */
  readonly replace: (entries: readonly ParsedEntry[]) => void;
  /** The first entry that answers the call; the call counts for every entry whose conditions it meets. */
  readonly take: (request: ConverseRequest) => ParsedEntry | undefined;
  readonly entries: () => readonly ParsedEntry[];
  readonly record: (asked: Asked) => void;
  /** The oldest first. */
  readonly asked: () => readonly Asked[];
  /** Forgets the script and what was asked. */
  readonly clear: () => void;
  readonly close: () => void;
}

interface EntryRow {
  readonly position: number;
  readonly entry: string;
  readonly calls: number;
}

export function openScriptStore(dir: string): ScriptStore {
  mkdirSync(dir, { recursive: true });
  const database = new DatabaseSync(join(dir, 'bedrock.sqlite'));
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS entry (position INTEGER PRIMARY KEY, entry TEXT NOT NULL, calls INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS asked (id INTEGER PRIMARY KEY AUTOINCREMENT, asked TEXT NOT NULL)`);
  const rows = database.prepare('SELECT position, entry, calls FROM entry ORDER BY position');
  const insert = database.prepare('INSERT INTO entry VALUES (?, ?, 0)');
  const count = database.prepare('UPDATE entry SET calls = calls + 1 WHERE position = ?');
  const add = database.prepare('INSERT INTO asked (asked) VALUES (?)');
  const trim = database.prepare('DELETE FROM asked WHERE id <= (SELECT max(id) FROM asked) - ?');
  const allAsked = database.prepare('SELECT asked FROM asked ORDER BY id');

  const stored = () =>
    (rows.all() as unknown as EntryRow[]).map((row) => ({
      ...row,
      parsed: parseEntries([JSON.parse(row.entry)])[0]!,
    }));

  return {
    replace: (entries) =>
      transaction(database, () => {
        database.exec('DELETE FROM entry');
        for (const [position, entry] of entries.entries()) insert.run(position, JSON.stringify(entry));
      }),
    take: (request) =>
      transaction(database, () => {
        let taken: ParsedEntry | undefined;
        for (const { position, calls, parsed } of stored()) {
          if (!matches(parsed, request)) continue;
          count.run(position);
          if (parsed.when.call === undefined || parsed.when.call === calls + 1) taken ??= parsed;
        }
        return taken;
      }),
    entries: () => stored().map(({ parsed }) => parsed),
    record: (asked) => {
      add.run(JSON.stringify(asked));
      trim.run(KEPT);
    },
    asked: () => (allAsked.all() as unknown as { asked: string }[]).map(({ asked }) => JSON.parse(asked)),
    clear: () => transaction(database, () => database.exec('DELETE FROM entry; DELETE FROM asked')),
    close: () => database.close(),
  };
}
