import '../../i18n/texts/organizations.ts';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import { usePermission } from '../identity/use-permission.ts';
import { organizationQuery } from './queries.ts';
import { GeneralForm } from './settings/general-form.tsx';
import { SubscriptionPanel } from './settings/subscription-panel.tsx';
import type { Told } from './settings/told.ts';

// Below the first screenful: loaded behind the form.
const BlueprintPanel = lazy(async () => ({
  default: (await import('./settings/blueprint-panel.tsx')).BlueprintPanel,
}));
const DangerZone = lazy(async () => ({ default: (await import('./settings/danger-zone.tsx')).DangerZone }));
const ExportPanel = lazy(async () => ({
  default: (await import('./settings/export-panel.tsx')).ExportPanel,
}));
const VersionsPanel = lazy(async () => ({
  default: (await import('./settings/versions-panel.tsx')).VersionsPanel,
}));

export function OrganizationPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(organizationQuery);
  const [told, setTold] = useState<Told>();
  const mayManage = usePermission('organization:manage');
  const mayPay = usePermission('billing:manage');
  const mayDelete = usePermission('organization:delete');
  return (
    <>
      <title>{t('common.pageTitle', { title: t('organizations.organization') })}</title>
      <Notice message={told?.message} tone={told?.tone ?? 'good'} onClose={() => setTold(undefined)} />
      {data ? (
        <>
          {/* Another version is another form: after a conflict it shows the values of today. */}
          <GeneralForm key={data.version} organization={data} onTold={setTold} />
          <SubscriptionPanel
            key={`plan ${data.subscription.plan}`}
            organization={data}
            editable={mayPay}
            onTold={setTold}
          />
          <Suspense fallback={<RowSkeleton rows={3} />}>
            {mayManage && (
              <>
                <BlueprintPanel onTold={setTold} />
                <VersionsPanel organization={data} onTold={setTold} />
                <ExportPanel />
              </>
            )}
            {mayDelete && <DangerZone organization={data} />}
          </Suspense>
        </>
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <RowSkeleton rows={3} />
      )}
    </>
  );
}
