import '../../../i18n/texts/workspace.ts';
import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../components/error-state.tsx';
import { TextLink } from '../../../components/link-button.tsx';
import { RowSkeleton } from '../../../components/page-skeleton.tsx';
import { accountQuery } from '../../identity/queries.ts';
import { usePermission } from '../../identity/use-permission.ts';
import { type Branding, brandingQuery, saveBranding } from '../settings-queries.ts';
import { ToldAndRefused } from '../told.tsx';
import { useDocument } from '../use-document.ts';
import styles from '../workspace.module.css';
import { ColourPanel } from './colour-panel.tsx';
import { LogoPanel } from './logo-panel.tsx';

/** The organization's logo and colour, as everybody in it sees them. */
export function BrandingPage() {
  const { t } = useTranslation();
  const mayChange = usePermission('settings:manage');
  const { data: account } = useQuery(accountQuery);
  const { data, error, refetch } = useQuery(brandingQuery);
  const saving = useDocument({ queryKey: brandingQuery.queryKey, save: saveBranding });
  const organization = account?.organization?.name ?? '';
  /** On the version that is there by then: taking back follows the change that it takes back. */
  const change = (
    before: Branding,
    changes: { readonly accent?: string | null; readonly logo_id?: string | null },
    message: string,
  ) => {
    const was = { accent: before.accent, logo_id: before.logo?.id ?? null };
    saving.mutate(
      { ...was, ...changes, version: before.version },
      {
        onSuccess: (after) =>
          saving.tell({
            message,
            tone: 'good',
            undo: () => saving.mutate({ ...was, version: after.version }),
          }),
      },
    );
  };
  return (
    <>
      <title>{t('common.pageTitle', { title: t('workspace.branding.title') })}</title>
      <div>
        <Title order={2} size="h4">
          {t('workspace.branding.title')}
        </Title>
        <Text c="dimmed">{t('workspace.branding.intro', { organization })}</Text>
        {!mayChange && <Text>{t('workspace.readOnly')}</Text>}
      </div>
      <ToldAndRefused saving={saving} />
      {data ? (
        <>
          <LogoPanel
            branding={data}
            organization={organization}
            disabled={!mayChange}
            saving={saving.isPending}
            onChange={(logo_id, message) => change(data, { logo_id }, message)}
          />
          <ColourPanel
            key={`${data.version} ${data.accent}`}
            accent={data.accent}
            disabled={!mayChange}
            saving={saving.isPending}
            onSave={(accent) => change(data, { accent }, t('workspace.branding.colourSaved'))}
          />
          <Text className={styles.hint}>
            {t('workspace.branding.name')}{' '}
            <TextLink to="/settings/organization">{t('workspace.branding.changeName')}</TextLink>
          </Text>
        </>
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <RowSkeleton rows={6} />
      )}
    </>
  );
}
