/** Pieces of schemas that many routes share. */
import * as z from 'zod';

/** A ULID. Anything else in a path cannot name a record, and is answered like one that is missing. */
export const Id = z.string().regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'is not an id');

export const IdParams = z.object({ id: Id });

export const Version = z
  .number()
  .int()
  .positive()
  .meta({ description: 'The version you read; 409 when it is stale' });

/** A name that people give: one line, and something in it that can be read. */
export const Name = z
  .string()
  .trim()
  .refine((name) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name), 'must be a single line')
  .refine((name) => /[\p{L}\p{N}]/u.test(name), 'use at least one letter or digit');

/** Money as the API shows it: integer minor units and an ISO 4217 currency. */
export const MoneyBody = z.object({ minor: z.number().int(), currency: z.string() });

/** A calendar day that work can be planned for: beyond it there are no more days to count on with. */
export const Day = z.iso
  .date()
  .refine((day) => day >= '1900-01-01' && day <= '2199-12-31', 'must be between 1900 and 2199');
