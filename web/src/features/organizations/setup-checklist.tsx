import '../../i18n/texts/wizard.ts';
import { CloseButton, Group, Text, Title } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextLink } from '../../components/link-button.tsx';
import { Panel } from '../../components/page.tsx';
import { store, stored } from '../../components/stored.ts';
import { setupQuery } from './queries.ts';
import styles from './wizard/wizard.module.css';

const HIDDEN = 'gangway.setup.hidden';

/** Where each step is done. */
const PLACES = {
  wizard: '/onboarding',
  first_contract: '/contracts',
  team: '/settings/team',
} as const;

/** What is left to set up; gone when everything is done, or when somebody has had enough of it. */
export function SetupChecklist() {
  const { t } = useTranslation();
  const [hidden, setHidden] = useState(() => stored(HIDDEN) === 'yes');
  const { data } = useQuery({ ...setupQuery, enabled: !hidden });
  if (hidden || !data || data.complete) return null;
  const hide = () => {
    store(HIDDEN, 'yes');
    setHidden(true);
  };
  return (
    <Panel label={t('wizard.checklist.title')}>
      <Group justify="space-between" mb="xs" wrap="nowrap">
        <Title order={2} size="h4">
          {t('wizard.checklist.title')}
        </Title>
        <Group gap="xs" wrap="nowrap">
          <Text size="sm" c="dimmed">
            {t('wizard.progress', { done: data.done, total: data.total })}
          </Text>
          <CloseButton aria-label={t('wizard.checklist.hide')} onClick={hide} />
        </Group>
      </Group>
      <ul className={styles.list}>
        {data.steps.map(({ key, done_at }) => (
          <li key={key} className={styles.entry} data-done={done_at !== null}>
            {done_at ? (
              <IconCircleCheckFilled size={18} className={styles.good} aria-hidden />
            ) : (
              <IconCircle size={18} aria-hidden />
            )}
            {done_at ? (
              <span>
                {t(`wizard.checklist.${key}`)}, {t('wizard.done')}
              </span>
            ) : (
              <TextLink to={PLACES[key]}>{t(`wizard.checklist.${key}`)}</TextLink>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
