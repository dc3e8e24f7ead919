import { Link } from '@tanstack/react-router';
import { ViewsMenu } from '../views/views-menu.tsx';
import { searchOf, viewOf } from './saved-views.ts';
import type { CustomersSearch } from './search.ts';

/** Saved views of customers. */
export function CustomerViews({ search }: { readonly search: CustomersSearch }) {
  return (
    <ViewsMenu
      current={viewOf(search)}
      link={(view, props) => <Link to="/customers" search={searchOf(view)} {...props} />}
    />
  );
}
