/**
 * What the model must answer, by section: the extraction's own shapes, each value with the words it stands on. What the
 * text does not state is left out: every null would be paid for.
 */
import * as z from 'zod';
import { isCurrency } from '../extract/currencies.ts';
import { REQUIREMENT_CATEGORIES, STAKEHOLDER_ROLES } from '../extraction.ts';
import type { SectionName } from './names.ts';

const text = z.string().trim().min(1).max(500);
const page = z.int().positive();
const quote = z.string().trim().min(1).max(1000);
const evidence = { page, quote };
const list = <S extends z.ZodRawShape>(shape: S) => z.array(z.object(shape)).max(200).default([]);

const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
const date = z.string().regex(DATE, 'use YYYY-MM-DD, or YYYY-MM or YYYY where the text says no more');
const DURATION = /^[1-9]\d{0,3} (business )?(day|week|month|quarter|year)s?$/;
const duration = z.string().regex(DURATION, 'use a number and a unit, as in "36 months"');
const currency = z.string().refine(isCurrency, 'use an ISO 4217 code').describe('ISO 4217');

const TERMS = {
  agreement_date: date,
  effective_date: date,
  expiration_date: z.union([z.literal('perpetual'), date]),
  term: duration,
  renewal_term: duration,
  notice_period: duration,
  governing_law: text,
  go_live_date: date,
} as const;
export type TermField = keyof typeof TERMS;
const TERM_FIELDS = Object.keys(TERMS) as TermField[];

export const ANSWERS = {
  parties: z.object({
    document_name: z.object({ value: text, ...evidence }).optional(),
    parties: list({
      name: text,
      role: z.enum(['provider', 'customer', 'other']),
      aliases: z.array(text).max(20).default([]).describe('Defined terms, as in the "Company"'),
      ...evidence,
    }),
    stakeholders: list({
      name: text.describe('A person’s, without Dr. or Prof.'),
      title: text.optional(),
      email: text.optional(),
      phone: text.optional(),
      organization: text.optional(),
      roles: z.array(z.enum(STAKEHOLDER_ROLES)).min(1),
      ...evidence,
    }),
  }),
  terms: z.object({
    facts: list({ field: z.enum(TERM_FIELDS), value: text, ...evidence })
      .superRefine((facts, context) => {
        for (const [index, { field, value }] of facts.entries())
          for (const { message } of TERMS[field].safeParse(value).error?.issues ?? [])
            context.addIssue({ code: 'custom', path: [index, 'value'], message: `${field}: ${message}` });
      })
      .describe(
        'Each field once. Dates: ISO 8601, partial where the text is (2024-05). term, renewal_term, notice_period (to prevent renewal): number and unit as in "36 months". expiration_date may be "perpetual". governing_law: the state or country only.',
      ),
  }),
  commercial: z.object({
    entitlements: list({
      product: text.describe('As printed'),
      quantity: z.number().optional(),
      unit: text.optional(),
      start: date.optional(),
      end: date.optional(),
      ...evidence,
    }),
    pricing: list({
      item: text.describe('As printed'),
      quantity: z.number().optional(),
      unit_price: z.number().optional(),
      amount: z.number().optional().describe('Of the line, in major units as unit_price; discounts negative'),
      percent: z.number().optional().describe('A rate instead of money'),
      currency: currency.optional(),
      period: z.enum(['month', 'quarter', 'year', 'one_time', 'other']).optional(),
      ...evidence,
    }),
    totals: z
      .object({
        annual: z.number().optional().describe('The recurring sum of a contract year'),
        total: z.number().optional().describe('The sum for the term with one-time items'),
        currency,
        ...evidence,
      })
      .optional(),
    payment_terms: z
      .object({
        value: z
          .string()
          .regex(/^net \d{1,3}$|^due on receipt$/, 'use "net 30" or "due on receipt"')
          .describe('"net N" or "due on receipt"'),
        ...evidence,
      })
      .optional(),
  }),
  service: z.object({
    service_levels: list({
      metric: text.describe('As printed'),
      target: text.describe('As printed: "99.9%"'),
      ...evidence,
    }),
    technical_requirements: list({
      category: z.enum(REQUIREMENT_CATEGORIES),
      page,
      quote: quote.describe('The whole sentence'),
    }).describe(
      'What the customer’s or the provider’s systems must have or do; not prose about the parties’ duties',
    ),
  }),
} as const satisfies Record<SectionName, z.ZodType>;

export type AnswerOf<N extends SectionName> = z.output<(typeof ANSWERS)[N]>;

/** Limits that the answer is checked for here, and that are not worth telling the model with every question. */
const UNTOLD = [
  'additionalProperties',
  'default',
  'exclusiveMinimum',
  'maximum',
  'maxItems',
  'maxLength',
  'minItems',
  'minLength',
  'pattern',
] as const;

/** The tool's schema. Of the checks it carries the names, types and choices. */
export function toolSchema(section: SectionName): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(ANSWERS[section], {
    io: 'input',
    override: ({ jsonSchema }) => {
      for (const keyword of UNTOLD) delete jsonSchema[keyword];
    },
  });
  return schema;
}

/** Checks an answer. Models write null, or nothing, where they were asked to leave out. */
export const parseAnswer = <N extends SectionName>(section: N, input: unknown) =>
  (ANSWERS[section] as (typeof ANSWERS)[N]).safeParse(withoutBlanks(input));

function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlanks);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, member]) => member !== null && member !== '');
  return Object.fromEntries(kept.map(([name, member]) => [name, withoutBlanks(member)]));
}
