/** What a scripted model says about `AGREEMENT`: section by section, true and with its words. */
import type { Session } from '../../bin/client/session.ts';
import type { ScriptEntry } from '../../local/bedrock/index.ts';
import { newAdmin } from './people.ts';

export type Section = 'parties' | 'terms' | 'commercial' | 'service';

export const SECTIONS: readonly Section[] = ['parties', 'terms', 'commercial', 'service'];

const term = (field: string, value: string, quote: string) => ({ field, value, page: 1, quote });

export const TERMS = [
  term('effective_date', '2027-03-03', 'March 3, 2027'),
  term('term', '36 months', 'thirty-six (36) months'),
  term('renewal_term', '12 months', 'successive terms of twelve (12) months'),
  term('notice_period', '60 days', 'at least sixty (60) days'),
  term('governing_law', 'Oregon', 'the laws of the State of Oregon'),
];

export const ANSWERS: Readonly<Record<Section, object>> = {
  parties: {
    document_name: {
      value: 'Master Subscription Agreement',
      page: 1,
      quote: 'MASTER SUBSCRIPTION AGREEMENT',
    },
    parties: [
      {
        name: 'Harborlight Software, Inc.',
        role: 'provider',
        aliases: ['Provider'],
        page: 1,
        quote: 'Harborlight Software, Inc., a Delaware corporation',
      },
      {
        name: 'Meridian Freight LLC',
        role: 'customer',
        aliases: ['Customer'],
        page: 1,
        quote: 'Meridian Freight LLC, an Oregon limited liability company',
      },
    ],
    stakeholders: [
      {
        name: 'Renata Okafor',
        title: 'Chief Operating Officer',
        email: 'renata.okafor@meridianfreight.example',
        organization: 'Meridian Freight LLC',
        roles: ['signatory'],
        page: 1,
        quote: 'Renata Okafor, Chief Operating Officer, renata.okafor@meridianfreight.example',
      },
    ],
  },
  terms: { facts: TERMS },
  commercial: {
    entitlements: [
      {
        product: 'Harborlight Dispatch',
        quantity: 120,
        unit: 'named users',
        page: 1,
        quote: 'Harborlight Dispatch for 120 named users',
      },
    ],
    pricing: [
      {
        item: 'Harborlight Dispatch',
        amount: 54_000,
        currency: 'USD',
        period: 'year',
        page: 1,
        quote: 'an annual subscription fee of $54,000.00 for Harborlight Dispatch',
      },
    ],
    payment_terms: { value: 'net 30', page: 1, quote: 'net thirty (30) days' },
  },
  service: {
    service_levels: [
      {
        metric: 'monthly uptime percentage',
        target: '99.9%',
        page: 1,
        quote: 'monthly uptime percentage of 99.9%',
      },
    ],
    technical_requirements: [
      {
        category: 'identity',
        page: 1,
        quote: "Single sign-on through SAML 2.0 with the Customer's identity provider.",
      },
    ],
  },
};

/** Tokens of each scripted answer. */
export const USAGE = { inputTokens: 1000, outputTokens: 100 };

/** The script of a model that answers every section, but for those that are said. */
export const script = (
  otherwise: Partial<Record<Section, ScriptEntry | readonly ScriptEntry[]>> = {},
): readonly ScriptEntry[] =>
  SECTIONS.flatMap((section): readonly ScriptEntry[] => {
    const special = otherwise[section];
    const entries = special === undefined ? [{ toolInput: ANSWERS[section] }] : [special].flat();
    return entries.map((entry) => ({
      usage: USAGE,
      ...entry,
      when: { ...entry.when, tool: `record_${section}` },
    }));
  });

/** The admin of an organization that lets the model read its contracts. */
export async function newAdminWithAi(appUrl: string): Promise<Session> {
  const session = await newAdmin(appUrl);
  const { id, name, version } = await session.expect('GET', '/api/v1/organizations/current');
  await session.expect('PUT', `/api/v1/organizations/${id}`, { name, ai_enabled: true, version });
  return session;
}
