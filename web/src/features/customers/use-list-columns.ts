import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { store, stored } from '../../components/stored.ts';
import { useAccount } from '../identity/use-account.ts';
import { usePermission } from '../identity/use-permission.ts';
import { type CustomField, fieldsQuery } from '../workspace/settings-queries.ts';
import { COLUMNS, type ColumnName, columnsOf, shownFields } from './search.ts';

const route = getRouteApi('/app/customers');
const HIDDEN = 'gangway.customers.hide';
const SHOWN = 'gangway.customers.show';
const NONE: readonly CustomField[] = [];

/** Which columns there are for this person, and which of them are shown: as the address says, else as remembered. */
export function useListColumns() {
  const { hide, show } = route.useSearch();
  const navigate = route.useNavigate();
  const seesOthers = useSeesOthers();
  const mayKnow = usePermission('team:read');
  const mayShow = usePermission('organization:read');
  const { data } = useQuery({ ...fieldsQuery, staleTime: 60_000, enabled: mayShow });
  const chosen = columnsOf(hide ?? stored(HIDDEN) ?? '');
  const keys = shownFields(show ?? stored(SHOWN) ?? '');
  // Where all are one's own, whose they are is no news.
  const possible = COLUMNS.filter((name) => name !== 'owner' || (seesOthers && mayKnow));
  const fields = data?.customer.filter(({ archived }) => !archived) ?? NONE;
  const choose = (columns: readonly ColumnName[], shown: readonly string[]) => {
    const after = {
      hide: COLUMNS.filter((name) => !columns.includes(name)).join(','),
      show: shown.join(','),
    };
    store(HIDDEN, after.hide);
    store(SHOWN, after.show);
    void navigate({ search: (before) => ({ ...before, ...after }), replace: true, resetScroll: false });
  };
  return {
    possible,
    columns: possible.filter((name) => chosen.includes(name)),
    fields,
    shown: fields.filter(({ key }) => keys.includes(key)),
    toggle: (name: ColumnName, on: boolean) =>
      choose(
        COLUMNS.filter((each) => (each === name ? on : chosen.includes(each))),
        keys,
      ),
    toggleField: (key: string, on: boolean) =>
      choose(chosen, on ? [...keys, key] : keys.filter((each) => each !== key)),
  };
}

export type ListColumns = ReturnType<typeof useListColumns>;

/** Whether the person's role reaches customers of others. */
export function useSeesOthers(): boolean {
  const scope = useAccount()?.scopes['customer:read'];
  return scope === 'org' || scope === 'platform';
}
