/** A fact as the API shows it. */
import * as z from 'zod';
import { snakeKey, toSnake } from '../kernel/casing.ts';
import { DECISIONS, FIELDS, methodOf, type StoredFact } from './fact.ts';

const Box = z.object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() });

export const FIELD_NAMES = FIELDS.map(snakeKey) as [string, ...string[]];

export const FactBody = z.object({
  key: z.string(),
  field: z.enum(FIELD_NAMES),
  value: z.unknown(),
  original: z.unknown().meta({ description: 'What was read, when a person put something else in its place' }),
  evidence: z.array(
    z.object({
      page: z.number().int(),
      quote: z.string(),
      box: Box.nullable().meta({ description: 'Fractions of the page from its top left corner' }),
    }),
  ),
  confidence: z.number(),
  method: z.enum(['rule', 'model', 'computed', 'person']),
  needs_review: z.boolean(),
  note: z.string().nullable(),
  alternative: z.unknown(),
  decision: z.enum(DECISIONS),
  decided_by: z.string().nullable(),
  decided_at: z.string().nullable(),
  version: z.number().int(),
});

export const factView = (fact: StoredFact): z.output<typeof FactBody> => ({
  key: fact.key,
  field: snakeKey(fact.field),
  value: toSnake(fact.value),
  original: fact.original === undefined ? null : toSnake(fact.original),
  evidence: fact.evidence.map(({ page, quote, box }) => ({ page, quote, box })),
  confidence: fact.confidence,
  method: methodOf(fact),
  needs_review: isOpen(fact),
  note: fact.note ?? null,
  alternative: fact.alternative === undefined ? null : toSnake(fact.alternative),
  decision: fact.decision,
  decided_by: fact.decided_by ?? null,
  decided_at: fact.decided_at ?? null,
  version: fact.version,
});

/** A person should look, and nobody has. */
export const isOpen = (fact: Pick<StoredFact, 'decision' | 'needs_review'>) =>
  fact.decision === 'none' && fact.needs_review;
