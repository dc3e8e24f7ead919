import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import type { useDocument } from './use-document.ts';

type Saving = Pick<ReturnType<typeof useDocument>, 'told' | 'tell' | 'refused'>;

/** What became of the last change of a document, with the way back where there is one. */
export function ToldAndRefused({ saving: { told, tell, refused } }: { readonly saving: Saving }) {
  const { t } = useTranslation();
  return (
    <>
      <Notice
        message={told?.message}
        {...(told && { tone: told.tone, onClose: () => tell(undefined) })}
        {...(told?.undo && { action: { label: t('workspace.undo'), run: told.undo } })}
      />
      {refused && <ErrorState error={refused} />}
    </>
  );
}
