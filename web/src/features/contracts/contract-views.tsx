import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useAccount } from '../identity/use-account.ts';
import { ViewsMenu } from '../views/views-menu.tsx';
import { moveViews, searchOf, viewOf } from './saved-views.ts';
import type { ContractsSearch } from './search.ts';

/** Saved views of contracts. */
export function ContractViews({ search }: { readonly search: ContractsSearch }) {
  const queryClient = useQueryClient();
  const person = useAccount()?.id;
  useEffect(() => {
    if (!person) return;
    void moveViews(person).then((queryKey) => queryKey && queryClient.invalidateQueries({ queryKey }));
  }, [person, queryClient]);
  return (
    <ViewsMenu
      current={viewOf(search)}
      link={(view, props) => <Link to="/contracts" search={searchOf(view)} {...props} />}
    />
  );
}
