/** A system of the benchmark's own: temporary, on free ports, gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Session, signUp } from '../bin/client/session.ts';
import { startLocal } from '../bin/local-runtime.ts';
import { ensureAssembly } from '../lib/assembly.ts';

export type System = Awaited<ReturnType<typeof startLocal>>;

/** Runs `use` against a fresh system. */
export async function withSystem<T>(
  progress: (line: string) => void,
  use: (system: System) => Promise<T>,
): Promise<T> {
  const data = mkdtempSync(path.join(tmpdir(), 'gangway-bench-'));
  try {
    const system = await startLocal({
      assembly: await ensureAssembly(progress),
      data,
      appPort: 0,
      awsPort: 0,
    });
    try {
      return await use(system);
    } finally {
      await system.stop();
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

let people = 0;

/** A new account, without an organization. */
export function newAccount(system: System): Promise<Session> {
  people++;
  return signUp(system.appUrl, {
    name: 'Bench Mark',
    email: `bench-${people}-${Date.now().toString(36)}@example.com`,
    password: 'correct-Horse-7-battery',
  });
}

/** The admin of a new organization. */
export async function newAdmin(system: System): Promise<Session> {
  const session = await newAccount(system);
  await session.found(`Bench ${people} ${Date.now().toString(36)}`);
  return session;
}
