/** Addresses of a list under a name: each person's own, kept in this browser. */
import { store, stored } from '../../components/stored.ts';
import { type ContractsSearch, contractsSearch } from './search.ts';

export interface SavedView {
  readonly name: string;
  readonly search: ContractsSearch;
}

const keyOf = (person: string) => `gangway.views.contracts.${person}`;

/** What is stored may be of an older version of the app. */
export function savedViews(person: string): readonly SavedView[] {
  try {
    const all: unknown = JSON.parse(stored(keyOf(person)) ?? '[]');
    return Array.isArray(all) ? all.flatMap(asView) : [];
  } catch {
    return [];
  }
}

function asView(value: unknown): SavedView[] {
  const { name, search } = (value ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || typeof search !== 'object' || search === null) return [];
  return [{ name, search: contractsSearch(search as Record<string, unknown>) }];
}

/** One of the same name is replaced. */
export function saveView(person: string, view: SavedView): readonly SavedView[] {
  return keep(person, [...savedViews(person).filter(({ name }) => name !== view.name), view]);
}

export const forgetView = (person: string, name: string): readonly SavedView[] =>
  keep(
    person,
    savedViews(person).filter((view) => view.name !== name),
  );

function keep(person: string, views: readonly SavedView[]): readonly SavedView[] {
  store(keyOf(person), JSON.stringify(views));
  return views;
}
