/**
 * How the organization writes dates and money, and where its day begins; the browser's own ways where it has set none.
 * Remembered, so that the first paint has it.
 */
import { useCell } from './cell.ts';
import { remembered } from './remembered.ts';

export interface Ways {
  readonly time_zone: string;
  readonly language: 'en' | 'de';
  readonly date_format: 'locale' | 'iso' | 'day_first' | 'month_first';
  /** ISO 4217. */
  readonly currency: string;
}

const ways = remembered<Ways>('gangway.ways');

export const currentWays = (): Ways | null => ways.get();
export const useWays = (): Ways | null => useCell(ways);
export const adoptWays = (settings: Ways | null): void => ways.set(settings);

/** @returns undefined for the browser's own, also where it does not know the organization's */
export function timeZone(): string | undefined {
  const zone = ways.get()?.time_zone;
  if (!zone) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
