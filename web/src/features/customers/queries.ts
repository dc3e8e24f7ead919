import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import type { Customer } from '../../api/types.ts';

const PAGE = 100;
/** More are not offered to choose from; the API finds the others by name. */
const MOST = 500;

/** Customers by name, to choose from. */
export const customersQuery = queryOptions({
  queryKey: ['customers'],
  queryFn: async ({ signal }) => {
    const customers: Customer[] = [];
    let cursor: string | null = null;
    do {
      const page: { data: Customer[]; next_cursor: string | null } = await call(
        'GET /api/v1/customers',
        { query: { limit: PAGE, ...(cursor && { cursor }) } },
        { signal },
      );
      customers.push(...page.data.filter(({ archived_at }) => !archived_at));
      cursor = page.next_cursor;
    } while (cursor && customers.length < MOST);
    return customers;
  },
});
