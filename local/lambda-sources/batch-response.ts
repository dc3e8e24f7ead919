/** The response of a function that reports the failed items of its batch. */

/** All of the batch, or some of its items by their identifiers. */
export type Failed = 'all' | ReadonlySet<string>;

/**
 * Reads `{ batchItemFailures: [{ itemIdentifier }] }`. What cannot be understood means that all failed.
 * Source: Lambda developer guide, "Success and failure conditions".
 */
export function failedItems(response: unknown, identifiers: readonly string[]): Failed {
  if (response === null || response === undefined) return new Set();
  if (typeof response !== 'object') return 'all';
  const list = (response as { batchItemFailures?: unknown }).batchItemFailures;
  if (list === null || list === undefined) return new Set();
  if (!Array.isArray(list)) return 'all';
  const failed = list.map((item: unknown) => (item as { itemIdentifier?: unknown } | null)?.itemIdentifier);
  if (!failed.every((id) => typeof id === 'string' && identifiers.includes(id))) return 'all';
  return new Set(failed as string[]);
}
