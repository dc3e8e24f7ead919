import { Button, Code, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../components/error-state.tsx';
import { formatBytes, formatDateTime, formatElapsed, formatNumber } from '../../components/format.ts';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import { Fact, Facts, SideDrawer, Subtitle } from '../../components/side-drawer.tsx';
import { Status } from '../../components/status.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { OversightDialog } from './oversight-dialog.tsx';
import { detailQuery, type FleetDetail } from './queries.ts';
import { RunSteps } from './run-steps.tsx';
import { blueprintText, planText, STATUS_TONES } from './text.ts';

interface Props {
  /** The organization that is open; undefined where none is. */
  readonly id: string | undefined;
  readonly onClose: () => void;
  readonly onTold: (message: string) => void;
}

export function OrganizationDrawer({ id, onClose, onTold }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({ ...detailQuery(id ?? ''), enabled: id !== undefined });
  const title = data?.name ?? t('platform.column.name');
  return (
    <SideDrawer opened={id !== undefined} onClose={onClose} title={title}>
      {data ? (
        <Organization organization={data} onTold={onTold} />
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <RowSkeleton rows={6} />
      )}
    </SideDrawer>
  );
}

function Organization({
  organization,
  onTold,
}: {
  readonly organization: FleetDetail;
  readonly onTold: (message: string) => void;
}) {
  const { t } = useTranslation();
  const [change, setChange] = useState<'suspend' | 'reactivate' | 'plan'>();
  const { status, suspension, provisioning, changes, deletes_at } = organization;
  return (
    <>
      <Facts>
        <Fact name={t('platform.column.status')}>
          <Status tone={STATUS_TONES[status]}>{t(`platform.status.${status}`)}</Status>
        </Fact>
        {suspension && (
          <>
            <Fact name={t('platform.since')}>{formatDateTime(suspension.since)}</Fact>
            <Fact name={t('platform.reason')}>{suspension.reason}</Fact>
          </>
        )}
        {deletes_at && <Fact name={t('platform.deletesAt')}>{formatDateTime(deletes_at)}</Fact>}
        <Fact name={t('platform.column.plan')}>{planText(organization.plan)}</Fact>
        <Fact name={t('platform.column.blueprint')}>{blueprintText(organization.blueprint)}</Fact>
        <Fact name={t('platform.column.created')}>{formatDateTime(organization.created_at)}</Fact>
        <Fact name={t('platform.column.id')}>
          <Code>{organization.id}</Code>
        </Fact>
      </Facts>
      {/* Also for a sign-in that is too old: what is refused then says how to go on. */}
      {status !== 'deleting' && (
        <Group mt="md" gap="xs" role="group" aria-label={t('platform.manage')}>
          <Button variant="default" onClick={() => setChange('plan')}>
            {t('platform.changePlan')}
          </Button>
          {status === 'active' ? (
            <Button color="red" variant="light" onClick={() => setChange('suspend')}>
              {t('platform.suspend')}
            </Button>
          ) : (
            <Button onClick={() => setChange('reactivate')}>{t('platform.reactivate')}</Button>
          )}
        </Group>
      )}
      <Subtitle>{t('platform.usage')}</Subtitle>
      <Facts>
        <Fact name={t('platform.column.members')}>{formatNumber(organization.members)}</Fact>
        <Fact name={t('platform.column.customers')}>{formatNumber(organization.customers)}</Fact>
        <Fact name={t('platform.column.contracts')}>{formatNumber(organization.contracts)}</Fact>
        <Fact name={t('platform.column.storage')}>{formatBytes(organization.storage_bytes)}</Fact>
        <Fact name={t('platform.column.activity')}>
          {organization.last_activity_at ? (
            <RelativeTime at={organization.last_activity_at} />
          ) : (
            t('platform.never')
          )}
        </Fact>
      </Facts>
      <Subtitle>{t('platform.setUp')}</Subtitle>
      {provisioning ? <RunSteps run={provisioning} /> : <p>{t('platform.noRun')}</p>}
      <Subtitle>{t('platform.changes')}</Subtitle>
      {changes ? (
        <Facts>
          <Fact name={t('platform.lastChange')}>
            <RelativeTime at={changes.last_change_at} />
          </Fact>
          <Fact name={t('platform.lag')}>{formatElapsed(changes.lag_ms)}</Fact>
        </Facts>
      ) : (
        <p>{t('platform.noChange')}</p>
      )}
      {change && (
        <OversightDialog
          organization={organization}
          change={change}
          onClose={() => setChange(undefined)}
          onTold={onTold}
        />
      )}
    </>
  );
}
