import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { randomToken } from './crypto.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS resource (
  kind TEXT NOT NULL, id TEXT NOT NULL, pool TEXT NOT NULL, properties TEXT NOT NULL, secret TEXT,
  created INTEGER NOT NULL, modified INTEGER NOT NULL, PRIMARY KEY (kind, id));
CREATE TABLE IF NOT EXISTS pool_key (
  pool TEXT NOT NULL, kid TEXT NOT NULL, private_jwk TEXT NOT NULL, PRIMARY KEY (pool, kid));
CREATE TABLE IF NOT EXISTS user (
  pool TEXT NOT NULL, key TEXT NOT NULL, username TEXT NOT NULL, sub TEXT NOT NULL,
  alias TEXT, email TEXT, attributes TEXT NOT NULL, identities TEXT NOT NULL,
  status TEXT NOT NULL, enabled INTEGER NOT NULL, password TEXT, history TEXT NOT NULL,
  password_set INTEGER, failures INTEGER NOT NULL DEFAULT 0, locked_until INTEGER NOT NULL DEFAULT 0,
  created INTEGER NOT NULL, modified INTEGER NOT NULL, PRIMARY KEY (pool, key));
CREATE UNIQUE INDEX IF NOT EXISTS user_alias ON user (pool, alias);
CREATE UNIQUE INDEX IF NOT EXISTS user_sub ON user (pool, sub);
CREATE INDEX IF NOT EXISTS user_email ON user (pool, email);
CREATE TABLE IF NOT EXISTS link (
  pool TEXT NOT NULL, provider TEXT NOT NULL, subject TEXT NOT NULL, user TEXT NOT NULL,
  PRIMARY KEY (pool, provider, subject));
CREATE TABLE IF NOT EXISTS code (
  pool TEXT NOT NULL, user TEXT NOT NULL, purpose TEXT NOT NULL, code TEXT NOT NULL, expires INTEGER NOT NULL,
  PRIMARY KEY (pool, user, purpose));
CREATE TABLE IF NOT EXISTS allowance (
  scope TEXT PRIMARY KEY, used INTEGER NOT NULL, until INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS challenge (
  id TEXT PRIMARY KEY, pool TEXT NOT NULL, client TEXT NOT NULL, user TEXT NOT NULL, expires INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS grant_family (
  id TEXT PRIMARY KEY, pool TEXT NOT NULL, client TEXT NOT NULL, user TEXT NOT NULL, scopes TEXT NOT NULL,
  auth_time INTEGER NOT NULL, expires INTEGER NOT NULL, revoked INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS grant_family_user ON grant_family (pool, user);
CREATE TABLE IF NOT EXISTS refresh_token (
  id TEXT PRIMARY KEY, family TEXT NOT NULL, rotated INTEGER);
CREATE TABLE IF NOT EXISTS authorization_code (
  id TEXT PRIMARY KEY, family TEXT NOT NULL, client TEXT NOT NULL, redirect_uri TEXT NOT NULL,
  challenge TEXT, nonce TEXT, expires INTEGER NOT NULL, used INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS browser_session (
  id TEXT PRIMARY KEY, pool TEXT NOT NULL, user TEXT NOT NULL, auth_time INTEGER NOT NULL, expires INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS federation (
  state TEXT PRIMARY KEY, pool TEXT NOT NULL, provider TEXT NOT NULL, browser TEXT NOT NULL,
  nonce TEXT NOT NULL, verifier TEXT NOT NULL, request TEXT NOT NULL, expires INTEGER NOT NULL);
`;

/** Opens `dir/cognito.db`; the folder is made when it is missing. */
export function openDatabase(dir: string): DatabaseSync {
  mkdirSync(dir, { recursive: true });
  const database = new DatabaseSync(join(dir, 'cognito.db'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;');
  database.exec(SCHEMA);
  return database;
}

/** Deletes what can no longer be used. */
export function dropExpired(database: DatabaseSync): void {
  for (const table of ['challenge', 'browser_session', 'federation', 'authorization_code', 'grant_family']) {
    database.prepare(`DELETE FROM ${table} WHERE expires < ?`).run(Date.now());
  }
  database.exec('DELETE FROM refresh_token WHERE family NOT IN (SELECT id FROM grant_family)');
}

/** The random secret of this name, made on first use and kept. */
export function keptSecret(database: DatabaseSync, name: string): string {
  database.prepare('INSERT OR IGNORE INTO setting (name, value) VALUES (?, ?)').run(name, randomToken());
  return String(database.prepare('SELECT value FROM setting WHERE name = ?').get(name)?.value);
}

/** Whether a write failed because a unique value is taken. */
export function isConflict(error: unknown): boolean {
  return error instanceof Error && /UNIQUE constraint failed/.test(error.message);
}
