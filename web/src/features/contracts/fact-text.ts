/** A fact's value in words: one line to decide by, and what else belongs to it. */
import type { Fact } from '../../api/types.ts';
import { formatDate, formatMoney, formatNumber } from '../../components/format.ts';

export interface FactText {
  readonly title: string;
  readonly details: readonly string[];
}

type Values = Readonly<Record<string, unknown>>;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const number = (value: unknown): string | undefined =>
  typeof value === 'number' ? formatNumber(value) : undefined;
const money = (value: unknown): string | undefined => {
  const { minor, currency } = (value ?? {}) as Values;
  return typeof minor === 'number' && typeof currency === 'string'
    ? formatMoney({ minor, currency })
    : undefined;
};
const date = (value: unknown): string | undefined =>
  value === 'perpetual' ? 'Never: perpetual' : typeof value === 'string' ? formatDate(value) : undefined;
/** `executive_sponsor` → `Executive sponsor`. */
export const words = (value: string): string => {
  const spaced = value.replaceAll('_', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

const PERIOD: Readonly<Record<string, string>> = {
  month: 'per month',
  quarter: 'per quarter',
  year: 'per year',
  one_time: 'once',
};

const of = (title: string | undefined, ...details: (string | undefined)[]): FactText => ({
  title: title ?? '–',
  details: details.filter((detail) => detail !== undefined),
});

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** @param value in the API's spelling, as `fact.value` or `fact.alternative` */
export function factText(field: Fact['field'], value: unknown): FactText {
  const v = (typeof value === 'object' && value !== null ? value : {}) as Values;
  switch (field) {
    case 'agreement_date':
    case 'effective_date':
    case 'go_live_date':
    case 'expiration_date':
      return of(date(value));
    case 'parties':
      return of(
        text(v.name),
        words(text(v.role) ?? 'other'),
        list(v.aliases).length > 0 ? `Also “${list(v.aliases).join('”, “')}”` : undefined,
      );
    case 'stakeholders':
      return of(
        text(v.name),
        [text(v.title), text(v.organization)].filter(Boolean).join(', ') || undefined,
        list(v.roles).map(words).join(', ') || undefined,
        text(v.email),
        text(v.phone),
      );
    case 'entitlements':
      return of(text(v.product), quantity(v.quantity, v.unit), span(v.start, v.end));
    case 'pricing':
      return of(
        text(v.item),
        [
          money(v.amount),
          typeof v.percent === 'number' ? `${formatNumber(v.percent)} %` : undefined,
          PERIOD[String(v.period)],
        ]
          .filter(Boolean)
          .join(' ') || undefined,
        number(v.quantity) && `${number(v.quantity)} × ${money(v.unit_price) ?? '–'}`,
        v.quantity === null && v.unit_price ? `${money(v.unit_price)} each` : undefined,
      );
    case 'totals':
      return of(
        money(v.total) ?? (money(v.annual) && `${money(v.annual)} per year`),
        money(v.total) ? 'for the whole term' : undefined,
        money(v.total) && money(v.annual) ? `${money(v.annual)} per year` : undefined,
      );
    case 'service_levels':
      return of(text(v.metric), text(v.target));
    case 'technical_requirements':
      return of(text(v.requirement), words(text(v.category) ?? 'other'));
    default:
      return of(text(value));
  }
}

const quantity = (amount: unknown, unit: unknown) =>
  number(amount) === undefined ? text(unit) : [number(amount), text(unit)].filter(Boolean).join(' ');

const span = (start: unknown, end: unknown) => {
  const [from, to] = [date(start), date(end)];
  return from && to ? `${from} – ${to}` : from ? `from ${from}` : to ? `until ${to}` : undefined;
};
