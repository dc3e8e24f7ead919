import { monotonicFactory } from 'ulid';

/** A new ULID: sortable by time, 80 bits of randomness. */
export const newId = monotonicFactory();
