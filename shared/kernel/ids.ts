import { monotonicFactory } from 'ulid';

/** A new ULID: sortable by time, 80 bits of randomness. */
export const newId = monotonicFactory();

/** RFC 3339 in UTC. */
export const now = () => new Date().toISOString();
