import * as z from 'zod';
import { LanguageInput, RoleKey } from '../invitation-schema.ts';

export const MOST_PEOPLE = 500;

export const ImportInput = z
  .strictObject({
    csv: z.string().optional().meta({ description: 'The table as text' }),
    content: z.base64().optional().meta({ description: 'Or the file’s bytes, whatever its encoding' }),
    role: RoleKey.optional().meta({ description: 'For rows that name none' }),
    language: LanguageInput,
    dry_run: z.boolean().default(true).meta({ description: 'Only says what would become of each row' }),
  })
  .refine(
    ({ csv, content }) => (csv === undefined) !== (content === undefined),
    'give either csv or content',
  );

export const OUTCOMES = [
  /** Would be invited. */
  'invite',
  'invited',
  'already_member',
  'pending',
  'invalid',
  /** The address stood in an earlier row. */
  'duplicate',
  /** Members and open invitations use the plan up. */
  'no_room',
  /** The time was up: send the same table again. */
  'not_done',
] as const;

const REASONS = ['no_email', 'bad_email', 'no_role', 'unknown_role', 'role_exceeds_yours'] as const;

export const ImportBody = z.object({
  dry_run: z.boolean(),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
  delimiter: z.enum([',', ';', '\t', '|']),
  ignored_columns: z.array(z.string()),
  counts: z.record(z.enum(OUTCOMES), z.number().int()),
  rows: z.array(
    z.object({
      line: z.number().int(),
      email: z.string(),
      name: z.string(),
      role: z.string().nullable(),
      outcome: z.enum(OUTCOMES),
      reason: z.enum(REASONS).nullable().meta({ description: 'Of what is invalid' }),
      formula: z.boolean().meta({ description: 'Has a cell that a spreadsheet would compute' }),
      code: z.string().nullable().meta({ description: 'To share; told once' }),
      mailed: z.boolean().nullable(),
    }),
  ),
  rejected_csv: z
    .string()
    .nullable()
    .meta({ description: 'The rows that were not taken, with the reason; safe to open in a spreadsheet' }),
});
export type ImportReport = z.output<typeof ImportBody>;
export type ImportRow = ImportReport['rows'][number];
export type Reason = (typeof REASONS)[number];
