/** The last AWS calls that functions and state machines made. */

export interface CallRecord {
  /** ISO 8601, when the call arrived. */
  readonly time: string;
  readonly requestId: string;
  /** Session ARN of the caller. */
  readonly principal: string;
  /** The function whose worker made the call, by its own key or by one that it got from STS. */
  readonly function?: string;
  /** The invocation during which the call was made. */
  readonly invocation?: string;
  readonly service: string;
  readonly operation: string;
  readonly allowed: boolean;
  /** Why it was denied. */
  readonly reason?: string;
  readonly status: number;
  /** Error code, when the call failed. */
  readonly error?: string;
  readonly ms: number;
  /** Capacity units of DynamoDB, summed over tables. */
  readonly consumedCapacity?: number;
}

export interface CallLog {
  readonly add: (record: CallRecord) => void;
  /** Latest last. */
  readonly list: (filter?: {
    readonly function?: string;
    readonly invocation?: string;
  }) => readonly CallRecord[];
  readonly denied: () => readonly CallRecord[];
}

const KEPT_CALLS = 10_000;
const KEPT_DENIED = 1000;

export function createCallLog(): CallLog {
  const calls: CallRecord[] = [];
  const denied: CallRecord[] = [];
  const keep = (ring: CallRecord[], record: CallRecord, limit: number): void => {
    ring.push(record);
    // Cut in blocks: shifting one by one would move the whole ring with every call.
    if (ring.length > limit * 1.2) ring.splice(0, ring.length - limit);
  };
  return {
    add: (record) => {
      keep(calls, record, KEPT_CALLS);
      if (!record.allowed) keep(denied, record, KEPT_DENIED);
    },
    list: (filter = {}) =>
      calls.filter(
        (record) =>
          (filter.function === undefined || record.function === filter.function) &&
          (filter.invocation === undefined || record.invocation === filter.invocation),
      ),
    denied: () => [...denied],
  };
}
