/**
 * Suspending an organization, letting it work again, and setting its plan (PLT-01). One transaction changes the
 * organization's head, whose change its own log tells of, the directory, by which its members are refused within the
 * authorizer's cache time, and the platform's log. Nothing of its data is touched.
 */
import { type PlatformAdmin, platformActor } from '../kernel/actor.ts';
import { revise } from '../kernel/directory.ts';
import { Problem } from '../kernel/problem.ts';
import type { Item, TransactItem } from '../kernel/records.ts';
import { now } from '../kernel/time.ts';
import { type Change, changeOrganization } from '../organizations/change.ts';
import { planOf } from '../organizations/plans.ts';
import { statusOf } from './figures.ts';
import { type OversightAction, told } from './oversight.ts';

export interface Oversight {
  readonly version: number;
  readonly status?: 'active' | 'suspended' | undefined;
  readonly plan?: string | undefined;
  readonly reason?: string | undefined;
}

/**
 * @param members how many the organization has, as far as the platform knows
 * @returns the organization's record as it is afterwards
 * @throws Problem 404, 409 `version_conflict`, 409 `organization_deleting`, 409 `plan_too_small`
 */
export async function oversee(
  admin: PlatformAdmin,
  tenantId: string,
  input: Oversight,
  members: number,
): Promise<Item> {
  const actor = platformActor(tenantId, admin.requestId);
  return changeOrganization(
    actor,
    input.version,
    (organization) => changeOf(admin, organization, input, members),
    'oversee',
  );
}

function changeOf(
  admin: PlatformAdmin,
  organization: Item,
  { status, plan, reason }: Oversight,
  members: number,
): Change {
  const id = String(organization.tenant_id);
  const was = statusOf(organization);
  if (was === 'deleting')
    throw new Problem(
      409,
      'organization_deleting',
      'This organization waits for its deletion. Its own administrators can take that back.',
    );
  const suspends = status === 'suspended' && was === 'active';
  const reactivates = status === 'active' && was === 'suspended';
  const formerPlan = planOf(organization.plan);
  const replans = plan !== undefined && plan !== formerPlan.key;
  if (!suspends && !reactivates && !replans)
    throw new Problem(409, 'nothing_to_change', 'The organization is like that already.');
  if (replans) refuseSmaller(plan, members);
  const tell = (action: OversightAction, before: string, after: string): TransactItem =>
    told(
      admin,
      { requestId: admin.requestId, address: admin.origin.address },
      { action, organization: { id, name: String(organization.name) }, before, after, reason },
    );
  return {
    kind: suspends ? 'suspended' : reactivates ? 'reactivated' : 'subscription',
    set: {
      ...(suspends && { suspension: { since: now(), reason } }),
      ...(replans && { plan }),
    },
    remove: reactivates ? ['suspension'] : [],
    more: [
      ...(suspends
        ? [
            revise('TENANT', id, { set: { status: 'suspended' }, only: { status: 'active' } }),
            tell('organization.suspended', 'active', 'suspended'),
          ]
        : []),
      ...(reactivates
        ? [
            revise('TENANT', id, { set: { status: 'active' }, only: { status: 'suspended' } }),
            tell('organization.reactivated', 'suspended', 'active'),
          ]
        : []),
      ...(replans ? [tell('organization.plan_changed', formerPlan.key, plan)] : []),
    ],
  };
}

function refuseSmaller(plan: string, members: number): void {
  const { name, limits } = planOf(plan);
  if (limits.members === null || members <= limits.members) return;
  throw new Problem(
    409,
    'plan_too_small',
    `The plan "${name}" allows ${limits.members} members; the organization has ${members}.`,
    { limit: limits.members, members },
  );
}
