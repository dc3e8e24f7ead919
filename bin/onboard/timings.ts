/** How long each part of the way took. */
import type { StageProgress } from '../client/session.ts';

export interface Timings {
  /** From the announcement to the end of the upload. */
  readonly uploadMs: number;
  /** From the announcement until the contract was there to look at. */
  readonly totalMs: number;
  readonly stages: readonly StageTiming[];
}

export interface StageTiming {
  readonly stage: string;
  /** null for the stage in which a contract failed. */
  readonly ms: number | null;
}

export const stageTiming = ({ stage, entered_at, left_at }: StageProgress): StageTiming => ({
  stage,
  ms: left_at === null ? null : Date.parse(left_at) - Date.parse(entered_at),
});

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

/** One line of the progress: `read           0.41 s`. */
export const progressLine = (label: string, ms: number | null): string =>
  `  ${label.padEnd(14)}${(ms === null ? 'failed' : seconds(ms)).padStart(9)}`;
