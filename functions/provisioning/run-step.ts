import * as z from 'zod';
import type { Actor } from '../../shared/kernel/actor.ts';
import { defineStep } from '../../shared/kernel/define.ts';
import { run } from '../../shared/kernel/step.ts';
import { readOrganization } from '../../shared/organizations/change.ts';
import { backupPolicy } from '../../shared/provisioning/backup.ts';
import { applyBlueprint } from '../../shared/provisioning/configuration.ts';
import { proveCredentials } from '../../shared/provisioning/credentials.ts';
import { writeDefault } from '../../shared/provisioning/defaults.ts';
import { failureOf } from '../../shared/provisioning/failure.ts';
import { addFields } from '../../shared/provisioning/fields.ts';
import { proveIsolation } from '../../shared/provisioning/isolation.ts';
import {
  markStep,
  PROVISIONING_STEPS,
  type ProvisioningStep,
} from '../../shared/provisioning/provisioning.ts';
import { beginDefaults } from '../../shared/workspace/notifications.ts';

export const step = defineStep({
  machine: 'provisioning',
  name: 'provision',
  summary:
    'One step of setting an organization up: isolation, configuration, credentials, notifications, backup',
  input: z.object({
    tenant_id: z.string(),
    attempt: z.number().int().positive(),
    step: z.enum(PROVISIONING_STEPS),
  }),
  timeout: 30,
  uses: { tenant: ['read', 'write'] },
});

/** Each may be run again: what is already so stays. */
const WORK: Readonly<Record<ProvisioningStep, (actor: Actor, again: boolean) => Promise<void>>> = {
  isolation: proveIsolation,
  configuration: async (actor, again) => {
    const blueprint = String((await readOrganization(actor)).blueprint);
    await applyBlueprint(actor, blueprint, again);
    await addFields(actor, blueprint);
  },
  credentials: proveCredentials,
  notifications: beginDefaults,
  backup: (actor) => writeDefault(actor, 'backup', backupPolicy()),
};

export const handler = run(step, async ({ attempt, step: name }, actor) => {
  const record = await markStep(actor, attempt, name, { status: 'running' });
  try {
    await WORK[name](actor, record?.kind === 'configure');
  } catch (error) {
    await markStep(actor, attempt, name, { status: 'failed', failure: failureOf(error) });
    throw error;
  }
  await markStep(actor, attempt, name, { status: 'succeeded' });
  return {};
});
