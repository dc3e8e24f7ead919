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

/** Money as the API shows it: integer minor units and an ISO 4217 currency. */
export const MoneyBody = z.object({ minor: z.number().int(), currency: z.string() });
