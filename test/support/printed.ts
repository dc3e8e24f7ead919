/** What is printed while a test runs, all of it. */
import { afterEach, beforeEach, vi } from 'vitest';

/** Catches standard output and error for each test of the file. @returns what came so far */
export function usePrinted(): () => string {
  let printed = '';
  beforeEach(() => {
    printed = '';
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, 'write').mockImplementation((chunk) => {
        printed += String(chunk);
        return true;
      });
  });
  afterEach(() => vi.restoreAllMocks());
  return () => printed;
}
