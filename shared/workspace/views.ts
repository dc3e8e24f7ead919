/**
 * Lists under a name: what narrows and orders them, kept for whoever saved it or for everybody. A person's own are one
 * document, the shared ones another; both are small, and a name is looked for where it must be the only one.
 */
import * as z from 'zod';
import { ContractsFilter } from '../contracts/list-query.ts';
import { CustomersFilter } from '../customers/list-query.ts';
import { type Actor, may } from '../kernel/actor.ts';
import { newId } from '../kernel/ids.ts';
import { forbidden, invalid, notFound, Problem, versionConflict } from '../kernel/problem.ts';
import { Name, Version } from '../kernel/schema.ts';
import { now } from '../kernel/time.ts';
import { FIELD_KEY, MOST_FIELDS } from './custom-fields.ts';
import { readDocument, replaceDocuments } from './document.ts';

const FILTERS = { contracts: ContractsFilter, customers: CustomersFilter } as const;
export const LISTS = ['contracts', 'customers'] as const satisfies readonly (keyof typeof FILTERS)[];

/** In each of the two documents. */
const MOST_VIEWS = 100;

const Display = z
  .strictObject({
    q: z.string().trim().min(1).max(200).optional(),
    sort: z
      .string()
      .regex(/^-?[a-zA-Z_]{1,40}$/, 'is the name of a column, with - before it for the other direction')
      .optional(),
    status: z
      .string()
      .regex(/^[a-z_]{1,40}$/, 'is a status')
      .optional(),
    hide: z
      .array(z.string().regex(/^[a-zA-Z_]{1,40}$/, 'is the name of a column'))
      .max(30)
      .optional(),
    show: z
      .array(z.string().regex(FIELD_KEY, 'is the key of a field'))
      .max(MOST_FIELDS)
      .optional()
      .meta({ description: 'Fields of the organization’s own that are columns, by key' }),
  })
  .meta({
    description: 'What the app does with the rows it has: words, status, order, columns that are not shown',
  });

const given = <L extends keyof typeof FILTERS>(list: L) => ({
  list: z.literal(list),
  name: Name.max(60),
  shared: z.boolean().default(false).meta({ description: 'With everybody of the organization' }),
  query: FILTERS[list].meta({ description: 'As the list’s own route takes it' }),
  display: Display.default({}),
});

export const NewView = z.discriminatedUnion('list', [
  z.strictObject(given('contracts')),
  z.strictObject(given('customers')),
]);
type NewView = z.output<typeof NewView>;

export const ViewChange = z.discriminatedUnion('list', [
  z.strictObject({ ...given('contracts'), version: Version }),
  z.strictObject({ ...given('customers'), version: Version }),
]);

export const ViewBody = z.object({
  id: z.string(),
  list: z.enum(LISTS),
  name: z.string(),
  shared: z.boolean(),
  owner_id: z.string().meta({ description: 'The account that saved it' }),
  query: z.record(z.string(), z.string()),
  display: Display,
  version: z.number().int(),
  created_at: z.string(),
  updated_at: z.string(),
});
type View = z.output<typeof ViewBody>;

const NONE: readonly View[] = [];

/** A person's own, and those of everybody. */
const shelves = (actor: Actor) =>
  Promise.all([readDocument(actor, 'views', NONE, actor.id), readDocument(actor, 'views', NONE)]);

/** By name. */
export async function readViews(actor: Actor, list: View['list'] | undefined): Promise<View[]> {
  const [own, shared] = await shelves(actor);
  return [...own.value, ...shared.value]
    .filter((view) => !list || view.list === list)
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Somebody else may save a view at the same time. */
const ATTEMPTS = 5;

/** @param apply from all views that the actor sees to all of them afterwards, and which of them is the answer */
async function change<T>(
  actor: Actor,
  apply: (views: readonly View[]) => readonly [after: readonly View[], result: T],
): Promise<T> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const [own, shared] = await shelves(actor);
    const [after, result] = apply([...own.value, ...shared.value]);
    const replacements = [
      { before: own, owner: actor.id, value: after.filter((view) => !view.shared) },
      { before: shared, value: after.filter((view) => view.shared) },
    ].filter(({ before, value }) => JSON.stringify(before.value) !== JSON.stringify(value));
    if (replacements.some(({ value }) => value.length > MOST_VIEWS))
      throw new Problem(
        422,
        'view_limit_reached',
        `There are ${MOST_VIEWS} views already. Delete one first.`,
      );
    const done = await replaceDocuments(
      actor,
      'views',
      replacements.map(({ before: { version }, ...rest }) => ({ ...rest, version })),
    );
    if (done) return result;
  }
  throw new Problem(409, 'conflict', 'Others save views at this moment. Try again.');
}

const nameKey = (name: string) => name.normalize('NFKC').toLowerCase();

/** @throws Problem 409 `view_exists` */
function onlyOne(views: readonly View[], view: View): void {
  const taken = views.some(
    ({ id, owner_id, list, name }) =>
      id !== view.id &&
      owner_id === view.owner_id &&
      list === view.list &&
      nameKey(name) === nameKey(view.name),
  );
  if (taken)
    throw new Problem(409, 'view_exists', `You have a view “${view.name}” already. Choose another name.`);
}

/** A query's values as they stand in an address. */
const kept = ({ list, name, shared, query, display }: NewView) => ({
  list,
  name,
  shared,
  query: Object.fromEntries(
    Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  ),
  display,
});

/** @throws Problem 409 `view_exists`, 422 `view_limit_reached` */
export const createView = (actor: Actor, input: NewView): Promise<View> =>
  change(actor, (views) => {
    const at = now();
    const view = {
      id: newId(),
      owner_id: actor.id,
      ...kept(input),
      version: 1,
      created_at: at,
      updated_at: at,
    };
    onlyOne(views, view);
    return [[...views, view], view];
  });

/** @throws Problem 404; 403 for a shared one of somebody else */
function changeable(actor: Actor, views: readonly View[], id: string): View {
  const view = views.find((candidate) => candidate.id === id);
  if (!view) throw notFound();
  if (view.owner_id !== actor.id && !may(actor, 'settings:manage')) throw forbidden('settings:manage');
  return view;
}

/** @throws Problem 400, 403, 404, 409 `version_conflict`, 409 `view_exists`, 422 `view_limit_reached` */
export const updateView = (
  actor: Actor,
  id: string,
  { version, ...input }: z.output<typeof ViewChange>,
): Promise<View> =>
  change(actor, (views) => {
    const before = changeable(actor, views, id);
    if (before.version !== version) throw versionConflict('view', before.version);
    const refuse = (field: string, code: string, message: string) => invalid([{ field, code, message }]);
    if (before.list !== input.list) throw refuse('list', 'list_changed', 'a view stays with its list');
    if (before.owner_id !== actor.id && !input.shared)
      throw refuse('shared', 'not_yours', 'only whoever saved a view can keep it to themselves');
    const view = { ...before, ...kept(input), version: version + 1, updated_at: now() };
    onlyOne(views, view);
    return [views.map((each) => (each.id === id ? view : each)), view];
  });

/** @throws Problem 403, 404 */
export const deleteView = (actor: Actor, id: string): Promise<void> =>
  change(actor, (views) => {
    const gone = changeable(actor, views, id);
    return [views.filter((view) => view !== gone), undefined];
  });
