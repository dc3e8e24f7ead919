/** How values of the API read to a person. */
import { majorUnits } from '../../shared/contracts/extract/money.ts';
import type { MoneyAnswer } from './answers.ts';

/** `executive_sponsor` → `executive sponsor` */
export const words = (name: string): string => name.replaceAll('_', ' ');

/** `54,000.00 USD`, with as many decimals as the currency has. */
export function money(amount: MoneyAnswer | null): string {
  if (amount === null) return '';
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: amount.currency,
  }).resolvedOptions();
  const decimals = { minimumFractionDigits: maximumFractionDigits, maximumFractionDigits };
  return `${majorUnits(amount).toLocaleString('en-US', decimals)} ${amount.currency}`;
}
