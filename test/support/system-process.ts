/** A system that can be killed: the same assembly in a child process, on the same ports and data each time it starts. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BreakpointInput, Held } from '../../local/breakpoints/index.ts';

const CHILD = path.join(import.meta.dirname, 'system-child.ts');
const HELD_TIMEOUT_MS = 60_000;

export class SystemProcess {
  readonly data = mkdtempSync(path.join(tmpdir(), 'gangway-killed-'));
  readonly #assembly: string;
  #child: ChildProcess | undefined;
  #urls: { readonly appUrl: string; readonly awsUrl: string } | undefined;

  constructor(assembly: string) {
    this.#assembly = assembly;
  }

  get appUrl(): string {
    if (!this.#urls) throw new Error('The system was never started.');
    return this.#urls.appUrl;
  }

  /** Resolves when the system is ready. */
  async start(): Promise<void> {
    const port = (url: string | undefined) => (url === undefined ? 0 : Number(new URL(url).port));
    const options = {
      assembly: this.#assembly,
      data: this.data,
      appPort: port(this.#urls?.appUrl),
      awsPort: port(this.#urls?.awsUrl),
    };
    const child = fork(CHILD, [JSON.stringify(options)], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.#child = child;
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    const [urls] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => {
        throw new Error(`The system did not start: ${complaint}`);
      }),
    ]);
    this.#urls = urls;
  }

  /** As when the power fails: no handler runs, nothing is flushed. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.data, { recursive: true, force: true });
  }

  /** Puts breakpoints in the place of those before. */
  async breakAt(...breakpoints: readonly BreakpointInput[]): Promise<void> {
    const response = await fetch(`${this.appUrl}/_local/breakpoints`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ breakpoints }),
    });
    if (!response.ok) throw new Error(await response.text());
  }

  /** Waits until so many breakpoints hold something. */
  async held(count: number): Promise<void> {
    const deadline = Date.now() + HELD_TIMEOUT_MS;
    for (;;) {
      const response = await fetch(`${this.appUrl}/_local/breakpoints`);
      const { breakpoints, held } = (await response.json()) as {
        breakpoints: object[];
        held: Held[];
      };
      const reached = new Set(held.map(({ breakpoint }) => JSON.stringify(breakpoint)));
      if (reached.size >= count) return;
      if (Date.now() > deadline) {
        const missing = breakpoints
          .map((breakpoint) => JSON.stringify(breakpoint))
          .filter((one) => !reached.has(one));
        throw new Error(`Never reached: ${missing.join(', ')}`);
      }
      await sleep(50);
    }
  }
}
