import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../api/types.ts';
import { useRowShortcuts } from '../../app/shortcuts.ts';
import table from '../../components/table.module.css';
import { RelativeTime } from '../../components/time.tsx';
import styles from './audit.module.css';
import type { AuditFilter } from './search.ts';
import { actorText, eventText } from './text.ts';

interface Props {
  readonly entries: readonly AuditEntry[];
  readonly filter: AuditFilter;
}

export function AuditTable({ entries, filter }: Props) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  useRowShortcuts(frame, '[data-row] a');
  return (
    <div className={table.frame} ref={frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('audit.column.event')}</th>
            <th scope="col">{t('audit.column.resource')}</th>
            <th scope="col">{t('audit.column.actor')}</th>
            <th scope="col" className={table.wide}>
              {t('audit.column.address')}
            </th>
            <th scope="col" className={table.when}>
              {t('audit.column.when')}
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id} className={table.row} data-row>
              <td>
                <Link
                  to="/settings/audit"
                  search={{ ...filter, entry: entry.id }}
                  resetScroll={false}
                  className={table.rowLink}
                >
                  {eventText(entry.event)}
                </Link>
              </td>
              <td className={styles.label}>{entry.resource.label}</td>
              <td>{actorText(entry)}</td>
              <td className={table.wide}>{entry.actor.address ?? '–'}</td>
              <td className={table.when}>
                <RelativeTime at={entry.at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
