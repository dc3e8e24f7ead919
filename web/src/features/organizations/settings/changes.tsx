import { useTranslation } from 'react-i18next';
import type { SettingsVersion } from '../queries.ts';
import styles from './settings.module.css';

interface Props {
  readonly changes: SettingsVersion['changes'];
}

const shown = (value: unknown): string | undefined =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)
    ? undefined
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);

/** What differs, a line each: what it was, and what it is. */
export function Changes({ changes }: Props) {
  const { t } = useTranslation();
  return (
    <ul className={styles.changes}>
      {changes.map(({ path, before, after }) => (
        <li key={path}>
          <code>{path}</code>:{' '}
          <del className={styles.removed}>{shown(before) ?? t('organizations.nothing')}</del>{' '}
          <ins className={styles.added}>{shown(after) ?? t('organizations.nothing')}</ins>
        </li>
      ))}
    </ul>
  );
}
