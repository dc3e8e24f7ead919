import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call, type InputOf } from '../../api/client.ts';
import type { Customer, CustomerChange, Person, PersonChange } from '../../api/types.ts';
import type { CustomersFilter } from './search.ts';

const PAGE = 100;
/** More are not offered to choose from; the API finds the others by name. */
const MOST = 500;
/** Of one customer; where there are more, the list of contracts has them. */
const OF_CUSTOMER = 50;

export const customersKey = ['customers'] as const;

/** Customers by name, to choose from. */
export const customersQuery = queryOptions({
  queryKey: [...customersKey, 'choice'],
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

export const customersListQuery = ({ q, status, owner, sort }: CustomersFilter) =>
  infiniteQueryOptions({
    queryKey: [...customersKey, 'list', { q, status, owner, sort }],
    queryFn: ({ signal, pageParam }) =>
      call(
        'GET /api/v1/customers',
        {
          query: {
            limit: PAGE,
            ...(q && { q }),
            ...(status && { status }),
            ...(owner && { owner_id: owner }),
            ...(sort && { sort }),
            ...(pageParam && { cursor: pageParam }),
          },
        },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: ['customer', id],
    queryFn: ({ signal }) => call('GET /api/v1/customers/{id}', { params: { id } }, { signal }),
  });

export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: ['customer', id, 'timeline'],
    queryFn: ({ signal }) => call('GET /api/v1/customers/{id}/timeline', { params: { id } }, { signal }),
  });

export const customerContractsQuery = (id: string) =>
  queryOptions({
    queryKey: ['contracts', 'of', id],
    queryFn: ({ signal }) =>
      call('GET /api/v1/contracts', { query: { customer_id: id, limit: OF_CUSTOMER } }, { signal }),
  });

export const customerPlansQuery = (id: string) =>
  queryOptions({
    queryKey: ['plans', 'of', id],
    queryFn: ({ signal }) =>
      call('GET /api/v1/onboarding-plans', { query: { customer_id: id, limit: OF_CUSTOMER } }, { signal }),
  });

export const changeCustomer = ({ id, version }: Pick<Customer, 'id' | 'version'>, changes: CustomerChange) =>
  call('PATCH /api/v1/customers/{id}', { params: { id }, body: { version, ...changes } });

/** One of the two forms that the route takes. */
export type NewPerson = Extract<InputOf<'POST /api/v1/stakeholders'>['body'], { name: string }>;

export const addPerson = (person: NewPerson) => call('POST /api/v1/stakeholders', { body: person });

export const changePerson = ({ id, version }: Person, changes: PersonChange) =>
  call('PATCH /api/v1/stakeholders/{id}', { params: { id }, body: { version, ...changes } });

export const archivePerson = (id: string) => call('DELETE /api/v1/stakeholders/{id}', { params: { id } });
