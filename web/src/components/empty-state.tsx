import { Text, Title } from '@mantine/core';
import type { ComponentType, ReactNode } from 'react';
import styles from './states.module.css';

interface Props {
  readonly icon: ComponentType<{
    size: number;
    stroke: number;
    className: string | undefined;
    'aria-hidden': true;
  }>;
  readonly title: string;
  /** What to do next. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

export function EmptyState({ icon: Icon, title, children, action }: Props) {
  return (
    <section className={styles.empty}>
      <Icon size={36} stroke={1.5} className={styles.emptyIcon} aria-hidden />
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text c="dimmed" maw={460}>
        {children}
      </Text>
      {action}
    </section>
  );
}
