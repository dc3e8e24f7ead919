/** Whether what provisioning set up is there and works, asked now and not remembered (ORG-27). */
import type { Actor } from '../kernel/actor.ts';
import { readOrganization } from '../organizations/change.ts';
import { NotificationMatrix, readDefaults } from '../workspace/notifications.ts';
import { type backupPolicy, recoveryWindow } from './backup.ts';
import { currentConfiguration } from './configuration.ts';
import { defaults } from './defaults.ts';
import { foreignRecordRefused } from './foreign-record.ts';
import type { ProvisioningStep } from './provisioning.ts';

interface Check {
  readonly key: ProvisioningStep;
  readonly ok: boolean;
  readonly detail: string;
}

export async function healthOf(actor: Actor) {
  const [organization, refused, configuration, { backup, credentials }, notifications] = await Promise.all([
    readOrganization(actor),
    foreignRecordRefused(actor),
    currentConfiguration(actor),
    defaults(actor),
    readDefaults(actor),
  ]);
  const at = new Date();
  const told = NotificationMatrix.safeParse(notifications.value).success;
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
    there('credentials', credentials !== undefined, 'Sessions for reading and for writing are apart.'),
    {
      key: 'notifications',
      // What an organization begins with holds as well where nothing is stored: it was set up before the step wrote it.
      ok: told,
      detail: told ? toldBy(notifications.version) : 'What members are told of cannot be read.',
    },
    there('backup', backup !== undefined, 'Records can be restored to any second, files to any version.'),
  ];
  const policy = backup?.value as ReturnType<typeof backupPolicy> | undefined;
  return {
    healthy: checks.every(({ ok }) => ok),
    checks,
    backup: policy ? { ...policy, window: recoveryWindow(String(organization.created_at), at) } : null,
    checked_at: at.toISOString(),
  };
}

const toldBy = (version: number) =>
  version > 0
    ? 'What members are told of is chosen.'
    : 'Members are told of what every organization begins with.';

const there = (key: ProvisioningStep, ok: boolean, good: string): Check => ({
  key,
  ok,
  detail: ok ? good : 'Not set up.',
});
