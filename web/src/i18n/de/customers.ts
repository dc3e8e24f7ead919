import type { customers as english } from '../en/customers.ts';
import type { Translated } from '../translated.ts';

export const customers = {
  customer: 'Kunde',
  existing: 'Ein vorhandener Kunde.',
  new: 'Ein neuer Kunde dieses Namens.',
  newOrExisting: 'Neu oder vorhanden.',
  placeholder: 'Meridian Fracht GmbH',
  list: 'Vorhandene Kunden',
} as const satisfies Translated<typeof english>;
