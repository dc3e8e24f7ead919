/** Finds records by the beginnings of words. */
import { type Actor, scopeOf } from '../../kernel/actor.ts';
import { fold } from '../../kernel/fold.ts';
import { type Item, queryPage } from '../../kernel/records.ts';
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
  const allowed = new Set<FoundType>(FOUND_TYPES.filter((type) => reaches(actor, type)));
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
      if (isMeant && allowed.has(document.type)) found.set(`${document.type} ${document.id}`, document);
    }
    last = next;
  }
  const typed = fold(text.trim());
  const rank = ({ title, type }: Document) => [
    fold(title).startsWith(typed) ? 0 : 1,
    FOUND_TYPES.indexOf(type),
  ];
  return [...found.values()]
    .map((document) => ({ document, rank: rank(document) }))
    .sort(
      (a, b) =>
        (a.rank[0] ?? 0) - (b.rank[0] ?? 0) ||
        (a.rank[1] ?? 0) - (b.rank[1] ?? 0) ||
        a.document.title.localeCompare(b.document.title),
    )
    .slice(0, limit)
    .map(({ document: { words: _, ...shown } }) => shown);
}

/** The index does not know whose a record is: who may read only some of a kind finds none of it here. */
const reaches = (actor: Actor, type: FoundType) => scopeOf(actor, PERMISSIONS[type]) === 'org';
