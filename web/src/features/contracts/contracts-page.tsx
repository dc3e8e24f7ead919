import { Button, FileButton, Group, Text } from '@mantine/core';
import { IconFileUpload, IconFilter } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../api/types.ts';
import { useShortcuts } from '../../app/shortcuts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Page } from '../../components/page.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import { store, stored } from '../../components/stored.ts';
import { usePermission } from '../identity/use-permission.ts';
import { BulkBar } from './bulk-bar.tsx';
import { ContractsTable } from './contracts-table.tsx';
import { ContractsToolbar } from './contracts-toolbar.tsx';
import { ACCEPT } from './file-check.ts';
import { FirstRun } from './first-run.tsx';
import { COLUMNS, type ColumnName, columnsOf, type Sort } from './search.ts';
import { addFiles, useUploads } from './upload-queue.ts';
import { useArchive } from './use-archive.ts';
import { useContractList } from './use-contract-list.ts';
import { useSelection } from './use-selection.ts';

const route = getRouteApi('/app/contracts');
const HIDDEN = 'gangway.contracts.hide';
const NONE: readonly Contract[] = [];

/** All contracts, and the way to a new one: drop, paste or choose files. */
export function ContractsPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const list = useContractList(search);
  const { error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = list;
  const archive = useArchive();
  const mayArchive = usePermission('contract:delete');
  const mayUpload = usePermission('contract:write');
  const uploading = useUploads().length > 0;
  const { isGone } = archive;
  const contracts = useMemo(
    () => list.contracts?.filter((contract) => !isGone(contract)),
    [list.contracts, isGone],
  );
  const selection = useSelection(contracts ?? NONE);
  const picker = useRef<HTMLButtonElement>(null);
  const putAway = useCallback(
    (chosen: readonly Contract[]) => {
      search.archived ? archive.restore(chosen) : archive.archive(chosen);
      selection.clear();
    },
    [search.archived, archive, selection],
  );
  const putAwayLabel = t(search.archived ? 'uploads.restore' : 'contracts.archive');
  useShortcuts([
    ...(mayUpload
      ? [
          {
            keys: 'c',
            label: t('contracts.upload'),
            group: 'general' as const,
            run: () => picker.current?.click(),
          },
        ]
      : []),
    ...(archive.done
      ? [{ keys: 'u', label: t('contracts.undo'), group: 'list' as const, run: archive.undo }]
      : []),
  ]);
  // From elsewhere with the wish to upload: the picker opens once, and a reload does not open it again.
  useEffect(() => {
    if (!search.upload) return;
    picker.current?.click();
    void navigate({ search: ({ upload: _, ...rest }) => rest, replace: true });
  }, [search.upload, navigate]);
  const change = useCallback(
    (wanted: object) =>
      void navigate({
        search: (before) => defined({ ...before, ...wanted }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  const columns = useMemo(() => columnsOf(search.hide ?? stored(HIDDEN) ?? ''), [search.hide]);
  const chooseColumns = (shown: readonly ColumnName[]) => {
    const hide = COLUMNS.filter((name) => !shown.includes(name)).join(',');
    store(HIDDEN, hide);
    change({ hide });
  };
  const onSort = useCallback((sort: Sort | undefined) => change({ sort }), [change]);
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const narrowed = Boolean(search.status || search.customer || search.archived || search.q);
  const none = contracts?.length === 0;
  const first = none && !narrowed && !archive.done && !hasNextPage;
  // One picker for all its buttons: what is chosen in it arrives even when the list has changed meanwhile.
  return (
    <FileButton multiple accept={ACCEPT} onChange={(files) => void addFiles(files)}>
      {({ onClick }) => {
        const choose = (label: string) =>
          mayUpload && (
            <Button ref={picker} onClick={onClick} leftSection={<IconFileUpload size={18} aria-hidden />}>
              {label}
            </Button>
          );
        return (
          <Page title={t('contracts.contracts')} actions={!first && choose(t('contracts.upload'))}>
            {!first && (
              <ContractsToolbar
                search={search}
                columns={columns}
                onChange={change}
                onColumns={chooseColumns}
              />
            )}
            {archive.error !== undefined && <ErrorState error={archive.error} />}
            {list.isPartial && list.loaded && (
              <Group gap="xs">
                <Text size="sm" c="dimmed">
                  {t('uploads.partial', { count: list.loaded.length })}
                </Text>
                <Button size="compact-sm" variant="default" loading={isFetchingNextPage} onClick={onEnd}>
                  {t('uploads.loadOlder')}
                </Button>
              </Group>
            )}
            {contracts && !none && (
              <ContractsTable
                contracts={contracts}
                columns={columns}
                sort={search.sort}
                onSort={onSort}
                selection={mayArchive ? selection : undefined}
                onPutAway={mayArchive ? putAway : undefined}
                putAwayLabel={putAwayLabel}
                mayUpload={mayUpload}
                onEnd={onEnd}
              />
            )}
            {!list.data && !error && <RowSkeleton rows={6} />}
            {error && !list.data && <ErrorState error={error} retry={() => void refetch()} />}
            {first && !uploading && <FirstRun action={choose(t('contracts.chooseFile'))} />}
            {none && !first && (
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
            <BulkBar
              chosen={selection.chosen}
              all={contracts?.length ?? 0}
              label={putAwayLabel}
              onPutAway={() => putAway(selection.chosen)}
              onChooseAll={selection.chooseAll}
              onClear={selection.clear}
              archive={archive}
            />
          </Page>
        );
      }}
    </FileButton>
  );
}

const defined = (search: object) =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
