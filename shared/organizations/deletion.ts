/**
 * Deleting an organization (ORG-20), with days in which it can be taken back. Until then members can see that it is to go
 * and nothing else; afterwards it is erased piece by piece. Accounts stay: they are the people's own.
 */
import type { Actor } from '../kernel/actor.ts';
import { revise } from '../kernel/directory.ts';
import { environment } from '../kernel/environment.ts';
import { startExecution } from '../kernel/executions.ts';
import { Problem } from '../kernel/problem.ts';
import type { Item } from '../kernel/records.ts';
import { DAY_MS, now } from '../kernel/time.ts';
import { changeOrganization, readOrganization } from './change.ts';

/**
 * @param confirm the organization's short name, typed by whoever asks
 * @throws Problem 422 `confirmation_mismatch`
 */
export async function requestDeletion(actor: Actor, confirm: string): Promise<Item> {
  const organization = await readOrganization(actor);
  if (confirm !== organization.slug)
    throw new Problem(
      422,
      'confirmation_mismatch',
      'Type the short name of the organization to confirm that it is to be deleted.',
    );
  const grace = Number(environment('DELETION_GRACE_DAYS')) * DAY_MS;
  return deleteAt(actor, organization, new Date(Date.now() + grace));
}

/** Marks the organization, and has it deleted on its day; one that is marked already keeps its own. */
export async function deleteAt(actor: Actor, organization: Item, day: Date): Promise<Item> {
  const marked = organization.deletion ? organization : await mark(actor, organization, day.toISOString());
  // Sent again, this starts nothing: an execution has the number of its request.
  const { due_at } = marked.deletion as { due_at: string };
  const deletion = Number(marked.deletions);
  const input = { tenant_id: actor.tenantId, deletion, due_at };
  await startExecution(`${actor.tenantId}-${deletion}`, input, 'DELETION_MACHINE_ARN');
  return marked;
}

function mark(actor: Actor, organization: Item, due_at: string): Promise<Item> {
  return changeOrganization(actor, Number(organization.version), {
    kind: 'deletion',
    set: {
      deletion: { requested_at: now(), requested_by: actor.id, due_at },
      deletions: Number(organization.deletions ?? 0) + 1,
    },
    more: [revise('TENANT', actor.tenantId, { set: { status: 'deleting', deletes_at: due_at } })],
  });
}

/**
 * Takes the request back.
 * @throws Problem 409 `not_deleting` when there is none
 */
export async function cancelDeletion(actor: Actor): Promise<Item> {
  const organization = await readOrganization(actor);
  if (!organization.deletion)
    throw new Problem(409, 'not_deleting', 'This organization is not to be deleted.');
  return changeOrganization(actor, Number(organization.version), {
    kind: 'restored',
    set: {},
    remove: ['deletion'],
    more: [
      revise('TENANT', actor.tenantId, {
        set: { status: 'active' },
        remove: ['deletes_at'],
        // Once erasing has begun there is nothing whole to come back to.
        unless: 'erasing_since',
      }),
    ],
  });
}
