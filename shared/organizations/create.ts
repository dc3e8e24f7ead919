/** Founding an organization: slug, membership, organization and first member in one transaction (ORG-01, ORG-02, ORG-21). */
import { type Actor, type Identity, newcomerOf, type Origin } from '../kernel/actor.ts';
import { claim, lookUp } from '../kernel/directory.ts';
import { newId } from '../kernel/ids.ts';
import { Problem } from '../kernel/problem.ts';
import {
  created,
  failedConditions,
  type Item,
  type TransactItem,
  table,
  transact,
} from '../kernel/records.ts';
import { type Blueprint, founderRole } from '../team/presets.ts';
import { Member } from './member.ts';
import { Organization } from './organization.ts';
import { FIRST_PLAN } from './plans.ts';
import { alternatives, isReserved, slugify } from './slug.ts';

const FIRST_BLUEPRINT: Blueprint = 'customer-success';

/** @throws Problem 409 `slug_taken` with a free alternative, 409 `already_member` */
export async function createOrganization(
  identity: Identity,
  { requestId, origin }: { readonly requestId: string; readonly origin: Origin },
  input: {
    readonly name: string;
    readonly slug?: string | undefined;
    readonly blueprint?: Blueprint | undefined;
    /** An organization that is only looked at, under an id that its end was planned for. */
    readonly demo?: { readonly tenantId: string; readonly endsAt: string };
  },
  /** What else begins with the organization. */
  more: (founder: Actor) => readonly TransactItem[],
): Promise<{ organization: Item; actor: Actor }> {
  const actor = newcomerOf(identity, input.demo?.tenantId ?? newId(), requestId, origin);
  const slug = input.slug ?? slugify(input.name);
  const blueprint = input.blueprint ?? FIRST_BLUEPRINT;
  const role = founderRole(blueprint);
  const organization = {
    tenant_id: actor.tenantId,
    name: input.name,
    slug,
    blueprint,
    ai_enabled: false,
    plan: FIRST_PLAN,
    change: 'created',
    ...(input.demo && { demo_ends_at: input.demo.endsAt }),
    ...created(actor),
  };
  const founder = {
    tenant_id: actor.tenantId,
    id: identity.sub,
    email: identity.email,
    name: identity.name || identity.email,
    role,
    status: 'active' as const,
    ...created(actor),
  };
  try {
    await transact(
      actor,
      [
        claim('USER', identity.sub, { tenant_id: actor.tenantId, role, status: 'active' }),
        claim('SLUG', slug, { tenant_id: actor.tenantId }),
        claim('TENANT', actor.tenantId, {
          status: 'active',
          blueprint,
          roles: {},
          ...(input.demo && { demo: 'yes' }),
        }),
        { Put: Organization.create(organization).params(table()) },
        { Put: Member.create(founder).params(table()) },
        ...more(actor),
      ] as Parameters<typeof transact>[1],
      'found',
    );
  } catch (error) {
    const failed = failedConditions(error);
    if (!failed) throw error;
    if (failed.has(0))
      throw new Problem(
        409,
        'already_member',
        'Your account already belongs to an organization. Sign in again to open it.',
      );
    const free = await firstFree(alternatives(slug));
    throw new Problem(
      409,
      'slug_taken',
      `"${slug}" is taken.${free ? ` "${free}" is free.` : ' Choose another.'}`,
      {
        slug,
        ...(free && { suggestion: free }),
      },
    );
  }
  return { organization, actor };
}

/** @returns the first of these slugs that nobody holds */
export async function firstFree(candidates: Iterable<string>): Promise<string | undefined> {
  for (const candidate of candidates)
    if (!isReserved(candidate) && !(await lookUp('SLUG', candidate))) return candidate;
  return undefined;
}
