import { Button, FileButton, Group } from '@mantine/core';
import { IconFileUpload, IconFilter } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractStatus } from '../../api/types.ts';
import { useShortcuts } from '../../app/shortcuts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import { usePermission } from '../identity/use-permission.ts';
import styles from './contracts.module.css';
import { ContractsTable } from './contracts-table.tsx';
import { ACCEPT } from './file-check.ts';
import { FirstRun } from './first-run.tsx';
import { contractsQuery } from './queries.ts';
import { TONE } from './text.ts';
import { UploadPanel } from './upload-panel.tsx';
import { useArchive } from './use-archive.ts';
import { useIncomingFiles } from './use-incoming-files.ts';
import { useUpload } from './use-upload.ts';

const route = getRouteApi('/app/contracts');
const FILTERS = Object.keys(TONE) as ContractStatus[];

/** All contracts, and the way to a new one: drop, paste or choose a file. */
export function ContractsPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    contractsQuery(search),
  );
  const upload = useUpload();
  const archive = useArchive();
  const mayArchive = usePermission('contract:delete');
  const dragging = useIncomingFiles(upload.choose);
  const picker = useRef<HTMLButtonElement>(null);
  useShortcuts([
    { keys: 'c', label: t('contracts.upload'), group: 'general', run: () => picker.current?.click() },
    ...(archive.pending
      ? [{ keys: 'u', label: t('contracts.undo'), group: 'list' as const, run: archive.undo }]
      : []),
  ]);
  // From elsewhere with the wish to upload: the picker opens once, and a reload does not open it again.
  useEffect(() => {
    if (!search.upload) return;
    picker.current?.click();
    void navigate({ search: ({ upload: _, ...rest }) => rest, replace: true });
  }, [search.upload, navigate]);
  const all = data?.pages.flatMap((page) => page.data);
  const contracts = all?.filter((contract) => !archive.isGone(contract));
  const none = contracts?.length === 0 && !archive.pending;
  const first = none && !search.status;
  // One picker for all its buttons: what is chosen in it arrives even when the list has changed meanwhile.
  return (
    <FileButton accept={ACCEPT} onChange={(file) => file && upload.choose([file])}>
      {({ onClick }) => {
        const choose = (label: string) => (
          <Button ref={picker} onClick={onClick} leftSection={<IconFileUpload size={18} aria-hidden />}>
            {label}
          </Button>
        );
        return (
          <Page
            title={t('contracts.contracts')}
            actions={!first && !upload.chosen && choose(t('contracts.upload'))}
          >
            {dragging && <div className={styles.dropping}>{t('contracts.dropHere')}</div>}
            <Notice message={upload.problem} onClose={upload.dismissProblem} />
            <Notice
              message={archive.pending && t('contracts.archived', { name: archive.pending.customer_name })}
              tone="good"
              action={{ label: t('contracts.undo'), run: archive.undo }}
            />
            {archive.error && <ErrorState error={archive.error} />}
            {upload.chosen && <UploadPanel upload={upload} chosen={upload.chosen} />}
            {!first && <Filters active={search.status} />}
            {contracts && !none && (
              <ContractsTable contracts={contracts} onArchive={mayArchive ? archive.begin : undefined} />
            )}
            {!data && !error && <RowSkeleton rows={6} />}
            {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
            {first && !upload.chosen && <FirstRun action={choose(t('contracts.chooseFile'))} />}
            {none && search.status && (
              <EmptyState
                icon={IconFilter}
                title={t('contracts.noneTitle')}
                action={
                  <LinkButton to="/contracts" variant="default">
                    {t('contracts.showAll')}
                  </LinkButton>
                }
              >
                {t('contracts.noneHelp')}
              </EmptyState>
            )}
            {hasNextPage && (
              <Group justify="center">
                <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                  {t('common.showMore')}
                </Button>
              </Group>
            )}
          </Page>
        );
      }}
    </FileButton>
  );
}

/** Filters are addresses: they can be kept, sent and gone back from. */
function Filters({ active }: { readonly active: ContractStatus | undefined }) {
  const { t } = useTranslation();
  return (
    <nav className={styles.filters} aria-label={t('contracts.filter')}>
      <Link
        to="/contracts"
        className={styles.filter}
        data-active={!active}
        aria-current={!active ? 'page' : undefined}
      >
        {t('contracts.all')}
      </Link>
      {FILTERS.map((status) => (
        <Link
          key={status}
          to="/contracts"
          search={{ status }}
          className={styles.filter}
          data-active={active === status}
          aria-current={active === status ? 'page' : undefined}
        >
          {t(`contracts.status.${status}`)}
        </Link>
      ))}
    </nav>
  );
}
