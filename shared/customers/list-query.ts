/** What narrows and orders the list of customers: its route's query, and what a saved view keeps of it. */
import * as z from 'zod';
import { ListQuery } from '../kernel/list.ts';
import { OwnerFilter } from '../kernel/reach.ts';
import { CUSTOMER_STATUSES } from './customer-statuses.ts';

const filters = {
  q: z.string().trim().min(1).max(200).optional().meta({ description: 'The beginning of the name' }),
  status: z.enum(CUSTOMER_STATUSES).optional(),
  owner_id: OwnerFilter,
  sort: z.enum(['name', '-name', 'created_at', '-created_at']).optional(),
};

type Filters = z.output<z.ZodObject<typeof filters>>;

const byName = ({ q, status, sort }: Filters) => !(sort?.endsWith('created_at') && (q || status));
const BY_NAME = 'what is searched or filtered is sorted by name';

export const CustomersFilter = z.strictObject(filters).refine(byName, BY_NAME);
export const CustomersQuery = ListQuery.extend(filters).refine(byName, BY_NAME);
