/** Finds records by the beginnings of words. */
import { customerKey } from '../../customers/customer.ts';
import { type Actor, may } from '../../kernel/actor.ts';
import { fold } from '../../kernel/fold.ts';
import { reachesAll, reachesRecord } from '../../kernel/reach.ts';
import { getItem, type Item, queryPage } from '../../kernel/records.ts';
import { type Document, FOUND_TYPES, type Found, type FoundType, PERMISSIONS, wordsOf } from './documents.ts';
import { beginningQuery } from './keys.ts';

const PAGE = 200;
/** Of a word as common as this, what is typed next narrows it. */
const MOST_PAGES = 3;

/** @returns the best first: what begins as was typed, then by name */
export async function search(actor: Actor, text: string, limit: number): Promise<Found[]> {
  const words = wordsOf(text);
  // The longest word leads to the least; the others are looked for in what it leads to.
  const [longest, ...others] = words.toSorted((a, b) => b.length - a.length);
  const allowed = new Set<FoundType>(FOUND_TYPES.filter((type) => may(actor, PERMISSIONS[type])));
  if (!longest || allowed.size === 0) return [];
  const found = new Map<string, Document>();
  let last: Item | undefined;
  for (let page = 0; page < MOST_PAGES && (page === 0 || last); page++) {
    const { items, last: next } = await queryPage(actor, {
      ...beginningQuery(actor, longest),
      Limit: PAGE,
      ...(last && { ExclusiveStartKey: last }),
    });
    for (const item of items) {
      const document = item.document as Document;
      const isMeant = others.every((word) => document.words.some((one) => one.startsWith(word)));
      if (isMeant && allowed.has(document.type) && reaches(actor, document))
        found.set(`${document.type} ${document.id}`, document);
    }
    last = next;
  }
  const typed = fold(text.trim());
  const rank = ({ title, type }: Document) => [
    fold(title).startsWith(typed) ? 0 : 1,
    FOUND_TYPES.indexOf(type),
  ];
  const ranked = [...found.values()]
    .map((document) => ({ document, rank: rank(document) }))
    .sort(
      (a, b) =>
        (a.rank[0] ?? 0) - (b.rank[0] ?? 0) ||
        (a.rank[1] ?? 0) - (b.rank[1] ?? 0) ||
        a.document.title.localeCompare(b.document.title),
    )
    .map(({ document }) => document)
    .slice(0, limit);
  const shown = await ofReachedCustomers(actor, ranked);
  return shown.map(({ type, id, title, subtitle, customer_id, plan_id }) => ({
    type,
    id,
    title,
    subtitle,
    customer_id,
    plan_id,
  }));
}

const reaches = (actor: Actor, { type, owner_id, brought_by }: Document) =>
  type === 'stakeholder' || reachesRecord(actor, PERMISSIONS[type], { owner_id, brought_by });

/** People have no owner: whoever reaches their customer reaches them. Costs something only where a role reaches few. */
async function ofReachedCustomers(
  actor: Actor,
  documents: readonly Document[],
): Promise<readonly Document[]> {
  if (reachesAll(actor, PERMISSIONS.stakeholder)) return documents;
  const people = documents.filter(({ type }) => type === 'stakeholder');
  const ids = [...new Set(people.map(({ customer_id }) => String(customer_id)))];
  const customers = await Promise.all(ids.map((id) => getItem(actor, customerKey(actor, id))));
  const reached = new Set(
    ids.filter((_, index) => reachesRecord(actor, PERMISSIONS.stakeholder, customers[index])),
  );
  return documents.filter(
    ({ type, customer_id }) => type !== 'stakeholder' || reached.has(String(customer_id)),
  );
}
