/** Forms to correct facts: a value as texts of inputs, and back. */
import type { Field } from '../../api/types.ts';
import { majorUnits, minorUnits } from '../../components/money-input.ts';
import { currentWays } from '../../components/ways.ts';
import type { en } from '../../i18n/en/index.ts';
import { t } from '../../i18n/i18n.ts';
import { ROLES } from '../customers/people.ts';

type Label = Exclude<keyof typeof en.contracts.input, 'currency' | 'currencyOf'>;
type Hint = keyof typeof en.contracts.hint;

export interface Input {
  /** Property of the value; empty where the value itself is meant. */
  readonly name: string;
  readonly label: Label;
  readonly kind: 'text' | 'area' | 'number' | 'money' | 'choice' | 'list' | 'choices';
  readonly required?: true;
  readonly hint?: Hint;
  readonly options?: readonly string[];
}

/** Texts of inputs by name; money has two, `amount` and `amount.currency`. Lists are separated by `;`: names contain commas. */
export type Texts = Readonly<Record<string, string>>;

const only = (label: Label, hint?: Hint): readonly Input[] => [
  { name: '', label, kind: 'text', required: true, ...(hint && { hint }) },
];
/** Its label goes by its name. */
const input = (kind: Input['kind'], name: Exclude<Label, Field>, more: Partial<Input> = {}): Input => ({
  name,
  label: name,
  kind,
  ...more,
});

const CATEGORIES = [
  'security',
  'identity',
  'data',
  'integration',
  'performance',
  'infrastructure',
  'migration',
  'compliance',
  'other',
];

export const FORMS: Readonly<Record<Field, readonly Input[]>> = {
  document_name: only('document_name'),
  agreement_date: only('agreement_date', 'date'),
  effective_date: only('effective_date', 'date'),
  go_live_date: only('go_live_date', 'date'),
  expiration_date: only('expiration_date', 'dateOrPerpetual'),
  term: only('term', 'durationOrPerpetual'),
  renewal_term: only('renewal_term', 'duration'),
  notice_period: only('notice_period', 'duration'),
  governing_law: only('governing_law'),
  payment_terms: only('payment_terms', 'payment'),
  totals: [input('money', 'annual'), input('money', 'total')],
  parties: [
    input('text', 'name', { required: true }),
    input('choice', 'role', { required: true, options: ['provider', 'customer', 'other'] }),
    input('list', 'aliases', { hint: 'list' }),
  ],
  stakeholders: [
    input('text', 'name', { required: true }),
    input('text', 'title'),
    input('text', 'organization'),
    input('text', 'email'),
    input('text', 'phone'),
    input('choices', 'roles', { required: true, options: ROLES }),
  ],
  entitlements: [
    input('text', 'product', { required: true }),
    input('number', 'quantity'),
    input('text', 'unit'),
    input('text', 'start', { hint: 'date' }),
    input('text', 'end', { hint: 'date' }),
  ],
  pricing: [
    input('text', 'item', { required: true }),
    input('number', 'quantity'),
    input('money', 'unit_price'),
    input('money', 'amount'),
    input('number', 'percent'),
    input('choice', 'period', { options: ['month', 'quarter', 'year', 'one_time', 'other'] }),
  ],
  service_levels: [input('text', 'metric', { required: true }), input('text', 'target', { required: true })],
  technical_requirements: [
    input('area', 'requirement', { required: true }),
    input('choice', 'category', { required: true, options: CATEGORIES }),
  ],
};

/** What a form begins with. */
export function textsOf(field: Field, value: unknown): Texts {
  const texts: Record<string, string> = {};
  for (const { name, kind } of FORMS[field]) {
    const part: unknown = name === '' ? value : (value as Record<string, unknown> | null)?.[name];
    if (kind === 'money') {
      const money = part as { minor: number; currency: string } | null | undefined;
      texts[name] = money ? majorUnits(money) : '';
      texts[`${name}.currency`] = money?.currency ?? currentWays()?.currency ?? '';
    } else texts[name] = Array.isArray(part) ? part.join('; ') : part == null ? '' : String(part);
  }
  return texts;
}

/** @returns the value as the API takes it, or sentences by input for what cannot be understood */
export function enteredValue(
  field: Field,
  texts: Texts,
): { readonly value: unknown } | { readonly errors: Readonly<Record<string, string>> } {
  const errors: Record<string, string> = {};
  const parts = FORMS[field].map(
    (definition) => [definition.name, partOf(definition, texts, errors)] as const,
  );
  if (Object.keys(errors).length > 0) return { errors };
  const [[name, first] = ['', undefined]] = parts;
  return { value: name === '' ? first : Object.fromEntries(parts) };
}

function partOf({ name, kind, required }: Input, texts: Texts, errors: Record<string, string>): unknown {
  const text = texts[name]?.trim() ?? '';
  if (kind === 'list' || kind === 'choices') {
    const items = text.split(';').map((item) => item.trim());
    const filled = items.filter((item) => item !== '');
    if (required && filled.length === 0) errors[name] = t('contracts.entered.chooseOne');
    return filled;
  }
  if (text === '') {
    if (required) errors[name] = t('contracts.entered.fillIn');
    return null;
  }
  if (kind === 'number') {
    const value = Number(text);
    if (!Number.isFinite(value)) errors[name] = t('contracts.entered.number');
    return value;
  }
  if (kind !== 'money') return text;
  const currency = texts[`${name}.currency`]?.trim().toUpperCase() ?? '';
  const minor = minorUnits(text, currency);
  if (minor === undefined) errors[name] = t('contracts.entered.amount');
  if (!/^[A-Z]{3}$/.test(currency)) errors[`${name}.currency`] = t('contracts.entered.currency');
  return { minor, currency };
}
