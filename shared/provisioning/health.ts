/** Whether what provisioning set up is there and works, asked now and not remembered (ORG-27). */
import type { Actor } from '../kernel/actor.ts';
import type { Item } from '../kernel/records.ts';
import { readOrganization } from '../organizations/change.ts';
import { type backupPolicy, recoveryWindow } from './backup.ts';
import { currentConfiguration } from './configuration.ts';
import { defaults } from './defaults.ts';
import { foreignRecordRefused } from './isolation.ts';
import type { ProvisioningStep } from './provisioning.ts';

interface Check {
  readonly key: ProvisioningStep;
  readonly ok: boolean;
  readonly detail: string;
}

export async function healthOf(actor: Actor) {
  const [organization, refused, configuration, { notifications, backup, credentials }] = await Promise.all([
    readOrganization(actor),
    foreignRecordRefused(actor),
    currentConfiguration(actor),
    defaults(actor),
  ]);
  const at = new Date();
  const fits = configuration?.blueprint === organization.blueprint;
  const checks: Check[] = [
    {
      key: 'isolation',
      ok: refused,
      detail: refused
        ? 'Its own records are read; those of another organization are refused.'
        : 'Records of another organization are not refused.',
    },
    {
      key: 'configuration',
      ok: fits,
      detail: fits
        ? `Blueprint "${String(organization.blueprint)}", version ${String(configuration?.blueprint_version)}.`
        : 'The configuration of its blueprint is not there.',
    },
    there('credentials', credentials, 'Sessions for reading and for writing are apart.'),
    there('notifications', notifications, 'Channels are chosen.'),
    there('backup', backup, 'Records can be restored to any second, files to any version.'),
  ];
  const policy = backup?.value as ReturnType<typeof backupPolicy> | undefined;
  return {
    healthy: checks.every(({ ok }) => ok),
    checks,
    backup: policy ? { ...policy, window: recoveryWindow(String(organization.created_at), at) } : null,
    checked_at: at.toISOString(),
  };
}

const there = (key: ProvisioningStep, record: Item | undefined, good: string): Check => ({
  key,
  ok: record !== undefined,
  detail: record ? good : 'Not set up.',
});
