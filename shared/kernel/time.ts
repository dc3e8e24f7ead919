/** Time as records keep it. */

/** RFC 3339 in UTC. */
export const now = () => new Date().toISOString();

/** Seconds since the epoch: what the table's time to live compares, and what tokens carry. @param at milliseconds */
export const epochSeconds = (at = Date.now()): number => Math.floor(at / 1000);

export const DAY_SECONDS = 24 * 3600;
export const DAY_MS = DAY_SECONDS * 1000;

/** How long a message can come again: as long as it can lie in a dead-letter queue, and a day. */
export const REPLAY_SECONDS = 15 * DAY_SECONDS;

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
