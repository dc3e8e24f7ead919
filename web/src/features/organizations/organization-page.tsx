import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import { usePermission } from '../identity/use-permission.ts';
import { organizationQuery } from './queries.ts';
import { BlueprintPanel } from './settings/blueprint-panel.tsx';
import { DangerZone } from './settings/danger-zone.tsx';
import { ExportPanel } from './settings/export-panel.tsx';
import { GeneralForm } from './settings/general-form.tsx';
import { SubscriptionPanel } from './settings/subscription-panel.tsx';
import { VersionsPanel } from './settings/versions-panel.tsx';

/** What was done, or what has to be looked at again. */
export interface Told {
  readonly message: string;
  readonly tone: 'good' | 'attention';
}

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
          {mayManage && (
            <>
              <BlueprintPanel onTold={setTold} />
              <VersionsPanel organization={data} onTold={setTold} />
              <ExportPanel />
            </>
          )}
          {mayDelete && <DangerZone organization={data} />}
        </>
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <RowSkeleton rows={3} />
      )}
    </>
  );
}
