/** What functions print: the last lines in memory, all of them in a file per function. */
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';

export interface LogLine {
  /** ISO 8601. */
  readonly time: string;
  readonly requestId?: string;
  readonly line: string;
}

export interface FunctionLogs {
  readonly append: (functionName: string, line: string, requestId: string | undefined) => void;
  /** The last lines of a function, oldest first. */
  readonly lines: (functionName: string) => readonly LogLine[];
  readonly close: () => Promise<void>;
}

const KEPT_LINES = 1000;

/** @param directory gets one `<function>.log` per function */
export function openFunctionLogs(directory: string): FunctionLogs {
  const rings = new Map<string, LogLine[]>();
  const files = new Map<string, WriteStream>();
  return {
    append: (name, line, requestId) => {
      const entry: LogLine = {
        time: new Date().toISOString(),
        ...(requestId === undefined ? {} : { requestId }),
        line,
      };
      const ring = rings.get(name) ?? [];
      rings.set(name, ring);
      ring.push(entry);
      if (ring.length > KEPT_LINES) ring.splice(0, ring.length - KEPT_LINES);
      let file = files.get(name);
      if (file === undefined) {
        mkdirSync(directory, { recursive: true });
        file = createWriteStream(join(directory, `${name}.log`), { flags: 'a' });
        files.set(name, file);
      }
      file.write(`${entry.time} ${requestId ?? '-'} ${line}\n`);
    },
    lines: (name) => rings.get(name) ?? [],
    close: async () => {
      await Promise.all(
        [...files.values()].map((file) => new Promise<void>((resolve) => file.end(() => resolve()))),
      );
    },
  };
}
