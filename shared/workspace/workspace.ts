/** The organization's ways: how dates and money are written, and where its day begins (WS-01). */
import * as z from 'zod';
import type { Actor } from '../kernel/actor.ts';
import { readDocument } from './document.ts';

const LANGUAGES = ['en', 'de'] as const;
/** `locale`: as the reader's language and region write it. */
const DATE_FORMATS = ['locale', 'iso', 'day_first', 'month_first'] as const;

const isTimeZone = (zone: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

export const WorkspaceSettings = z.strictObject({
  time_zone: z
    .string()
    .max(64)
    .refine(
      (zone) => /^[A-Z]/.test(zone) && isTimeZone(zone),
      'must be an IANA time zone, as "Europe/Berlin"',
    ),
  language: z.enum(LANGUAGES).meta({ description: 'For members who have chosen none' }),
  date_format: z.enum(DATE_FORMATS),
  currency: z
    .string()
    .refine((code) => CURRENCIES.has(code), 'must be an ISO 4217 currency, as "EUR"')
    .meta({ description: 'Of new amounts' }),
  fiscal_year_start: z.number().int().min(1).max(12).meta({ description: 'Month' }),
});
export type WorkspaceSettings = z.output<typeof WorkspaceSettings>;

export const DEFAULT_WORKSPACE: WorkspaceSettings = {
  time_zone: 'UTC',
  language: 'en',
  date_format: 'locale',
  currency: 'USD',
  fiscal_year_start: 1,
};

export const readWorkspace = (actor: Actor) => readDocument(actor, 'workspace', DEFAULT_WORKSPACE);
