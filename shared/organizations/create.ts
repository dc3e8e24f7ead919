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

export interface NewOrganization {
  readonly name: string;
  readonly slug?: string | undefined;
  readonly blueprint?: Blueprint | undefined;
  /** An organization that is only looked at, under an id that its end was planned for. */
  readonly demo?: { readonly tenantId: string; readonly endsAt: string };
}

/** What every organization begins with: its head, its name in the directory (first of the writes), its entry there. */
export function founding(
  actor: Actor,
  { name, slug = slugify(name), blueprint = FIRST_BLUEPRINT, demo }: NewOrganization,
) {
  const organization = {
    tenant_id: actor.tenantId,
    name,
    slug,
    blueprint,
    ai_enabled: false,
    plan: FIRST_PLAN,
    change: 'created',
    ...(demo && { demo_ends_at: demo.endsAt }),
    ...created(actor),
  };
  const writes = [
    claim('SLUG', slug, { tenant_id: actor.tenantId }),
    claim('TENANT', actor.tenantId, {
      status: 'active',
      blueprint,
      roles: {},
      ...(demo && { demo: 'yes' }),
    }),
    { Put: Organization.create(organization).params(table()) } as TransactItem,
  ];
  return { organization, writes };
}

export async function slugTaken(slug: string): Promise<Problem> {
  const free = await firstFree(alternatives(slug));
  const message = `"${slug}" is taken.${free ? ` "${free}" is free.` : ' Choose another.'}`;
  return new Problem(409, 'slug_taken', message, { slug, ...(free && { suggestion: free }) });
}

/** @throws Problem 409 `slug_taken` with a free alternative, 409 `already_member` */
export async function createOrganization(
  identity: Identity,
  { requestId, origin }: { readonly requestId: string; readonly origin: Origin },
  input: NewOrganization,
  /** What else begins with the organization. */
  more: (founder: Actor) => readonly TransactItem[],
): Promise<{ organization: Item; actor: Actor }> {
  const actor = newcomerOf(identity, input.demo?.tenantId ?? newId(), requestId, origin);
  const { organization, writes } = founding(actor, input);
  const { slug, blueprint } = organization;
  const role = founderRole(blueprint);
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
        ...writes,
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
    throw await slugTaken(slug);
  }
  return { organization, actor };
}

/** @returns the first of these slugs that nobody holds */
export async function firstFree(candidates: Iterable<string>): Promise<string | undefined> {
  for (const candidate of candidates)
    if (!isReserved(candidate) && !(await lookUp('SLUG', candidate))) return candidate;
  return undefined;
}
