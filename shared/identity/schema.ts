/** What routes of accounts take and give. */
import * as z from 'zod';
import { Name } from '../kernel/schema.ts';

export const Email = z.string().trim().toLowerCase().pipe(z.email('is not an e-mail address').max(254));

/** The user pool's policy says what is good enough; longer ones it does not take. */
export const Password = z.string().min(1, 'is needed').max(256, 'use at most 256 characters');

export const PersonName = Name.min(1, 'is needed').max(100, 'use at most 100 characters');

/** Six digits, as they were mailed; blanks between are not minded. */
export const Code = z
  .string()
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'are the six digits of the mail'));

/** Browsers keep the refresh token in a cookie that no script reads; other programs keep it themselves. */
export const Delivery = z.enum(['cookie', 'body']).default('cookie').meta({
  description: 'Where the refresh token goes: `cookie` for browsers, `body` for other programs',
});

/** An access token for 15 minutes; the refresh token only where it was asked for. */
export const TokenBody = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.number().int(),
  refresh_token: z.string().optional().meta({ description: 'With `deliver: "body"`: keep it as a secret' }),
});

/** What was done, or would have been: the same for every address. */
export const Acknowledged = z.object({ status: z.string() });
