/** A fact's value in words: one line to decide by, and what else belongs to it. */
import type { Fact } from '../../api/types.ts';
import { formatDate, formatMoney, formatNumber, formatPercent } from '../../components/format.ts';
import { en } from '../../i18n/en/index.ts';
import { t } from '../../i18n/i18n.ts';

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
  value === 'perpetual'
    ? t('contracts.value.perpetual')
    : typeof value === 'string'
      ? formatDate(value)
      : undefined;
const isChoice = (value: string): value is keyof typeof en.contracts.choice =>
  Object.hasOwn(en.contracts.choice, value);

/** `executive_sponsor` → `Executive sponsor`; one that this app does not know yet, in the API's own words. */
export const choiceName = (value: string): string => {
  if (isChoice(value)) return t(`contracts.choice.${value}`);
  const spaced = value.replaceAll('_', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

const PERIODS = ['month', 'quarter', 'year', 'one_time'] as const;
const period = (value: unknown): string | undefined => {
  const known = PERIODS.find((candidate) => candidate === value);
  return known && t(`contracts.value.period.${known}`);
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
        choiceName(text(v.role) ?? 'other'),
        list(v.aliases).length > 0
          ? t('contracts.value.also', { names: list(v.aliases).join(t('contracts.value.alsoBetween')) })
          : undefined,
      );
    case 'stakeholders':
      return of(
        text(v.name),
        [text(v.title), text(v.organization)].filter(Boolean).join(', ') || undefined,
        list(v.roles).map(choiceName).join(', ') || undefined,
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
          typeof v.percent === 'number' ? formatPercent(v.percent / 100) : undefined,
          period(v.period),
        ]
          .filter(Boolean)
          .join(' ') || undefined,
        number(v.quantity) &&
          t('contracts.value.times', {
            quantity: number(v.quantity) ?? '',
            price: money(v.unit_price) ?? '–',
          }),
        v.quantity === null && money(v.unit_price)
          ? t('contracts.value.each', { price: money(v.unit_price) ?? '' })
          : undefined,
      );
    case 'totals':
      return of(
        money(v.total) ?? perYear(v.annual),
        money(v.total) ? t('contracts.value.wholeTerm') : undefined,
        money(v.total) ? perYear(v.annual) : undefined,
      );
    case 'service_levels':
      return of(text(v.metric), text(v.target));
    case 'technical_requirements':
      return of(text(v.requirement), choiceName(text(v.category) ?? 'other'));
    default:
      return of(text(value));
  }
}

const perYear = (amount: unknown) =>
  money(amount) && t('contracts.value.perYear', { amount: money(amount) ?? '' });

const quantity = (amount: unknown, unit: unknown) =>
  number(amount) === undefined ? text(unit) : [number(amount), text(unit)].filter(Boolean).join(' ');

const span = (start: unknown, end: unknown) => {
  const [from, to] = [date(start), date(end)];
  if (from && to) return t('contracts.value.span', { from, to });
  if (from) return t('contracts.value.from', { date: from });
  return to && t('contracts.value.until', { date: to });
};

/** All of it in one line. */
export const oneLine = (field: Fact['field'], value: unknown): string => {
  const { title, details } = factText(field, value);
  return [title, ...details].join(' · ');
};
