import { Button, CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../api/types.ts';
import { Keys } from '../../components/keys.tsx';
import styles from './contracts.module.css';
import type { Archive } from './use-archive.ts';

interface Props {
  readonly chosen: readonly Contract[];
  /** How many are listed. */
  readonly all: number;
  /** What is done with them. */
  readonly label: string;
  readonly onPutAway: () => void;
  readonly onChooseAll: () => void;
  readonly onClear: () => void;
  readonly archive: Archive;
}

/** Over the foot of the list: what is chosen, or what was just done with it. Nothing moves when it comes or goes. */
export function BulkBar({ chosen, all, label, onPutAway, onChooseAll, onClear, archive }: Props) {
  const { t } = useTranslation();
  const { done } = archive;
  const [only] = done?.contracts ?? [];
  return (
    <div className={styles.foot} role="status">
      {chosen.length > 0 && (
        <div className={styles.bulk}>
          <span>{t('uploads.chosen', { count: chosen.length })}</span>
          {chosen.length < all && (
            <Button size="compact-sm" variant="subtle" onClick={onChooseAll}>
              {t('uploads.allListed', { count: all })}
            </Button>
          )}
          <Button size="compact-sm" onClick={onPutAway}>
            {label}
          </Button>
          <CloseButton aria-label={t('uploads.chooseNone')} onClick={onClear} />
        </div>
      )}
      {chosen.length === 0 && done && only && (
        <div className={styles.bulk}>
          <span>
            {done.contracts.length === 1
              ? t(done.kind === 'archived' ? 'contracts.archived' : 'uploads.restored', {
                  name: only.customer_name,
                })
              : t(done.kind === 'archived' ? 'uploads.archivedMany' : 'uploads.restoredMany', {
                  count: done.contracts.length,
                })}
          </span>
          <Button size="compact-sm" variant="default" onClick={archive.undo} rightSection={<Keys keys="u" />}>
            {t('contracts.undo')}
          </Button>
          <CloseButton aria-label={t('common.dismiss')} onClick={archive.dismiss} />
        </div>
      )}
    </div>
  );
}
