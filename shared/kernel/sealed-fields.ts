/** Which fields are sealed (`sealed.ts`), and sealing and opening them in whole records. Loads KMS only when there are any. */
import type { Actor } from './actor.ts';

type Item = Readonly<Record<string, unknown>>;

/** By entity: personal data that nothing is searched, sorted or matched by in the table. */
const SEALED: Readonly<Record<string, readonly string[]>> = {
  stakeholder: ['email', 'phone'],
  portal_user: ['email', 'phone'],
};

const sealedFields = (item: Item): readonly string[] =>
  (SEALED[String(item.__edb_e__)] ?? []).filter((field) => typeof item[field] === 'string');

async function mapped(actor: Actor, item: Item, how: 'seal' | 'open'): Promise<Item> {
  const fields = sealedFields(item);
  if (fields.length === 0) return item;
  const { open, seal } = await import('./sealed.ts');
  const change = { open, seal }[how];
  const record = [String(item.pk), String(item.sk)] as const;
  const values = await Promise.all(
    fields.map(async (field) => {
      const place = { tenantId: actor.tenantId, record, field };
      return [field, await change(actor, place, String(item[field]))] as const;
    }),
  );
  return { ...item, ...Object.fromEntries(values) };
}

/** A record as it is stored, from one that is whole: with its keys and its entity's name. */
export const sealItem = (actor: Actor, item: Item) => mapped(actor, item, 'seal');

/** A stored record as rules see it. */
export const openItem = (actor: Actor, item: Item) => mapped(actor, item, 'open');

/** Values of an update, which names its record only beside them. */
export async function sealChanges<T extends object>(
  actor: Actor,
  entity: string,
  key: { readonly pk: string; readonly sk: string },
  changes: T,
): Promise<T> {
  const {
    pk: _pk,
    sk: _sk,
    __edb_e__: _entity,
    ...sealed
  } = await sealItem(actor, {
    ...changes,
    ...key,
    __edb_e__: entity,
  });
  return sealed as T;
}
