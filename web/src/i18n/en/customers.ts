export const customers = {
  customer: 'Customer',
  existing: 'An existing customer.',
  new: 'A new customer of this name.',
  newOrExisting: 'New or existing.',
  placeholder: 'Meridian Freight LLC',
  list: 'Existing customers',
} as const;
