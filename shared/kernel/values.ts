/** Attributes of records as answers have them. */

export const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
