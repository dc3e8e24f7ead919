import { Button, Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { SlugCheck } from '../../api/types.ts';
import styles from '../../components/entrance.module.css';

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
  const { t } = useTranslation();
  const good = !checking && (check ? check.available : Boolean(free));
  const bad = !checking && check !== undefined && !check.available;
  const suggestion = check && !check.available ? check.suggestion : null;
  return (
    <div className={styles.hint} aria-live="polite">
      {good && <IconCheck size={16} className={styles.good} aria-hidden />}
      {bad && <IconX size={16} className={styles.bad} aria-hidden />}
      <Text size="sm" c="dimmed">
        {checking
          ? t('organizations.checking')
          : check
            ? sentence(check, t)
            : free
              ? t('organizations.free', { slug: free })
              : ''}
      </Text>
      {!checking && suggestion && (
        <Button size="compact-sm" variant="light" onClick={() => onUse(suggestion)}>
          {t('organizations.take', { slug: suggestion })}
        </Button>
      )}
    </div>
  );
}

const sentence = ({ valid, available, slug }: SlugCheck, t: TFunction) =>
  available
    ? t('organizations.free', { slug })
    : valid
      ? t('organizations.taken', { slug })
      : t('organizations.unusable');
