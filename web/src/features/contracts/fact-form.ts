/** Forms to correct facts: a value as texts of inputs, and back. */
import type { Field } from '../../api/types.ts';
import { currencyDigits } from '../../components/format.ts';

export interface Input {
  /** Property of the value; empty where the value itself is meant. */
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'area' | 'number' | 'money' | 'choice' | 'list' | 'choices';
  readonly required?: true;
  readonly hint?: string;
  readonly options?: readonly string[];
}

/** Texts of inputs by name; money has two, `amount` and `amount.currency`. Lists are separated by `;`: names contain commas. */
export type Texts = Readonly<Record<string, string>>;

const DATE = 'YYYY-MM-DD; YYYY-MM or YYYY where the day is not known.';
const DURATION = 'A number and a unit, as in “36 months”.';

const date = (label: string, hint = DATE): readonly Input[] => [
  { name: '', label, kind: 'text', required: true, hint },
];
const only = (label: string, hint?: string): readonly Input[] => [
  { name: '', label, kind: 'text', required: true, ...(hint && { hint }) },
];
const input = (kind: Input['kind'], name: string, label: string, more: Partial<Input> = {}): Input => ({
  name,
  label,
  kind,
  ...more,
});

const ROLES = ['executive_sponsor', 'signatory', 'billing', 'technical', 'project', 'notices', 'other'];
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
  document_name: only('Name of the document'),
  agreement_date: date('Agreement date'),
  effective_date: date('Effective date'),
  go_live_date: date('Go-live date'),
  expiration_date: date('Ends', `${DATE} Or “perpetual”.`),
  term: only('Term', `${DURATION} Or “perpetual”.`),
  renewal_term: only('Renews for', DURATION),
  notice_period: only('Notice period', DURATION),
  governing_law: only('Governing law'),
  payment_terms: only('Payment terms', '“net 30” or “due on receipt”.'),
  totals: [input('money', 'annual', 'For a year'), input('money', 'total', 'For the whole term')],
  parties: [
    input('text', 'name', 'Name', { required: true }),
    input('choice', 'role', 'Role', { required: true, options: ['provider', 'customer', 'other'] }),
    input('list', 'aliases', 'Also called', { hint: 'Separated by semicolons.' }),
  ],
  stakeholders: [
    input('text', 'name', 'Name', { required: true }),
    input('text', 'title', 'Title'),
    input('text', 'organization', 'Company'),
    input('text', 'email', 'E-mail'),
    input('text', 'phone', 'Phone'),
    input('choices', 'roles', 'Roles', { required: true, options: ROLES }),
  ],
  entitlements: [
    input('text', 'product', 'Product', { required: true }),
    input('number', 'quantity', 'Quantity'),
    input('text', 'unit', 'Unit'),
    input('text', 'start', 'Starts', { hint: DATE }),
    input('text', 'end', 'Ends', { hint: DATE }),
  ],
  pricing: [
    input('text', 'item', 'Item', { required: true }),
    input('number', 'quantity', 'Quantity'),
    input('money', 'unit_price', 'Unit price'),
    input('money', 'amount', 'Amount'),
    input('number', 'percent', 'Percent'),
    input('choice', 'period', 'Period', { options: ['month', 'quarter', 'year', 'one_time', 'other'] }),
  ],
  service_levels: [
    input('text', 'metric', 'Measure', { required: true }),
    input('text', 'target', 'Target', { required: true }),
  ],
  technical_requirements: [
    input('area', 'requirement', 'Requirement', { required: true }),
    input('choice', 'category', 'Category', { required: true, options: CATEGORIES }),
  ],
};

/** What a form begins with. */
export function textsOf(field: Field, value: unknown): Texts {
  const texts: Record<string, string> = {};
  for (const { name, kind } of FORMS[field]) {
    const part: unknown = name === '' ? value : (value as Record<string, unknown> | null)?.[name];
    if (kind === 'money') {
      const money = part as { minor: number; currency: string } | null | undefined;
      texts[name] = money ? majorUnits(money.minor, currencyDigits(money.currency)) : '';
      texts[`${name}.currency`] = money?.currency ?? '';
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
    if (required && filled.length === 0) errors[name] = 'Choose at least one.';
    return filled;
  }
  if (text === '') {
    if (required) errors[name] = 'Fill this in.';
    return null;
  }
  if (kind === 'number') {
    const value = Number(text);
    if (!Number.isFinite(value)) errors[name] = 'Enter a number, as in 1200 or 99.5.';
    return value;
  }
  if (kind !== 'money') return text;
  const currency = texts[`${name}.currency`]?.trim().toUpperCase() ?? '';
  const minor = minorUnits(text, currencyDigits(currency));
  if (minor === undefined) errors[name] = 'Enter an amount with a point, as in 54000.00.';
  if (!/^[A-Z]{3}$/.test(currency)) errors[`${name}.currency`] = 'As in USD.';
  return { minor, currency };
}

/** Whole numbers only: no amount goes through a fraction that a computer cannot hold. */
function majorUnits(minor: number, digits: number): string {
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${minor < 0 ? '-' : ''}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ''}`;
}

function minorUnits(text: string, digits: number): number | undefined {
  const match = /^(-?)(\d{1,13})(?:\.(\d*))?$/.exec(text.replaceAll(/[\s,](?=\d{3}(\D|$))/g, ''));
  const [, sign = '', whole = '', fraction = ''] = match ?? [];
  if (!match || fraction.length > digits) return undefined;
  const minor = Number(`${whole}${fraction.padEnd(digits, '0')}`);
  return sign && minor !== 0 ? -minor : minor;
}
