import * as z from 'zod';
import { rename } from '../../shared/identity/accounts.ts';
import { MeBody, meView } from '../../shared/identity/me.ts';
import { changeProfile, Profile } from '../../shared/identity/profile.ts';
import { PersonName } from '../../shared/identity/schema.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { conditionFailed, getItem, table, updated, updateItem } from '../../shared/kernel/records.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { Member } from '../../shared/organizations/member.ts';
import { organizationKey } from '../../shared/organizations/organization.ts';
import { readWays } from '../../shared/workspace/ways.ts';

export const route = defineRoute({
  method: 'PATCH',
  path: '/api/v1/auth/me',
  summary: 'Change one’s own name, language and appearance (TEAM-25)',
  access: 'signed-in',
  body: z.strictObject({ name: PersonName.optional(), ...Profile.partial().shape }),
  responses: {
    200: { description: 'The account; tokens carry a new name from the next refresh on', schema: MeBody },
  },
  uses: { tenant: ['write'], ledger: ['PROFILE'], accounts: ['AdminUpdateUserAttributes'] },
});

export const handler = serve(route, async ({ identity, actor, body }) => {
  const { name, ...changes } = body;
  const [organization, ways, profile] = await Promise.all([
    actor && getItem(actor, organizationKey(actor)),
    actor && readWays(actor),
    changeProfile(identity.sub, changes),
    name && rename(identity.sub, name),
    name && actor && renameMember(actor, name),
  ]);
  return ok(meView({ ...identity, ...(name && { name }) }, actor, organization, ways, profile));
});

/** As colleagues see it. Whoever was removed meanwhile has no record to change. */
async function renameMember(actor: Actor, name: string): Promise<void> {
  try {
    await updateItem(
      actor,
      Member.patch({ tenant_id: actor.tenantId, id: actor.id })
        .set({ name, ...updated(actor) })
        .add({ version: 1 })
        .params(table()),
    );
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}
