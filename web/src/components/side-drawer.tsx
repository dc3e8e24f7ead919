import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './dialog.module.css';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
}

/** One record beside its list; see `Dialog` for why the library's own head is not used. */
export function SideDrawer({ opened, onClose, title, children }: Props) {
  const { t } = useTranslation();
  return (
    <Drawer.Root opened={opened} onClose={onClose} position="right" size="lg">
      <Drawer.Overlay backgroundOpacity={0.35} />
      <Drawer.Content aria-label={title}>
        <div className={styles.head}>
          <h2 className={styles.title}>{title}</h2>
          <Drawer.CloseButton aria-label={t('common.close')} />
        </div>
        <div className={styles.drawer}>{children}</div>
      </Drawer.Content>
    </Drawer.Root>
  );
}

export const Facts = ({ children }: { readonly children: ReactNode }) => (
  <dl className={styles.facts}>{children}</dl>
);

export const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

export const Subtitle = ({ children }: { readonly children: string }) => (
  <h3 className={styles.subtitle}>{children}</h3>
);
