import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconFileSearch } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import type { Contract, Extraction, FactChange } from '../../api/types.ts';
import { useRecent } from '../../app/recents.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { PageSkeleton } from '../../components/page-skeleton.tsx';
import { Status } from '../../components/status.tsx';
import { usePermission } from '../identity/use-permission.ts';
import { confirmation } from './confirmation.ts';
import { ContractActions } from './contract-actions.tsx';
import styles from './contract-page.module.css';
import { Facts } from './facts.tsx';
import { Pipeline } from './pipeline.tsx';
import { PlanEffect } from './plan-effect.tsx';
import {
  archiveContract,
  confirmContract,
  contractsKey,
  extractionQuery,
  isUnderWay,
  processAgain,
} from './queries.ts';
import { ReadingSummary } from './reading-summary.tsx';
import { TONE } from './text.ts';
import { useFactChanges } from './use-fact-changes.ts';
import type { Selection } from './viewer/selection.ts';
import { hasSource } from './viewer/source.ts';
import { Viewer } from './viewer/viewer.tsx';

const route = getRouteApi('/app/contracts/$id');

export function ContractPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(extractionQuery(id));
  // An update that fails for a moment leaves what is there.
  if (data) return <LoadedContract key={id} extraction={data} />;
  if (error)
    return (
      <Page title={t('contracts.contract')}>
        <ErrorState error={error} retry={() => void refetch()} />
      </Page>
    );
  return <PageSkeleton rows={8} />;
}

