/** What of a record can be found, and how it is shown where it is. */
import { fold } from '../../kernel/fold.ts';
import type { Permission } from '../../kernel/permissions.ts';
import type { RecordEvent } from '../../kernel/record-event.ts';
import type { Item } from '../../kernel/records.ts';

export const FOUND_TYPES = ['customer', 'contract', 'stakeholder', 'plan', 'task'] as const;
export type FoundType = (typeof FOUND_TYPES)[number];

/** Who may find it. */
export const PERMISSIONS: Readonly<Record<FoundType, Permission>> = {
  customer: 'customer:read',
  contract: 'contract:read',
  stakeholder: 'stakeholder:read',
  plan: 'plan:read',
  task: 'plan:read',
};

export interface Found {
  readonly type: FoundType;
  readonly id: string;
  readonly title: string;
  /** What tells two of one title apart: the customer, a job title. */
  readonly subtitle: string | null;
  readonly customer_id: string | null;
  readonly plan_id: string | null;
}

export interface Document extends Found {
  /** Whom it is assigned to, and who brought it in; a person's are those of their customer. */
  readonly owner_id: string | null;
  readonly brought_by: string | null;
  /** Folded, each once. */
  readonly words: readonly string[];
}

const MOST_WORDS = 20;
const WORD_LENGTH = 40;
const TITLE_LENGTH = 200;

/** The words of a text, without case and accents. */
export const wordsOf = (...texts: readonly unknown[]): string[] => [
  ...new Set(
    texts
      .filter((text) => typeof text === 'string')
      .flatMap((text) => fold(text).split(/[^\p{L}\p{N}]+/u))
      .filter((word) => word !== '')
      .map((word) => word.slice(0, WORD_LENGTH).replace(/[\uD800-\uDBFF]$/, '')),
  ),
];

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);

function document(
  image: Item,
  found: Omit<Found, 'customer_id' | 'plan_id'> & Partial<Found>,
  ...texts: readonly unknown[]
) {
  const title = found.title.slice(0, TITLE_LENGTH).toWellFormed();
  const words = wordsOf(found.title, found.subtitle, ...texts).slice(0, MOST_WORDS);
  return {
    customer_id: null,
    plan_id: null,
    ...found,
    title,
    words,
    owner_id: textOf(image.owner_id) ?? textOf(image.plan_owner_id),
    brought_by: textOf(image.brought_by) ?? textOf(image.created_by),
  };
}

const READERS: Readonly<Record<string, (image: Item, id: string) => Document>> = {
  customer: (image, id) =>
    document(image, { type: 'customer', id, title: String(image.name), subtitle: null, customer_id: id }),
  contract: (image, id) =>
    document(
      image,
      {
        type: 'contract',
        id,
        title: textOf(image.document_name) ?? String(image.file_name),
        subtitle: textOf(image.customer_name),
        customer_id: textOf(image.customer_id),
      },
      image.file_name,
    ),
  stakeholder: (image, id) =>
    document(
      image,
      {
        type: 'stakeholder',
        id,
        title: String(image.name),
        subtitle: textOf(image.title) ?? textOf(image.organization),
        customer_id: textOf(image.customer_id),
      },
      image.organization,
      image.email,
    ),
  plan: (image, id) =>
    document(image, {
      type: 'plan',
      id,
      title: String(image.name),
      subtitle: textOf(image.customer_name),
      customer_id: textOf(image.customer_id),
      plan_id: id,
    }),
  'plan-task': (image, id) =>
    document(image, {
      type: 'task',
      id,
      title: String(image.title),
      subtitle: null,
      plan_id: textOf(image.plan_id),
    }),
};

/** Undefined for what cannot be found: another kind of record, one that is archived, or none. */
export function documentOf({ entity, record_id }: RecordEvent, image: Item | null): Document | undefined {
  if (!image || image.archived_at || image.shelf === 'archived') return undefined;
  return READERS[entity]?.(image, record_id);
}
