/**
 * Fields that an organization adds to its records (WS-04). A field is archived, never deleted: what was entered stays.
 * Key and type of a field are for good, because values were entered under them.
 */
import * as z from 'zod';
import type { Actor } from '../kernel/actor.ts';
import { type FieldError, invalid } from '../kernel/problem.ts';
import { Name } from '../kernel/schema.ts';
import { readDocument, replaceDocument, type Stored } from './document.ts';

export const FIELD_TYPES = [
  'text',
  'long_text',
  'number',
  'money',
  'date',
  'boolean',
  'choice',
  'multi_choice',
  'url',
  'email',
] as const;

export const MOST_FIELDS = 50;
const MOST_OPTIONS = 100;
export const FIELD_KEY = /^[a-z][a-z0-9_]{0,39}$/;

const Option = z.strictObject({
  value: z.string().regex(FIELD_KEY, 'use lower-case letters, digits and _, a letter first'),
  label: Name.max(100),
  archived: z.boolean().default(false),
});

const Field = z
  .strictObject({
    key: z.string().regex(FIELD_KEY, 'use lower-case letters, digits and _, a letter first'),
    type: z.enum(FIELD_TYPES),
    label: Name.max(100),
    help: z.string().trim().max(300).default(''),
    required: z.boolean().default(false).meta({ description: 'Once it has a value it is not emptied' }),
    options: z.array(Option).max(MOST_OPTIONS).default([]).meta({ description: 'Of choices' }),
    archived: z.boolean().default(false),
  })
  .superRefine(({ type, options }, context) => {
    const chosen = type === 'choice' || type === 'multi_choice';
    const issue = (message: string) => context.addIssue({ code: 'custom', path: ['options'], message });
    if (chosen && !options.some(({ archived }) => !archived)) issue('add at least one option');
    if (!chosen && options.length > 0) issue('only choices have options');
    if (new Set(options.map(({ value }) => value)).size < options.length) issue('two options have one value');
  });
export type CustomField = z.output<typeof Field>;

/** In the order in which they are shown. */
export const CustomFields = z.strictObject({
  customer: z
    .array(Field)
    .max(MOST_FIELDS, `a record has at most ${MOST_FIELDS} fields, archived ones included`)
    .refine(
      (fields) => new Set(fields.map(({ key }) => key)).size === fields.length,
      'two fields have one key',
    ),
});
export type CustomFields = z.output<typeof CustomFields>;

const NONE: CustomFields = { customer: [] };

export const readCustomFields = (actor: Actor) => readDocument(actor, 'custom_fields', NONE);

/** @throws Problem 400 for a field that was left out or changed its type, 409 `version_conflict` */
export async function replaceCustomFields(
  actor: Actor,
  fields: CustomFields,
  version: number,
): Promise<Stored<CustomFields>> {
  const { value: before } = await readCustomFields(actor);
  const errors: FieldError[] = before.customer.flatMap((former) => {
    const index = fields.customer.findIndex(({ key }) => key === former.key);
    if (index === -1)
      return [
        {
          field: 'customer',
          code: 'field_removed',
          message: `"${former.key}" is missing: archive a field instead of removing it`,
        },
      ];
    if (fields.customer[index]?.type === former.type) return [];
    return [
      {
        field: `customer.${index}.type`,
        code: 'type_changed',
        message: `"${former.key}" is of type ${former.type} for good`,
      },
    ];
  });
  if (errors.length > 0) throw invalid(errors);
  return replaceDocument(actor, 'custom_fields', fields, version);
}

const AMOUNT = Number.MAX_SAFE_INTEGER;
const line = z.string().trim().min(1).max(300);

/** What a value of the field must be. */
function valueSchema({ type, options }: CustomField): z.ZodType {
  const allowed = options.filter(({ archived }) => !archived).map(({ value }) => value);
  const option = z
    .string()
    .refine((value) => allowed.includes(value), `must be one of: ${allowed.join(', ')}`);
  switch (type) {
    case 'text':
      return line.refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), 'must be a single line');
    case 'long_text':
      return z.string().trim().min(1).max(5000);
    case 'number':
      return z.number();
    case 'money':
      return z.strictObject({
        minor: z.number().int().min(-AMOUNT).max(AMOUNT),
        currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 currency'),
      });
    case 'date':
      return z.iso.date();
    case 'boolean':
      return z.boolean();
    case 'choice':
      return option;
    case 'multi_choice':
      return z
        .array(option)
        .min(1)
        .max(MOST_OPTIONS)
        .refine((values) => new Set(values).size === values.length, 'names an option twice');
    case 'url':
      return z.url({ protocol: /^https?$/ }).max(2000);
    case 'email':
      return z.email().max(320);
  }
}

/** As a request gives them: null empties a field, what is left out stays. */
export const CustomValues = z
  .record(z.string().max(40), z.unknown())
  .refine((values) => Object.keys(values).length <= MOST_FIELDS, 'too many fields')
  .meta({ description: 'Values of the organization’s own fields, by key; null empties one' });

export type CustomRecord = Readonly<Record<string, unknown>>;

/**
 * The values of a record after a change.
 * @throws Problem 400 with one error for each field that was refused
 */
export function changedValues(
  fields: readonly CustomField[],
  before: CustomRecord,
  given: CustomRecord,
): CustomRecord {
  const errors: FieldError[] = [];
  const after: Record<string, unknown> = { ...before };
  const refuse = (key: string, code: string, message: string) =>
    errors.push({ field: `custom.${key}`, code, message });
  for (const [key, value] of Object.entries(given)) {
    const field = fields.find((candidate) => candidate.key === key);
    if (!field) refuse(key, 'unknown_field', 'there is no such field');
    else if (field.archived) refuse(key, 'archived_field', 'this field is archived');
    else if (value === null) {
      if (field.required) refuse(key, 'required', `${field.label} must have a value`);
      delete after[key];
    } else {
      const parsed = valueSchema(field).safeParse(value);
      if (parsed.success) after[key] = parsed.data;
      else
        for (const issue of parsed.error.issues)
          refuse([key, ...issue.path].map(String).join('.'), issue.code, issue.message);
    }
  }
  if (errors.length > 0) throw invalid(errors);
  return after;
}
