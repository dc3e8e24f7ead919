import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './page.module.css';

interface Props {
  readonly title: string;
  /** In the browser's tab; the title where left out, nothing where a part of the screen says it. */
  readonly documentTitle?: string | null;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  /** As wide as the window: two things side by side. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A screen: its heading, what one can do with the whole of it, its content. */
export function Page({ title, documentTitle = title, subtitle, actions, wide = false, children }: Props) {
  const { t } = useTranslation();
  return (
    <div className={styles.page} data-wide={wide}>
      {documentTitle !== null && <title>{t('common.pageTitle', { title: documentTitle })}</title>}
      <header className={styles.header}>
        <div className={styles.heading}>
          <Title order={1} size="h2">
            {title}
          </Title>
          {subtitle && (
            <Text component="div" c="dimmed" mt={4}>
              {subtitle}
            </Text>
          )}
        </div>
        {actions && <Group gap="xs">{actions}</Group>}
      </header>
      {children}
    </div>
  );
}

/** A framed part of a screen. */
export function Panel({ children, label }: { readonly children: ReactNode; readonly label?: string }) {
  return (
    <section className={styles.panel} aria-label={label}>
      {children}
    </section>
  );
}
