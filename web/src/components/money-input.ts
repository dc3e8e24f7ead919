/** Amounts as people type them. Whole numbers only: no amount goes through a fraction that a computer cannot hold. */
import { currencyDigits } from './format.ts';

/** `120050` cents as `1200.50`. */
export function majorUnits({
  minor,
  currency,
}: {
  readonly minor: number;
  readonly currency: string;
}): string {
  const digits = currencyDigits(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${minor < 0 ? '-' : ''}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ''}`;
}

/** @returns undefined for what is no amount of the currency */
export function minorUnits(text: string, currency: string): number | undefined {
  const digits = currencyDigits(currency);
  const match = /^(-?)(\d{1,13})(?:\.(\d*))?$/.exec(text.replaceAll(/[\s,](?=\d{3}(\D|$))/g, ''));
  const [, sign = '', whole = '', fraction = ''] = match ?? [];
  if (!match || fraction.length > digits) return undefined;
  const minor = Number(`${whole}${fraction.padEnd(digits, '0')}`);
  return sign && minor !== 0 ? -minor : minor;
}
