/** What the customers' screens say about one. */
import type { Customer, CustomerStatus, Price } from '../../api/types.ts';
import { formatDate, formatMoney } from '../../components/format.ts';
import type { Tone } from '../../components/status.tsx';
import { t } from '../../i18n/i18n.ts';

export const TONE: Readonly<Record<CustomerStatus, Tone>> = {
  lead: 'quiet',
  prospect: 'busy',
  active: 'good',
  inactive: 'quiet',
  churned: 'bad',
};

type Money = NonNullable<Price['amount']>;

/** Several currencies stand beside each other; undefined where nothing is known. */
export const moneyText = (amounts: readonly Money[]): string | undefined =>
  amounts.length > 0 ? amounts.map(formatMoney).join(' + ') : undefined;

/** `Renews 2 Mar 2030`, `Ends …`, whichever comes first; undefined where no term is known. */
export function termText({
  renewal_date,
  end_date,
}: Pick<Customer['summary'], 'renewal_date' | 'end_date'>): string | undefined {
  const renews = renewal_date !== null && (end_date === null || renewal_date <= end_date);
  const date = renews ? renewal_date : end_date;
  if (date === null) return undefined;
  return t(renews ? 'customers.renewsOn' : 'customers.endsOn', { date: formatDate(date) });
}

/** How many days until then: below zero when it has passed. Both ISO 8601 days. */
export const daysUntil = (date: string, today: string): number =>
  Math.round((Date.parse(date) - Date.parse(today)) / 86_400_000);

/** A day that is to come, in days. */
export function inDaysText(date: string, today: string): string {
  const count = daysUntil(date, today);
  return count <= 0 ? t('customers.today') : t('customers.inDays', { count });
}
