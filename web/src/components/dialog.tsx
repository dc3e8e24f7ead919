import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './dialog.module.css';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly size?: string | number;
  readonly children: ReactNode;
}

/** A dialog over the screen. (The library's own has a `<header>`, which to a screen reader is a second head of the page.) */
export function Dialog({ opened, onClose, title, size = 'lg', children }: Props) {
  const { t } = useTranslation();
  return (
    <Modal.Root opened={opened} onClose={onClose} size={size}>
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label={title}>
        <div className={styles.head}>
          <h2 className={styles.title}>{title}</h2>
          <Modal.CloseButton aria-label={t('common.close')} />
        </div>
        <div className={styles.body}>{children}</div>
      </Modal.Content>
    </Modal.Root>
  );
}
