import { describe, expect, it } from 'vitest';
import { changesOf, kindOf, labelOf } from '../../../shared/audit/entities.ts';
import { eventOf } from '../../support/record-events.ts';

const TENANT = '01JQ3V9N0W8ZC7KXH5T2R4M6PA';
const event = (more: Parameters<typeof eventOf>[1]) => eventOf(TENANT, more);

describe('what an entry tells', () => {
  it('is each field with what it was and is, and that a personal or secret one changed', () => {
    const before = { name: 'A', email: 'a@example.com', phone: '1', token_hash: 'x' };
    const after = { name: 'B', email: 'b@example.com', phone: '2', token_hash: 'y' };
    const changed = Object.keys(after);
    const changes = changesOf(event({ entity: 'stakeholder', before, after, changed }));
    expect(changes).toEqual([
      { field: 'name', before: 'A', after: 'B' },
      { field: 'email', hidden: 'sensitive' },
      { field: 'phone', hidden: 'sensitive' },
      { field: 'token_hash', hidden: 'sensitive' },
    ]);
    expect(JSON.stringify(changes)).not.toMatch(/example\.com/);
  });

  it('leaves out what is too long, whether the event has it or not', () => {
    const long = 'x'.repeat(3_000);
    const changes = changesOf(
      event({ before: {}, after: { note: long }, changed: ['note', 'text'], omitted: ['text'] }),
    );
    expect(changes).toEqual([
      { field: 'note', hidden: 'large' },
      { field: 'text', hidden: 'large' },
    ]);
  });

  it('is nothing for a change of bookkeeping alone, and for rows that the pipeline derives', () => {
    expect(
      changesOf(event({ entity: 'contract', type: 'contract.updated', changed: ['stages', 'run'] })),
    ).toBeUndefined();
    const made = { entity: 'fact', type: 'fact.created', changed: ['value'] };
    expect(
      changesOf(event({ ...made, cause: { actor: 'system:pipeline:publish', request_id: 'r' } })),
    ).toBeUndefined();
    expect(changesOf(event({ ...made, cause: { actor: 'account-1', request_id: 'r' } }))).toHaveLength(1);
  });

  it('names the record as people do, of any kind', () => {
    expect(labelOf(event({ entity: 'contract', after: { document_name: 'MSA', file_name: 'a.pdf' } }))).toBe(
      'MSA',
    );
    expect(labelOf(event({ entity: 'deal', after: { title: 'Renewal' } }))).toBe('Renewal');
    expect(labelOf(event({ entity: 'deal', after: {}, record_id: 'id' }))).toBe('id');
  });

  it('knows people, keys and the system apart', () => {
    expect(['account-1', 'key:1', 'system:x'].map(kindOf)).toEqual(['user', 'api_key', 'system']);
  });
});
