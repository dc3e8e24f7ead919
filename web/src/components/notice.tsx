import { Button, CloseButton, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './states.module.css';

interface Props {
  readonly message: string | undefined;
  /** `good`: it is done. `attention`: look again. */
  readonly tone?: 'good' | 'attention';
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Left out where it goes by itself. */
  readonly onClose?: () => void;
}

/** One sentence about what just happened; screen readers say it. */
export function Notice({ message, tone = 'attention', action, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <div role="status" className={styles.live}>
      {message && (
        <div className={styles.notice} data-tone={tone}>
          <span>{message}</span>
          {(action || onClose) && (
            <Group gap="xs">
              {action && (
                <Button size="compact-sm" variant="default" onClick={action.run}>
                  {action.label}
                </Button>
              )}
              {onClose && <CloseButton aria-label={t('common.dismiss')} onClick={onClose} />}
            </Group>
          )}
        </div>
      )}
    </div>
  );
}
