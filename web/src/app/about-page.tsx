import { Anchor, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TextLink } from '../components/link-button.tsx';
import { Panel } from '../components/page.tsx';

export function AboutPage() {
  const { t } = useTranslation();
  return (
    <Panel label={t('settings.about')}>
      <title>{t('common.pageTitle', { title: t('settings.about') })}</title>
      <Title order={2} size="h4">
        {t('common.appName')}
      </Title>
      <p>{t('identity.claim')}</p>
      <p>{t('settings.version', { version: import.meta.env.VITE_VERSION })}</p>
      <p>
        <TextLink to="/docs">{t('docs.title')}</TextLink>
      </p>
      <p>
        <Anchor href="/api/v1/openapi.json" target="_blank" rel="noreferrer">
          {t('settings.apiDocs')}
        </Anchor>
      </p>
      <p>{t('settings.license')}</p>
    </Panel>
  );
}
