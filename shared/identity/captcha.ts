/** Whether a person is there (ID-14): asked of a service with reCAPTCHA's interface, never believed of the client. */
import * as z from 'zod';
import { Busy } from '../kernel/busy.ts';
import { environment } from '../kernel/environment.ts';
import { log } from '../kernel/log.ts';
import { Problem } from '../kernel/problem.ts';
import { secretValue } from '../kernel/secrets.ts';

const TIMEOUT_MS = 5_000;

const Captcha = z.union([
  z.literal('off'),
  z.object({ siteKey: z.string(), scriptUrl: z.string(), verifyUrl: z.string() }),
]);

export const CaptchaToken = z.string().min(1).max(4096).optional().meta({
  description: 'What the challenge of `captcha` in `GET /api/v1/auth/config` gave; good once',
});

export const captcha = () => Captcha.parse(JSON.parse(environment('CAPTCHA')));

const Verdict = z.object({ success: z.boolean(), 'error-codes': z.array(z.string()).optional() });

/**
 * @throws Problem 403 `captcha_required` without a token, 403 `captcha_failed` for one that is wrong, used or too old
 * @throws Busy when the service cannot be reached: nobody gets in because it is down
 */
export async function requirePerson(token: string | undefined): Promise<void> {
  const config = captcha();
  if (config === 'off') return;
  if (!token)
    throw new Problem(403, 'captcha_required', 'Confirm that you are a person, then try again.', {
      site_key: config.siteKey,
    });
  const verdict = await verify(config.verifyUrl, token);
  if (verdict.success) return;
  const codes = verdict['error-codes'] ?? [];
  // Our own secret is wrong: that is a fault of the deployment, not of the person.
  if (codes.some((code) => code.endsWith('-input-secret')))
    throw new Error('The captcha service refuses our secret.');
  log.info('captcha refused', { codes });
  throw new Problem(
    403,
    'captcha_failed',
    'The confirmation that you are a person was used already or is too old. Confirm again.',
    { site_key: config.siteKey },
  );
}

async function verify(url: string, token: string): Promise<z.output<typeof Verdict>> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ secret: await secretValue('CAPTCHA_SECRET'), response: token }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (cause) {
    throw new Busy('The captcha service cannot be reached.', { cause });
  }
  if (!response.ok) throw new Busy(`The captcha service answered ${response.status}.`);
  return Verdict.parse(await response.json());
}