function LoadedContract({ extraction: { contract, facts } }: { readonly extraction: Extraction }) {
  const { t } = useTranslation();
  useRecent({
    kind: 'contract',
    id: contract.id,
    title: contract.customer_name,
    detail: contract.document_name ?? contract.file_name,
  });
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const mayWrite = usePermission('contract:write') && !contract.archived_at;
  const mayArchive = usePermission('contract:delete');
  const [notice, setNotice] = useState<string>();
  const [done, setDone] = useState<string>();
  const [error, setError] = useState<unknown>();
  const { id } = contract;
  const reload = () => queryClient.invalidateQueries({ queryKey: extractionQuery(id).queryKey });
  const reloadList = () => queryClient.invalidateQueries({ queryKey: contractsKey });
  const onError = async (failure: Error) => {
    if (!isApiError(failure, 'version_conflict')) return setError(failure);
    await reload();
    setNotice(t('contracts.conflict'));
  };
  const begin = () => {
    setError(undefined);
    setNotice(undefined);
    setDone(undefined);
  };
  const changes = useFactChanges(id, () => setNotice(t('contracts.conflict')));
  const again = useMutation({
    mutationFn: () => processAgain(id),
    onMutate: begin,
    onSuccess: () => Promise.all([reload(), reloadList()]),
    onError,
  });
  const confirm = useMutation({
    mutationFn: () => confirmContract(contract),
    onMutate: begin,
    onSuccess: async (answer) => {
      setDone(confirmation(answer));
      // People, prices and the plan followed the facts.
      await queryClient.invalidateQueries();
    },
    onError,
  });
  const archive = useMutation({
    mutationFn: () => archiveContract(id),
    onMutate: begin,
    onSuccess: async () => {
      await reloadList();
      await navigate({ to: '/contracts' });
    },
    onError,
  });
  const change = async (wanted: FactChange) => {
    begin();
    try {
      return await changes.mutateAsync([wanted]);
    } catch (failure) {
      // The editor shows what was wrong with what was entered; everything else is said above.
      if (!isApiError(failure, 'validation_failed') && !isApiError(failure, 'version_conflict'))
        setError(failure);
      throw failure;
    }
  };
  const search = route.useSearch();
  const [lit, setLit] = useState<string>();
  const selection: Selection = {
    lit,
    chosen: search.fact,
    light: setLit,
    choose: (fact) =>
      void navigate({
        to: '.',
        search: (before) => ({ ...before, fact }),
        replace: true,
        resetScroll: false,
      }),
  };
  const show = (view: string) =>
    void navigate({
      to: '.',
      search: ({ view: _, ...before }) => ({ ...before, ...(view === 'document' && { view: 'document' }) }),
      replace: true,
      resetScroll: false,
    });
  const besides = hasSource(contract);
  const finished = !['processing', 'failed', 'awaiting_upload'].includes(contract.status);
  return (
    <Page
      wide={besides}
      title={contract.document_name ?? contract.file_name}
      documentTitle={contract.customer_name}
      subtitle={
        <Group gap="xs" className={styles.facts}>
          <span>{contract.customer_name}</span>
          <Status tone={TONE[contract.status]}>{t(`contracts.status.${contract.status}`)}</Status>
          {contract.pages !== null && <span>{t('contracts.pages', { count: contract.pages })}</span>}
          {contract.document_name !== null && <span>{contract.file_name}</span>}
        </Group>
      }
      actions={
        <ContractActions
          contract={contract}
          mayWrite={mayWrite}
          mayArchive={mayArchive}
          busy={confirm.isPending}
          onConfirmAll={() => confirm.mutate()}
          onProcessAgain={() => again.mutate()}
          onArchive={() => archive.mutate()}
          onError={setError}
        />
      }
    >
      <Notice
        message={contract.archived_at ? t('contracts.archivedNotice') : notice}
        onClose={() => setNotice(undefined)}
      />
      <Notice message={done} tone="good" onClose={() => setDone(undefined)} />
      {error !== undefined && <ErrorState error={error} />}
      <Failure
        contract={contract}
        mayWrite={mayWrite}
        busy={again.isPending}
        onRetry={() => again.mutate()}
      />
      {contract.status === 'awaiting_upload' && (
        <p>{isUnderWay(contract) ? t('contracts.arriving') : t('contracts.neverArrived')}</p>
      )}
      {besides && (
        <SegmentedControl
          className={styles.switch}
          fullWidth
          aria-label={t('viewer.choose')}
          value={search.view ?? 'facts'}
          onChange={show}
          data={[
            { value: 'facts', label: t('viewer.facts') },
            { value: 'document', label: t('viewer.document') },
          ]}
        />
      )}
      <div className={styles.split} data-besides={besides} data-view={search.view ?? 'facts'}>
        {besides && (
          <div className={styles.document}>
            <Viewer
              contract={contract}
              facts={facts}
              selection={selection}
              front={search.view === 'document'}
            />
          </div>
        )}
        <div className={styles.read}>
          {finished ? (
            <ReadingSummary contract={contract} />
          ) : (
            hasBegun(contract) && <Pipeline contract={contract} />
          )}
          {finished && <PlanEffect contract={contract} facts={facts} />}
          {facts.length > 0 && (
            <Facts
              contractId={id}
              facts={facts}
              editable={mayWrite && finished}
              busy={changes.isPending}
              selection={besides ? selection : undefined}
              onShow={() => show('document')}
              onChange={change}
            />
          )}
          {finished && facts.length === 0 && (
            <EmptyState icon={IconFileSearch} title={t('contracts.nothingFound')}>
              {t('contracts.nothingFoundHelp')}
            </EmptyState>
          )}
        </div>
      </div>
    </Page>
  );
}

/** A contract whose file will not come has no steps to show. */
const hasBegun = (contract: Contract) => contract.status !== 'awaiting_upload' || isUnderWay(contract);

interface FailureProps {
  readonly contract: Contract;
  readonly mayWrite: boolean;
  readonly busy: boolean;
  readonly onRetry: () => void;
}

function Failure({ contract: { failure, status }, mayWrite, busy, onRetry }: FailureProps) {
  const { t } = useTranslation();
  if (status !== 'failed' || !failure) return null;
  return (
    <div className={styles.failure} role="alert">
      <span>{failure.message}</span>
      {mayWrite && failure.redrivable !== false && (
        <Button size="xs" loading={busy} onClick={onRetry}>
          {t('common.retry')}
        </Button>
      )}
    </div>
  );
}
