import { Kbd } from '@mantine/core';
import styles from './keys.module.css';

const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '');

/** Keys as they are printed on the reader's keyboard. @param keys `mod+k`, or one after the other: `g c` */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys}>
      {keys.split(' ').map((key) => (
        <Kbd key={key} size="xs">
          {key.replace('mod+', isApple ? '⌘' : 'Ctrl ').replace(/\b[a-z]$/, (letter) => letter.toUpperCase())}
        </Kbd>
      ))}
    </span>
  );
}
