/** The list of customers as a saved view, and back. */
import type { NewView, SavedView } from '../views/queries.ts';
import { type CustomersSearch, customersSearch } from './search.ts';

export const viewOf = ({
  q,
  status,
  owner,
  sort,
  hide,
  show,
}: CustomersSearch): Pick<NewView, 'list' | 'query' | 'display'> => ({
  list: 'customers',
  query: {
    ...(q?.trim() && { q: q.trim() }),
    ...(status && { status }),
    ...(owner && { owner_id: owner }),
    ...(sort && { sort }),
  },
  display: {
    ...(hide !== undefined && { hide: hide.split(',').filter(Boolean) }),
    ...(show !== undefined && { show: show.split(',').filter(Boolean) }),
  },
});

export const searchOf = ({ query, display }: Pick<SavedView, 'query' | 'display'>): CustomersSearch =>
  customersSearch({
    ...query,
    owner: query.owner_id,
    hide: display.hide?.join(','),
    show: display.show?.join(','),
  });
