import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../api/types.ts';
import { ownerOf } from '../identity/person.ts';
import { usePermission } from '../identity/use-permission.ts';
import styles from './incoming.module.css';
import { refreshContracts } from './queries.ts';
import {
  addFiles,
  isOneOfSeveral,
  remove,
  startUploads,
  useUploadProblems,
  useUploads,
} from './upload-queue.ts';
import { useIncomingFiles } from './use-incoming-files.ts';

const UploadDock = lazy(() => import('./upload-dock.tsx'));

/** On every screen: takes files that are dropped or pasted, and shows what is being uploaded. */
export function Uploads({ account }: { readonly account: Account }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const router = useRouter();
  const navigate = useNavigate();
  const mayUpload = usePermission('contract:write');
  const items = useUploads();
  const problems = useUploadProblems();
  const owner = ownerOf(account);
  useEffect(
    () =>
      startUploads({
        owner,
        run: (call) =>
          queryClient
            .getMutationCache()
            .build(queryClient, { mutationFn: call, gcTime: 0, networkMode: 'always' })
            .execute(undefined),
        onChange: () => {
          void refreshContracts(queryClient);
          void queryClient.invalidateQueries({ queryKey: ['customers'] });
        },
        onSent: ({ key, contract }) => {
          void refreshContracts(queryClient);
          void queryClient.invalidateQueries({ queryKey: ['customers'] });
          // Who uploads one and waits for it wants to see it; who has gone on is not called away.
          if (!contract || router.state.location.pathname !== '/contracts' || isOneOfSeveral(key)) return;
          remove(key);
          void navigate({ to: '/contracts/$id', params: { id: contract.id } });
        },
      }),
    [owner, queryClient, router, navigate],
  );
  const dragging = useIncomingFiles(mayUpload ? addFiles : ignore);
  return (
    <>
      {dragging && mayUpload && <div className={styles.dropping}>{t('contracts.dropHere')}</div>}
      <Suspense>
        {(items.length > 0 || problems.length > 0) && <UploadDock items={items} problems={problems} />}
      </Suspense>
    </>
  );
}

const ignore = () => undefined;
