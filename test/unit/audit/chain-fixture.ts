/** A chain as the audit log keeps it. */
import { type AuditEntry, hashOf } from '../../../shared/audit/chain.ts';

export const ORGANIZATION = '01JQ3V9N0W8ZC7KXH5T2R4M6PA';
const START = Date.UTC(2026, 0, 1);
const DAY_MS = 24 * 3600_000;

/** @param from sequence of the first entry */
export async function chainOf(length: number): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (let sequence = 1; sequence <= length; sequence++) {
    const previous = entries.at(-1);
    const at = new Date(START + sequence * DAY_MS).toISOString();
    const content = {
      id: `01JQ3V9N0W8ZC7KXH5T2R4${String(sequence).padStart(4, '0')}`,
      organization_id: ORGANIZATION,
      sequence,
      event: 'customer.updated',
      event_id: `event-${sequence}`,
      at,
      recorded_at: at,
      actor: { id: 'a', name: 'Ada', kind: 'user', address: '192.0.2.1', agent: 'x' },
      resource: { type: 'customer', id: 'c', label: 'Harborlight' },
      changes: [{ field: 'name', before: `Name ${sequence}`, after: `Name ${sequence + 1}` }],
      request_id: `request-${sequence}`,
      previous_hash: previous?.hash ?? null,
      previous_at: previous?.recorded_at ?? null,
    } as const;
    entries.push({ ...content, hash: await hashOf(content) });
  }
  return entries;
}
