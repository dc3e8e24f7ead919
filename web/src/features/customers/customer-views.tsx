import { Link } from '@tanstack/react-router';
import { ViewsMenu } from '../views/views-menu.tsx';
import { type CustomersSearch, customersSearch } from './search.ts';

/** Saved views of customers. */
export function CustomerViews({ search: { q, status, sort } }: { readonly search: CustomersSearch }) {
  const query = {
    ...(q?.trim() && { q: q.trim() }),
    ...(status && { status }),
    ...(sort && { sort }),
  };
  return (
    <ViewsMenu
      current={{ list: 'customers', query, display: {} }}
      link={(view, props) => <Link to="/customers" search={customersSearch(view.query)} {...props} />}
    />
  );
}
