/** Where requests are counted, and how. */

export const COUNTS_PARTITION = 'DIR#METRIC#REQUESTS';

/** Upper limits of the histogram, in milliseconds; what takes longer is in the last, unlimited one. */
export const BUCKETS_MS = [25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000] as const;
