import { Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import styles from './dashboard.module.css';

interface Props {
  readonly title: string;
  /** As text: `3`, `50+`. */
  readonly count?: string;
  /** The way to all of them. */
  readonly all?: ReactNode;
  readonly children: ReactNode;
}

/** A framed list with its heading. */
export function Section({ title, count, all, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <header className={styles.head}>
        <Title order={2} size="h5" id={id}>
          {title} {count !== undefined && <span className={styles.count}>{count}</span>}
        </Title>
        {all}
      </header>
      <div className={styles.frame}>{children}</div>
    </section>
  );
}
