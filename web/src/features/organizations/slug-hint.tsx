import { Button, Text } from '@mantine/core';
import type { SlugCheck } from '../../api/types.ts';
import styles from '../../components/entrance.module.css';
import { TEXT } from './text.ts';

interface Props {
  /** The answer about a slug that somebody typed. */
  readonly check: SlugCheck | undefined;
  readonly checking: boolean;
  /** The slug made from the name, which is free by its making. */
  readonly free: string | undefined;
  readonly onUse: (slug: string) => void;
}

/** Whether the address name is free, in a line that is always there: nothing jumps while it is typed. */
export function SlugHint({ check, checking, free, onUse }: Props) {
  const suggestion = check && !check.available ? check.suggestion : null;
  return (
    <div className={styles.hint} aria-live="polite">
      <Text size="sm" c="dimmed">
        {checking ? TEXT.checking : check ? sentence(check) : free ? TEXT.free(free) : ''}
      </Text>
      {!checking && suggestion && (
        <Button size="compact-sm" variant="light" onClick={() => onUse(suggestion)}>
          {TEXT.take(suggestion)}
        </Button>
      )}
    </div>
  );
}

const sentence = ({ valid, available, slug }: SlugCheck) =>
  available ? TEXT.free(slug) : valid ? TEXT.taken(slug) : TEXT.unusable;
