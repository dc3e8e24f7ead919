import { ActionIcon, Button } from '@mantine/core';
import { IconArchive, IconDots, IconDownload, IconRefresh } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../api/types.ts';
import { LazyMenu } from '../../components/lazy-menu.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { contractFile } from './queries.ts';

interface Props {
  readonly contract: Contract;
  readonly mayWrite: boolean;
  readonly mayArchive: boolean;
  readonly busy: boolean;
  readonly onConfirmAll: () => void;
  readonly onProcessAgain: () => void;
  readonly onArchive: () => void;
  readonly onError: (error: unknown) => void;
}

/** What can be done with the contract as a whole. */
export function ContractActions(props: Props) {
  const { t } = useTranslation();
  const { contract, mayWrite, mayArchive, busy, onConfirmAll, onProcessAgain, onArchive, onError } = props;
  const file = useMutation({
    mutationFn: () => contractFile(contract.id),
    // Storage answers as an attachment: the browser saves it and stays here.
    onSuccess: ({ url }) => window.location.assign(url),
    onError,
  });
  const finished = ['review', 'ready', 'confirmed'].includes(contract.status);
  const hasFile = contract.status !== 'awaiting_upload';
  return (
    <>
      {contract.plan_id && (
        <LinkButton to="/plans/$id" params={{ id: contract.plan_id }}>
          {t('contracts.plan')}
        </LinkButton>
      )}
      {mayWrite && (contract.status === 'review' || contract.status === 'ready') && (
        <Button variant="default" loading={busy} onClick={onConfirmAll}>
          {t('contracts.confirmAll')}
        </Button>
      )}
      {hasFile && (
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          loading={file.isPending}
          onClick={() => file.mutate()}
        >
          {t('contracts.file')}
        </Button>
      )}
      {!contract.archived_at && (mayWrite || mayArchive) && (
        <LazyMenu
          position="bottom-end"
          shadow="md"
          target={
            <ActionIcon variant="default" size={36} aria-label={t('contracts.moreActions')}>
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          }
        >
          {(Menu) => (
            <>
              {mayWrite && finished && (
                <Menu.Item leftSection={<IconRefresh size={16} aria-hidden />} onClick={onProcessAgain}>
                  {t('contracts.processAgain')}
                </Menu.Item>
              )}
              {mayArchive && (
                <Menu.Item leftSection={<IconArchive size={16} aria-hidden />} onClick={onArchive}>
                  {contract.status === 'processing' ? t('contracts.stop') : t('contracts.archive')}
                </Menu.Item>
              )}
            </>
          )}
        </LazyMenu>
      )}
    </>
  );
}
