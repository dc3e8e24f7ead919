/** The day on which the customer is to be live. */
import type { Fact } from '../extraction.ts';
import type { FoundDate } from './dates.ts';
import { findDates } from './dates.ts';
import { factAt, factOf } from './facts.ts';
import type { Source } from './source.ts';
import type { Grid } from './tables.ts';

const GO_LIVE = /\b(?:go(?:es|ing)?[- ]live|production (?:start|cut-?over)|launch date|in production)\b/i;

/** "Go-live is planned for March 16, 2026", or a plan's row that names it. */
export function findGoLive(
  source: Source,
  grids: readonly Grid[],
  dates: readonly FoundDate[],
): Fact<string> | null {
  for (const grid of grids) {
    for (const row of grid.rows) {
      if (!row.cells.some((cell) => /\bgo[- ]?live\b/i.test(cell))) continue;
      const value = row.cells
        .map((cell) => findDates(cell, source.dayOrder)[0])
        .find((date) => date !== undefined);
      if (value) return factOf(value.value, [row.evidence], value.ambiguous ? 0.6 : 0.85);
    }
  }
  for (const date of dates) {
    const before = source.flat.slice(Math.max(0, date.start - 80), date.start);
    if (GO_LIVE.test(before) && !/[.;]/.test(before.slice(before.search(GO_LIVE))))
      return factAt(source, date.value, [date], date.ambiguous ? 0.5 : 0.7);
  }
  return null;
}
