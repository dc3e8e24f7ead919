/** Values of the organization's own fields: as they are shown, as they are typed, as the API takes them. */
import { formatDate, formatMoney, formatNumber } from '../../components/format.ts';
import { majorUnits, minorUnits } from '../../components/money-input.ts';
import { currentWays } from '../../components/ways.ts';
import { t } from '../../i18n/i18n.ts';
import type { CustomField } from '../workspace/settings-queries.ts';

interface Money {
  readonly minor: number;
  readonly currency: string;
}

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'minor' in value && 'currency' in value;

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** @returns undefined where there is no value */
export function shownValue({ type, options }: CustomField, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  const labelOf = (chosen: string) => options.find((option) => option.value === chosen)?.label ?? chosen;
  switch (type) {
    case 'number':
      return formatNumber(Number(value));
    case 'money':
      return isMoney(value) ? formatMoney(value) : undefined;
    case 'date':
      return formatDate(String(value));
    case 'boolean':
      return t(value === true ? 'workspace.values.yes' : 'workspace.values.no');
    case 'choice':
      return labelOf(String(value));
    case 'multi_choice':
      return texts(value).map(labelOf).join(', ');
    default:
      return String(value);
  }
}

/** What somebody typed or chose. */
export interface Draft {
  readonly text: string;
  /** Of an amount. */
  readonly currency: string;
  /** Of several. */
  readonly chosen: readonly string[];
}

export function draftOfValue({ type }: CustomField, value: unknown): Draft {
  const currency = isMoney(value) ? value.currency : (currentWays()?.currency ?? 'USD');
  const text =
    type === 'money'
      ? isMoney(value)
        ? majorUnits(value)
        : ''
      : value === undefined || value === null || Array.isArray(value)
        ? ''
        : String(value);
  return { text, currency, chosen: texts(value) };
}

/** @returns what the API takes, null for nothing; or a sentence for what cannot be understood */
export function enteredCustomValue(
  { type }: CustomField,
  { text, currency, chosen }: Draft,
): { readonly value: unknown } | { readonly error: string } {
  const typed = text.trim();
  if (type === 'multi_choice') return { value: chosen.length > 0 ? [...chosen] : null };
  if (typed === '') return { value: null };
  switch (type) {
    case 'number': {
      const value = Number(typed.replace(',', '.'));
      return Number.isFinite(value) ? { value } : { error: t('workspace.values.notNumber') };
    }
    case 'money': {
      const minor = minorUnits(typed, currency);
      return minor === undefined
        ? { error: t('workspace.values.notAmount') }
        : { value: { minor, currency: currency.trim().toUpperCase() } };
    }
    case 'boolean':
      return { value: typed === 'true' };
    default:
      return { value: typed };
  }
}
