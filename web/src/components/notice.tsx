import { CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './states.module.css';

interface Props {
  readonly message: string | undefined;
  /** `good`: it is done. `attention`: look again. */
  readonly tone?: 'good' | 'attention';
  readonly onClose: () => void;
}

/** One sentence about what just happened; screen readers say it. */
export function Notice({ message, tone = 'attention', onClose }: Props) {
  const { t } = useTranslation();
  return (
    <div role="status" className={styles.live}>
      {message && (
        <div className={styles.notice} data-tone={tone}>
          <span>{message}</span>
          <CloseButton aria-label={t('common.dismiss')} onClick={onClose} />
        </div>
      )}
    </div>
  );
}
