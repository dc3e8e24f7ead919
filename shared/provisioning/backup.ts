/** How far back an organization's records and files can be brought back. The table and the bucket are made with these. */
import { DAY_MS } from '../kernel/time.ts';

/** Days within which the table can be restored to any second (point-in-time recovery). */
export const RECOVERY_DAYS = 35;
/** Days that superseded and deleted versions of files are kept. */
export const OLD_VERSION_DAYS = 90;

/** The organization's backup policy, as provisioning writes it down. */
export const backupPolicy = () => ({
  records: { method: 'point_in_time', schedule: 'continuous', retention_days: RECOVERY_DAYS },
  files: { method: 'versions', schedule: 'on_change', retention_days: OLD_VERSION_DAYS },
});

/** From when to when the organization can be restored: never to before it was there. */
export function recoveryWindow(createdAt: string, at: Date): { earliest: string; latest: string } {
  const earliest = Math.max(Date.parse(createdAt), at.getTime() - RECOVERY_DAYS * DAY_MS);
  return { earliest: new Date(earliest).toISOString(), latest: at.toISOString() };
}
