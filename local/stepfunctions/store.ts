/** Machines, executions, state visits and histories in one SQLite file. */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { transaction } from '../sqlite.ts';
import type { EventDraft } from './history.ts';
import type { ExecutionStatus, StateVisit } from './types.ts';

export interface MachineRow {
  readonly arn: string;
  readonly name: string;
  readonly definition: string;
  readonly role_arn: string;
  readonly created_at: number;
}

export interface ExecutionRow {
  readonly arn: string;
  readonly machine_arn: string;
  readonly name: string;
  /** The definition and role that the execution was started with; a later deployment does not change it. */
  readonly definition: string;
  readonly role_arn: string;
  readonly input: string;
  readonly status: ExecutionStatus;
  readonly started_at: number;
  readonly stopped_at: number | null;
  readonly output: string | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly redrive_count: number;
  readonly redriven_at: number | null;
}

export interface VisitRow {
  readonly id: number;
  readonly execution: string;
  readonly name: string;
  readonly input: string;
  readonly entered_at: number;
  readonly exited_at: number | null;
  readonly status: StateVisit['status'];
  readonly error: string | null;
  readonly cause: string | null;
}

export interface EventRow {
  readonly id: number;
  readonly event: string;
}

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS definitions (hash TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS machines (
    arn TEXT PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL, role_arn TEXT NOT NULL, created_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS executions (
    arn TEXT PRIMARY KEY, machine_arn TEXT NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL, role_arn TEXT NOT NULL,
    input TEXT NOT NULL, status TEXT NOT NULL, started_at INTEGER NOT NULL, stopped_at INTEGER, output TEXT,
    error TEXT, cause TEXT, redrive_count INTEGER NOT NULL DEFAULT 0, redriven_at INTEGER
  );
  CREATE INDEX IF NOT EXISTS executions_by_machine ON executions (machine_arn, started_at);
  CREATE INDEX IF NOT EXISTS executions_by_status ON executions (status);
  CREATE TABLE IF NOT EXISTS visits (
    id INTEGER PRIMARY KEY AUTOINCREMENT, execution TEXT NOT NULL, name TEXT NOT NULL, input TEXT NOT NULL,
    entered_at INTEGER NOT NULL, exited_at INTEGER, status TEXT NOT NULL, output TEXT, error TEXT, cause TEXT
  );
  CREATE INDEX IF NOT EXISTS visits_by_execution ON visits (execution, id);
  CREATE TABLE IF NOT EXISTS events (
    execution TEXT NOT NULL, id INTEGER NOT NULL, event TEXT NOT NULL, PRIMARY KEY (execution, id)
  ) WITHOUT ROWID;
`;

const EXECUTION = 'SELECT e.*, d.text AS definition FROM executions e JOIN definitions d ON d.hash = e.hash';

/** What a list of executions is narrowed to. */
export interface ExecutionFilter {
  readonly machineArn?: string;
  readonly status?: ExecutionStatus;
  readonly redriven?: boolean;
}

/** Plain access to the tables; every method is synchronous, so a caller groups them with {@link transaction}. */
export class Store {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();

  constructor(dir: string) {
    mkdirSync(dir, { recursive: true });
    this.#db = new DatabaseSync(join(dir, 'stepfunctions.sqlite'));
    this.#db.exec(SCHEMA);
  }

  close(): void {
    this.#db.close();
  }

  /** All or nothing: what it wrote is on its way to disk when it returns. */
  transaction<T>(work: () => T): T {
    return transaction(this.#db, work);
  }

  putMachine(machine: MachineRow): void {
    const hash = this.#putDefinition(machine.definition);
    this.#run(
      `INSERT INTO machines (arn, name, hash, role_arn, created_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (arn) DO UPDATE SET hash = excluded.hash, role_arn = excluded.role_arn`,
      machine.arn,
      machine.name,
      hash,
      machine.role_arn,
      machine.created_at,
    );
  }

  machine(arn: string): MachineRow | undefined {
    const sql =
      'SELECT m.*, d.text AS definition FROM machines m JOIN definitions d ON d.hash = m.hash WHERE m.arn = ?';
    return this.#get<MachineRow>(sql, arn);
  }

  machines(): MachineRow[] {
    return this.#all<MachineRow>(
      'SELECT m.*, d.text AS definition FROM machines m JOIN definitions d ON d.hash = m.hash ORDER BY m.name',
    );
  }

  addExecution(arn: string, machine: MachineRow, name: string, input: string, at: number): void {
    this.#run(
      `INSERT INTO executions (arn, machine_arn, name, hash, role_arn, input, status, started_at)
       VALUES (?, ?, ?, ?, ?, ?, 'RUNNING', ?)`,
      arn,
      machine.arn,
      name,
      this.#putDefinition(machine.definition),
      machine.role_arn,
      input,
      at,
    );
  }

  execution(arn: string): ExecutionRow | undefined {
    return this.#get<ExecutionRow>(`${EXECUTION} WHERE e.arn = ?`, arn);
  }

  /** Latest first. */
  executions(filter: ExecutionFilter, limit: number, offset = 0): ExecutionRow[] {
    const conditions: string[] = [];
    const values: SQLInputValue[] = [];
    if (filter.machineArn !== undefined) {
      conditions.push('e.machine_arn = ?');
      values.push(filter.machineArn);
    }
    if (filter.status !== undefined) {
      conditions.push('e.status = ?');
      values.push(filter.status);
    }
    if (filter.redriven !== undefined) conditions.push(`e.redrive_count ${filter.redriven ? '>' : '='} 0`);
    const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
    const order = ' ORDER BY e.started_at DESC, e.rowid DESC LIMIT ? OFFSET ?';
    return this.#all<ExecutionRow>(EXECUTION + where + order, ...values, limit, offset);
  }

  finish(
    arn: string,
    status: ExecutionStatus,
    at: number,
    result: { output?: string; error?: string; cause?: string },
  ): void {
    this.#run(
      'UPDATE executions SET status = ?, stopped_at = ?, output = ?, error = ?, cause = ? WHERE arn = ?',
      status,
      at,
      result.output ?? null,
      result.error ?? null,
      result.cause ?? null,
      arn,
    );
  }

  redrive(arn: string, at: number): void {
    this.#run(
      `UPDATE executions SET status = 'RUNNING', stopped_at = NULL, output = NULL, error = NULL, cause = NULL,
         redrive_count = redrive_count + 1, redriven_at = ? WHERE arn = ?`,
      at,
      arn,
    );
  }

  enter(execution: string, name: string, input: string, at: number): number {
    const sql = `INSERT INTO visits (execution, name, input, entered_at, status) VALUES (?, ?, ?, ?, 'RUNNING')`;
    return Number(this.#run(sql, execution, name, input, at).lastInsertRowid);
  }

  exit(
    visit: number,
    status: StateVisit['status'],
    at: number,
    result: { output?: string; error?: { name: string; cause: string } },
  ): void {
    this.#run(
      'UPDATE visits SET status = ?, exited_at = ?, output = ?, error = ?, cause = ? WHERE id = ?',
      status,
      at,
      result.output ?? null,
      result.error?.name ?? null,
      result.error?.cause ?? null,
      visit,
    );
  }

  visits(execution: string): VisitRow[] {
    return this.#all<VisitRow>('SELECT * FROM visits WHERE execution = ? ORDER BY id', execution);
  }

  lastVisit(execution: string): VisitRow | undefined {
    return this.#get<VisitRow>(
      'SELECT * FROM visits WHERE execution = ? ORDER BY id DESC LIMIT 1',
      execution,
    );
  }

  lastEventId(execution: string): number {
    const sql = 'SELECT COALESCE(MAX(id), 0) AS id FROM events WHERE execution = ?';
    return this.#get<{ id: number }>(sql, execution)!.id;
  }

  addEvent(execution: string, id: number, previousEventId: number, at: number, event: EventDraft): void {
    const { type, details } = event;
    const json = JSON.stringify({ id, previousEventId, timestamp: at / 1000, type, ...details });
    this.#run('INSERT INTO events (execution, id, event) VALUES (?, ?, ?)', execution, id, json);
  }

  events(execution: string, reverse: boolean, limit: number, offset: number): EventRow[] {
    const sql = `SELECT id, event FROM events WHERE execution = ? ORDER BY id ${reverse ? 'DESC' : 'ASC'} LIMIT ? OFFSET ?`;
    return this.#all<EventRow>(sql, execution, limit, offset);
  }

  #putDefinition(text: string): string {
    const hash = createHash('sha256').update(text).digest('hex');
    this.#run('INSERT OR IGNORE INTO definitions (hash, text) VALUES (?, ?)', hash, text);
    return hash;
  }

  #prepare(sql: string) {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #run(sql: string, ...values: SQLInputValue[]) {
    return this.#prepare(sql).run(...values);
  }

  #get<T>(sql: string, ...values: SQLInputValue[]): T | undefined {
    return this.#prepare(sql).get(...values) as T | undefined;
  }

  #all<T>(sql: string, ...values: SQLInputValue[]): T[] {
    return this.#prepare(sql).all(...values) as T[];
  }
}
