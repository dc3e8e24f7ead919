/** The list of contracts as a saved view, and back; and the views that earlier versions of the app kept in the browser. */
import { store, stored } from '../../components/stored.ts';
import { type NewView, type SavedView, saveView, viewsKey } from '../views/queries.ts';
import { type ContractsSearch, contractsSearch } from './search.ts';

/** The API narrows by customer alone: of one customer, the status is the app's to look at. */
export const viewOf = ({
  status,
  customer,
  archived,
  q,
  sort,
  hide,
}: ContractsSearch): Pick<NewView, 'list' | 'query' | 'display'> => ({
  list: 'contracts',
  query: {
    ...(customer ? { customer_id: customer } : status && { status }),
    ...(archived && { archived: 'true' }),
  },
  display: {
    ...(customer && status && { status }),
    ...(q && { q }),
    ...(sort && { sort }),
    ...(hide !== undefined && { hide: hide.split(',').filter(Boolean) }),
  },
});

export const searchOf = ({ query, display }: SavedView): ContractsSearch =>
  contractsSearch({
    status: query.status ?? display.status,
    customer: query.customer_id,
    archived: query.archived === 'true',
    q: display.q,
    sort: display.sort,
    hide: display.hide?.join(','),
  });

const keyOf = (person: string) => `gangway.views.contracts.${person}`;

/** What is stored may be of an older version of the app. */
function inBrowser(person: string): readonly { readonly name: string; readonly search: ContractsSearch }[] {
  try {
    const all: unknown = JSON.parse(stored(keyOf(person)) ?? '[]');
    return Array.isArray(all) ? all.flatMap(asView) : [];
  } catch {
    return [];
  }
}

function asView(value: unknown) {
  const { name, search } = (value ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || typeof search !== 'object' || search === null) return [];
  return [{ name, search: contractsSearch(search as Record<string, unknown>) }];
}

/**
 * Moves a person's views from this browser to their account, once. One that cannot be saved stays for the next time,
 * unless the account has one of its name already.
 * @returns what has to be loaded anew, if anything was moved
 */
export async function moveViews(person: string): Promise<typeof viewsKey | undefined> {
  const views = inBrowser(person);
  if (views.length === 0) return undefined;
  const left: unknown[] = [];
  for (const view of views) {
    const saved = await saveView({ ...viewOf(view.search), name: view.name, shared: false }).then(
      () => true,
      (error: { status?: number }) => error.status === 409 || error.status === 400,
    );
    if (!saved) left.push(view);
  }
  store(keyOf(person), left.length > 0 ? JSON.stringify(left) : undefined);
  return viewsKey;
}
