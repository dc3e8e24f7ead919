/** The system that does the work: the one that runs on a port, or one of its own that is gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureAssembly } from '../../lib/assembly.ts';
import { startLocal } from '../local-runtime.ts';

export interface UsedSystem {
  /** `http://localhost:<port>` */
  readonly appUrl: string;
  /** Leaves a running system as it is; ends a temporary one and removes its data. */
  readonly release: () => Promise<void>;
}

const ANSWER_TIMEOUT_MS = 5_000;

/** @param report told what is done meanwhile, a line at a time */
export async function acquireSystem(port: number, report: (line: string) => void): Promise<UsedSystem> {
  const running = `http://localhost:${port}`;
  if (await isReady(running)) {
    report(`Using the system at ${running}.`);
    return { appUrl: running, release: async () => {} };
  }
  report(`Nothing runs on port ${port}: starting a temporary system.`);
  return startTemporary(report);
}

/** Both: that it is a local system, whose mailbox can be read, and that the API reaches its store. */
async function isReady(appUrl: string): Promise<boolean> {
  const healthy = async (at: string, status: string) => {
    const response = await fetch(new URL(at, appUrl), {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    const body = (await response.json()) as { status?: unknown };
    return response.ok && body.status === status;
  };
  try {
    return (await healthy('/_local/health', 'ready')) && (await healthy('/health', 'ok'));
  } catch {
    return false;
  }
}

async function startTemporary(report: (line: string) => void): Promise<UsedSystem> {
  const assembly = await ensureAssembly(report);
  const data = mkdtempSync(path.join(tmpdir(), 'gangway-onboard-'));
  const remove = () => rmSync(data, { recursive: true, force: true });
  try {
    const runtime = await startLocal({ assembly, data, appPort: 0, awsPort: 0 });
    let released: Promise<void> | undefined;
    return {
      appUrl: runtime.appUrl,
      release: () => {
        released ??= runtime.stop().finally(remove);
        return released;
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
