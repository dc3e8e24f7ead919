import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRowShortcuts } from '../../app/shortcuts.ts';
import { formatBytes, formatNumber } from '../../components/format.ts';
import { Status } from '../../components/status.tsx';
import table from '../../components/table.module.css';
import { RelativeTime } from '../../components/time.tsx';
import styles from './platform.module.css';
import type { FleetOrganization } from './queries.ts';
import type { FleetFilter } from './search.ts';
import { blueprintText, planText, STATUS_TONES } from './text.ts';

interface Props {
  readonly organizations: readonly FleetOrganization[];
  readonly filter: FleetFilter;
}

export function OrganizationsTable({ organizations, filter }: Props) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  useRowShortcuts(frame, '[data-row] a');
  return (
    <div className={table.frame} ref={frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('platform.column.name')}</th>
            <th scope="col">{t('platform.column.status')}</th>
            <th scope="col">{t('platform.column.plan')}</th>
            <th scope="col" className={styles.roomy}>
              {t('platform.column.blueprint')}
            </th>
            <th scope="col" className={table.number}>
              {t('platform.column.members')}
            </th>
            <th scope="col" className={table.number}>
              {t('platform.column.customers')}
            </th>
            <th scope="col" className={table.number}>
              {t('platform.column.contracts')}
            </th>
            <th scope="col" className={`${table.number} ${styles.roomy}`}>
              {t('platform.column.storage')}
            </th>
            <th scope="col" className={table.when}>
              {t('platform.column.activity')}
            </th>
          </tr>
        </thead>
        <tbody>
          {organizations.map((organization) => (
            <tr key={organization.id} className={table.row} data-row>
              <td className={styles.name}>
                <Link
                  to="/platform"
                  search={{ ...filter, id: organization.id }}
                  resetScroll={false}
                  className={table.rowLink}
                >
                  {organization.name}
                </Link>
                <div className={table.second}>{organization.slug}</div>
              </td>
              <td>
                <Status tone={STATUS_TONES[organization.status]}>
                  {t(`platform.status.${organization.status}`)}
                </Status>
              </td>
              <td>{planText(organization.plan)}</td>
              <td className={styles.roomy}>{blueprintText(organization.blueprint)}</td>
              <td className={table.number}>{formatNumber(organization.members)}</td>
              <td className={table.number}>{formatNumber(organization.customers)}</td>
              <td className={table.number}>{formatNumber(organization.contracts)}</td>
              <td className={`${table.number} ${styles.roomy}`}>{formatBytes(organization.storage_bytes)}</td>
              <td className={table.when}>
                {organization.last_activity_at ? (
                  <RelativeTime at={organization.last_activity_at} />
                ) : (
                  t('platform.never')
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
