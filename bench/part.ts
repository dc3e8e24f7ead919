/** What a part of the benchmark gives: a table to read, the same as data, and what is over its budget. */
import type { Column } from '../bin/client/table.ts';

export interface PartResult {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** The figures of the table, and what they come from, for JSON. */
  readonly data: unknown;
  /** One line for each figure over its budget. */
  readonly over: readonly string[];
  readonly notes: readonly string[];
}

export interface PartOptions {
  /** Of a part that counts: fewer than the requirement has, to see whether it works. */
  readonly count: number | undefined;
}

export interface Part {
  readonly name: string;
  readonly about: string;
  readonly run: (progress: (line: string) => void, options: PartOptions) => Promise<PartResult>;
}

/** A figure against its budget; a figure at its budget keeps it. */
export const verdict = (value: number, budget: number): 'pass' | 'over' =>
  value <= budget ? 'pass' : 'over';
