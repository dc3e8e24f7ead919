/** What the figures were measured on. */
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGB: number;
  readonly node: string;
  /** Processes that wanted to run in the last minute before the benchmark began. */
  readonly loadBefore: number;
}

export const machine = (): Machine => ({
  cores: availableParallelism(),
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  memoryGB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  loadBefore: Math.round((loadavg()[0] ?? 0) * 10) / 10,
});

/** One line, which says so when others used the machine. */
export function machineLine({ cores, processor, memoryGB, node, loadBefore }: Machine): string {
  const busy = loadBefore > cores / 2 ? ` Others were using it: load ${loadBefore} before the start.` : '';
  return `${cores} cores (${processor}), ${memoryGB} GB, Node ${node}.${busy}`;
}
