import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role, TeamImport } from '../../api/types.ts';
import { Status, type Tone } from '../../components/status.tsx';
import styles from './team.module.css';

type Outcome = TeamImport['rows'][number]['outcome'];

const TONES: Readonly<Record<Outcome, Tone>> = {
  invite: 'good',
  invited: 'good',
  already_member: 'quiet',
  pending: 'quiet',
  invalid: 'bad',
  duplicate: 'attention',
  no_room: 'attention',
  not_done: 'attention',
};

const SHOWN = 100;

/** What would become of each row, or became; what needs somebody first. */
export function ImportRows({
  report,
  roles,
}: {
  readonly report: TeamImport;
  readonly roles: readonly Role[];
}) {
  const { t } = useTranslation();
  const [most, setMost] = useState(SHOWN);
  const urgent = (outcome: Outcome) => (outcome === 'invalid' || outcome === 'not_done' ? 0 : 1);
  const rows = report.rows.toSorted((a, b) => urgent(a.outcome) - urgent(b.outcome) || a.line - b.line);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
      <section className={styles.rows} tabIndex={0} aria-label={t('team.importRows')}>
        <table className={styles.matrix}>
          <thead>
            <tr>
              <th scope="col">{t('team.line')}</th>
              <th scope="col">{t('team.address')}</th>
              <th scope="col">{t('team.role')}</th>
              <th scope="col">{t('team.result')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map((row) => (
              <tr key={row.line}>
                <td>{row.line}</td>
                <td className={styles.who}>
                  {row.email || '–'}
                  {row.name && <div className={styles.second}>{row.name}</div>}
                </td>
                <td>{roles.find(({ key }) => key === row.role)?.name ?? row.role ?? '–'}</td>
                <td>
                  <Status tone={TONES[row.outcome]}>{t(`team.outcome.${row.outcome}`)}</Status>
                  {row.reason && <div className={styles.second}>{t(`team.reason.${row.reason}`)}</div>}
                  {row.mailed === false && <div className={styles.second}>{t('team.notMailedShort')}</div>}
                  {row.code && <div className={styles.second}>{row.code}</div>}
                  {row.formula && <div className={styles.second}>{t('team.formula')}</div>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > most && (
        <Button variant="default" onClick={() => setMost(rows.length)}>
          {t('common.showMore')}
        </Button>
      )}
      {report.dry_run && (
        <Text size="sm" c="dimmed">
          {t('team.previewHelp')}
        </Text>
      )}
    </>
  );
}
