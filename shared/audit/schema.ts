import * as z from 'zod';

const FieldChangeBody = z.union([
  z.object({ field: z.string(), before: z.unknown(), after: z.unknown() }),
  z.object({ field: z.string(), hidden: z.enum(['sensitive', 'large']) }),
]);

/** An entry, exactly what was hashed and its hash. */
export const AuditEntryBody = z.object({
  id: z.string(),
  organization_id: z.string(),
  sequence: z.number().int().meta({ description: 'From 1, without a gap' }),
  event: z.string().meta({ description: '`customer.updated`, `contract.status_changed`, …' }),
  event_id: z.string(),
  at: z.string().meta({ description: 'When it happened' }),
  recorded_at: z.string().meta({ description: 'When it was entered; what lists are filtered and sorted by' }),
  actor: z.object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(['user', 'api_key', 'portal_user', 'system']),
    address: z.string().nullable().meta({ description: 'IP address' }),
    agent: z.string().nullable().meta({ description: 'User agent, cut to 200 characters' }),
  }),
  resource: z.object({ type: z.string(), id: z.string(), label: z.string() }),
  changes: z
    .array(FieldChangeBody)
    .meta({ description: 'Field by field; `hidden` says why what it held is not kept' }),
  request_id: z.string(),
  previous_hash: z.string().nullable(),
  previous_at: z.string().nullable(),
  hash: z.string().meta({ description: 'SHA-256 of the RFC 8785 JSON of everything else, in hex' }),
});

const text = z.string().trim().min(1).max(200);
const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

export const Span = z.strictObject({
  from: moment.optional().meta({ description: 'A day, or a moment' }),
  to: moment.optional().meta({ description: 'A day, which is included, or a moment' }),
});

/** Whether a time begins before it ends. */
export const isOrdered = ({ from, to }: z.output<typeof Span>) => !from || !to || from <= to;
export const NOT_ORDERED = 'from comes after to';

/** What narrows a list of entries (AUD-02). */
export const AuditFilterQuery = Span.extend({
  event: text.optional().meta({ description: '`customer.updated`' }),
  actor: text.optional().meta({ description: 'An account’s id' }),
  resource_type: text.optional().meta({ description: '`customer`' }),
  resource_id: text.optional().meta({ description: 'Together with `resource_type`' }),
});

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The first and the last moment, as sort keys have them. */
export function momentsOf({ from, to }: z.output<typeof Span>): { from?: string; to?: string } {
  const iso = (value: string, end: boolean) =>
    DAY.test(value) ? `${value}T${end ? '23:59:59.999' : '00:00:00.000'}Z` : new Date(value).toISOString();
  return { ...(from && { from: iso(from, false) }), ...(to && { to: iso(to, true) }) };
}
