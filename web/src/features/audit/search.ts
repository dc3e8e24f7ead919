/** What narrows the audit log, in the address: it can be kept, sent and gone back from. */
export interface AuditFilter {
  /** `customer.updated` */
  readonly event?: string;
  /** An account's id. */
  readonly actor?: string;
  readonly type?: string;
  /** A record's id, together with its type. */
  readonly resource?: string;
  /** ISO 8601 days, both included. */
  readonly from?: string;
  readonly to?: string;
}

export interface AuditSearch extends AuditFilter {
  /** The entry that is open. */
  readonly entry?: string;
}

const text = (value: unknown) =>
  typeof value === 'string' && value !== '' && value.length <= 200 ? value : undefined;

const day = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined;

export function auditSearch(search: Record<string, unknown>): AuditSearch {
  const [event, actor, type, entry] = [search.event, search.actor, search.type, search.entry].map(text);
  const resource = type ? text(search.resource) : undefined;
  const [from, to] = [day(search.from), day(search.to)];
  const isSpan = !from || !to || from <= to;
  return {
    ...(event && { event }),
    ...(actor && { actor }),
    ...(type && { type }),
    ...(resource && { resource }),
    ...(from && { from }),
    ...(to && isSpan && { to }),
    ...(entry && { entry }),
  };
}
