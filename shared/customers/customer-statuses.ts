export const CUSTOMER_STATUSES = ['lead', 'prospect', 'active', 'inactive', 'churned'] as const;
export type CustomerStatus = (typeof CUSTOMER_STATUSES)[number];
