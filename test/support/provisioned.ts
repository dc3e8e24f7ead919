/** Waiting for what happens to organizations in the background. */
import type { Session } from '../../bin/client/session.ts';

const TIMEOUT_MS = 30_000;

/** @returns the newest attempt when it has ended */
// biome-ignore lint/suspicious/noExplicitAny: as the session's answers
export async function provisioned(session: Session, timeoutMs = TIMEOUT_MS): Promise<any> {
  return until(timeoutMs, async () => {
    const attempt = await session.expect('GET', '/api/v1/provision/status/current');
    return attempt.status === 'succeeded' || attempt.status === 'failed' ? attempt : undefined;
  });
}

/** Asks until there is an answer. */
export async function until<T>(timeoutMs: number, ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`Nothing came of it within ${timeoutMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

/** Answers of the wizard's six steps, in their order. */
export const WIZARD_ANSWERS = [
  ['company', { name: 'Harbor Mutual', size: '11-50', location: { country: 'DE', city: 'Kiel' } }],
  ['industry', { blueprint: 'insurance', industry_lines: ['health', 'auto'] }],
  ['markets', { regions: ['dach', 'northern_europe'], countries: ['DE', 'DK'] }],
  ['lead_sources', { sources: ['website', 'referral'] }],
  ['integrations', { api: true, webhooks: false, crm: 'hubspot' }],
  ['billing', { plan: 'business', billing_email: 'billing@harbor.example' }],
] as const;
