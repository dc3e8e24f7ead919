/** A plan as an iCalendar object (RFC 5545): each task an event of a whole day, on the day it is due. */
import type { Item } from '../kernel/records.ts';
import type { StoredTask } from './plan-record.ts';
import { addDays } from './working-days.ts';

const MAX_OCTETS = 75;

/** TEXT (3.3.11). Controls other than tabs are not allowed in it; a line break of any kind is `\n`. */
export const escapeText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what the grammar leaves out
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\n/g, '\\n');

/** Content lines of at most 75 octets (3.1), never parted within a character. */
export function fold(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MAX_OCTETS) {
      parts.push(part);
      // The blank that marks a continuation counts.
      part = '';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
}

const day = (date: string) => date.replaceAll('-', '');
const instant = (at: string) => at.replace(/\.\d+/, '').replaceAll(/[-:]/g, '');

export function planCalendar(plan: Item, tasks: readonly StoredTask[]): string {
  const stamp = instant(String(plan.updated_at));
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Gangway//Onboarding plan//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(String(plan.name))}`,
    ...tasks.flatMap((task) => event(plan, task, stamp)),
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}

const event = (plan: Item, task: StoredTask, stamp: string): string[] => [
  'BEGIN:VEVENT',
  `UID:${String(plan.id)}-${task.key}@gangway`,
  `DTSTAMP:${stamp}`,
  `SEQUENCE:${task.version - 1}`,
  `DTSTART;VALUE=DATE:${day(task.due_date)}`,
  `DTEND;VALUE=DATE:${day(addDays(task.due_date, 1))}`,
  `SUMMARY:${escapeText(task.status === 'done' ? `✓ ${task.title}` : task.title)}`,
  `DESCRIPTION:${escapeText(
    [task.description, task.owner.name, String(plan.customer_name)].filter(Boolean).join('\n'),
  )}`,
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
];
