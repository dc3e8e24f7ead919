import styles from './states.module.css';

export type Tone = 'quiet' | 'good' | 'attention' | 'bad' | 'busy';

/** A state in words, with a dot of its colour: never by colour alone. */
export function Status({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return (
    <span className={styles.status}>
      <span className={styles.dot} data-tone={tone} aria-hidden />
      {children}
    </span>
  );
}
