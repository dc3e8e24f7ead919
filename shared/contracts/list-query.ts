/** What narrows the list of contracts: its route's query, and what a saved view keeps of it. */
import * as z from 'zod';
import { ListQuery } from '../kernel/list.ts';
import { OwnerFilter } from '../kernel/reach.ts';
import { Id } from '../kernel/schema.ts';
import { CONTRACT_STATUSES } from './statuses.ts';

const filters = {
  status: z.enum(CONTRACT_STATUSES).optional(),
  customer_id: Id.optional(),
  owner_id: OwnerFilter,
  archived: z.stringbool().optional(),
};

type Filters = z.output<z.ZodObject<typeof filters>>;

const apart = ({ status, customer_id, owner_id }: Filters) => !customer_id || !(status || owner_id);
const APART = 'filter by customer alone, or by status and owner';

export const ContractsFilter = z.strictObject(filters).refine(apart, APART);
export const ContractsQuery = ListQuery.extend(filters).refine(apart, APART);
