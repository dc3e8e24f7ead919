import * as z from 'zod';
import { closeMadeUp } from '../../shared/identity/made-up.ts';
import { forgetProfile } from '../../shared/identity/profile.ts';
import { defineStep } from '../../shared/kernel/define.ts';
import { getItem } from '../../shared/kernel/records.ts';
import { PermanentError, run } from '../../shared/kernel/step.ts';
import { deleteAt } from '../../shared/organizations/deletion.ts';
import { organizationKey } from '../../shared/organizations/organization.ts';

export const step = defineStep({
  only: 'demo',
  machine: 'demo',
  name: 'end-demo',
  summary:
    'Closes the account of a demonstration and lets its organization be deleted like any other (ID-06)',
  input: z.object({ tenant_id: z.string(), email: z.string() }),
  timeout: 30,
  uses: { tenant: ['govern'], machines: ['deletion'], accounts: ['AdminDeleteUser'], forgets: ['PROFILE'] },
});

/**
 * May be run again: what is already gone stays so. The organization, which knows the visitor's account, is left to its
 * own deletion, which goes piece by piece.
 */
export const handler = run(step, async ({ email }, actor) => {
  await closeMadeUp(email);
  const organization = await getItem(actor, organizationKey(actor));
  if (!organization) return {};
  if (!organization.demo_ends_at)
    throw new PermanentError('no_demo', 'This organization is no demonstration.');
  await forgetProfile(String(organization.created_by));
  await deleteAt(actor, organization, new Date());
  return {};
});
