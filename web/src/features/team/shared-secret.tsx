import { Button, CopyButton, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './team.module.css';

interface Props {
  readonly email: string;
  readonly code: string;
  readonly link: string;
  readonly mailed: boolean;
}

/** What opens an invitation: shown this once, to be told or sent. */
export function SharedSecret({ email, code, link, mailed }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Text fw={500}>{email}</Text>
      <Text size="sm" c="dimmed">
        {mailed ? t('team.mailed') : t('team.notMailed')}
      </Text>
      <Group gap="xs">
        <span className={styles.code}>{code}</span>
        <Copy value={code} label={t('team.copyCode')} />
        <Copy value={link} label={t('team.copyLink')} />
      </Group>
    </>
  );
}

function Copy({ value, label }: { readonly value: string; readonly label: string }) {
  const { t } = useTranslation();
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button size="compact-sm" variant="default" onClick={copy}>
          {copied ? t('team.copied') : label}
        </Button>
      )}
    </CopyButton>
  );
}
