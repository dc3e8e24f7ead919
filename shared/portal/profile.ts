/** What somebody at a customer sees and changes of themselves (POR-01, POR-14), and whom to turn to. */
import * as z from 'zod';
import { customerKey } from '../customers/customer.ts';
import type { PortalActor } from '../kernel/actor.ts';
import { notFound, versionConflict } from '../kernel/problem.ts';
import { failedConditions, getItem, type Item, table, transact, updated } from '../kernel/records.ts';
import { Member } from '../organizations/member.ts';
import { PortalBrandBody, portalBrand } from './place.ts';
import { LANGUAGES, type Language, portalUserKey, portalUserWrite } from './portal-user.ts';

export const OwnProfileBody = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  language: z.enum(LANGUAGES),
  role: z.literal('customer'),
  customer: z.object({ id: z.string(), name: z.string() }),
  organization: PortalBrandBody,
  contact: z
    .object({ name: z.string(), email: z.string() })
    .nullable()
    .meta({ description: 'The member whom the customer is assigned to' }),
  version: z.number().int(),
});

/** @throws Problem 404 when the user was removed a moment ago */
export async function ownProfile(actor: PortalActor, given?: Item): Promise<z.output<typeof OwnProfileBody>> {
  const [user, customer, organization] = await Promise.all([
    given ?? getItem(actor, portalUserKey(actor, actor.userId)),
    getItem(actor, customerKey(actor, actor.customerId)),
    portalBrand(actor),
  ]);
  if (!user || !customer) throw notFound();
  const owner = Member.get({ tenant_id: actor.tenantId, id: String(customer.owner_id) }).params(table());
  const contact = await getItem(actor, owner);
  return {
    id: actor.userId,
    email: String(user.email),
    name: String(user.name),
    phone: (user.phone as string | undefined) ?? null,
    language: user.language as Language,
    role: 'customer',
    customer: { id: actor.customerId, name: String(customer.name) },
    organization,
    contact:
      contact?.status === 'active' && !contact.archived_at
        ? { name: String(contact.name), email: String(contact.email) }
        : null,
    version: Number(user.version),
  };
}

export interface ProfileEdits {
  readonly version: number;
  readonly name?: string | undefined;
  readonly phone?: string | null | undefined;
  readonly language?: Language | undefined;
}

/** @throws Problem 404, 409 `version_conflict` */
export async function updateOwnProfile(
  actor: PortalActor,
  { version, name, phone, language }: ProfileEdits,
): Promise<Item> {
  const user = await getItem(actor, portalUserKey(actor, actor.userId));
  if (user?.status !== 'active') throw notFound();
  if (user.version !== version) throw versionConflict('profile', Number(user.version));
  const { phone: before, ...rest } = user;
  const number = phone === undefined ? before : phone;
  const changed = {
    ...rest,
    ...(name !== undefined && { name }),
    ...(language !== undefined && { language }),
    ...(number ? { phone: number } : {}),
    ...updated(actor),
    version: version + 1,
  };
  try {
    await transact(actor, [portalUserWrite(changed, user)]);
  } catch (error) {
    if (failedConditions(error)) throw versionConflict('profile', version + 1);
    throw error;
  }
  return changed;
}
