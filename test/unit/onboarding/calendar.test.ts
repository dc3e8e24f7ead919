import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, fold, planCalendar } from '../../../shared/onboarding/calendar.ts';
import type { StoredTask } from '../../../shared/onboarding/plan-record.ts';

/** As a reader of the format does it: unfold (3.1), then take the escapes back (3.3.11). */
const unfold = (text: string) => text.replaceAll('\r\n ', '');
const unescaped = (text: string) =>
  text.replace(/\\([\\;,nN])/g, (_, sign: string) => (/n/i.test(sign) ? '\n' : sign));

const words = fc.string({ unit: 'grapheme', maxLength: 300 });

describe('a calendar file', () => {
  it('gives back every text that was written into it', () => {
    fc.assert(
      fc.property(words, (text) => {
        const read = unescaped(unfold(fold(`SUMMARY:${escapeText(text)}`)).slice('SUMMARY:'.length));
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what the format cannot carry
        const carried = text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
        expect(read).toBe(carried);
      }),
    );
  });

  it('has no line of more than 75 octets, and parts no character', () => {
    fc.assert(
      fc.property(words, (text) => {
        for (const line of fold(`SUMMARY:${escapeText(text)}`).split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/^ ?[\udc00-\udfff]|[\ud800-\udbff]$/);
        }
      }),
    );
  });

  it('has each task on the day it is due, under a name that stays', () => {
    const task = {
      key: 'kickoff-meeting',
      title: 'Meet; greet, and agree',
      description: 'One\nTwo',
      owner: { side: 'customer', role: 'project', stakeholder_id: null, name: 'Bea Lindqvist' },
      status: 'todo',
      due_date: '2026-12-31',
      version: 3,
    } as unknown as StoredTask;
    const plan = { id: 'P', name: 'Plan', customer_name: 'Harbor', updated_at: '2026-11-21T09:30:00.123Z' };
    const text = planCalendar(plan, [task]);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text.split('\r\n')).toEqual(
      expect.arrayContaining([
        'UID:P-kickoff-meeting@gangway',
        'DTSTAMP:20261121T093000Z',
        'SEQUENCE:2',
        'DTSTART;VALUE=DATE:20261231',
        'DTEND;VALUE=DATE:20270101',
        'SUMMARY:Meet\\; greet\\, and agree',
        'DESCRIPTION:One\\nTwo\\nBea Lindqvist\\nHarbor',
      ]),
    );
  });
});
