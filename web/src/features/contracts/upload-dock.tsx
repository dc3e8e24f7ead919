import { ActionIcon, CloseButton, Text } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UploadForm } from './upload-form.tsx';
import { clearSent, dismissProblems, type UploadItem } from './upload-queue.ts';
import { UploadRow } from './upload-row.tsx';
import styles from './uploads.module.css';

interface Props {
  readonly items: readonly UploadItem[];
  /** Why files were not taken. */
  readonly problems: readonly string[];
}

/** What is being uploaded, at the corner of every screen: it stays while one goes on. */
export default function UploadDock({ items, problems }: Props) {
  const { t } = useTranslation();
  const [folded, setFolded] = useState(false);
  const drafts = items.filter(({ state }) => state === 'draft');
  const [asked] = drafts;
  const others = items.filter((item) => item !== asked);
  const left = items.filter(({ state }) => state !== 'sent').length;
  return (
    <section className={styles.dock} aria-label={t('uploads.uploads')}>
      {items.length > 0 && (
        <div className={styles.head}>
          <h2 className={styles.title}>
            {left > 0 ? t('uploads.left', { count: left }) : t('uploads.allSent', { count: items.length })}
          </h2>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-expanded={!folded}
            aria-label={t(folded ? 'uploads.unfold' : 'uploads.fold')}
            onClick={() => setFolded(!folded)}
          >
            {folded ? <IconChevronUp size={18} aria-hidden /> : <IconChevronDown size={18} aria-hidden />}
          </ActionIcon>
          {left === 0 && <CloseButton aria-label={t('common.close')} onClick={clearSent} />}
        </div>
      )}
      <div role="alert">
        {problems.length > 0 && (
          <div className={styles.problems}>
            <div>
              {problems.map((problem) => (
                <Text key={problem} size="sm">
                  {problem}
                </Text>
              ))}
            </div>
            <CloseButton aria-label={t('common.dismiss')} onClick={dismissProblems} />
          </div>
        )}
      </div>
      {!folded && items.length > 0 && (
        <div className={styles.body}>
          {asked && (
            <UploadForm key={asked.key} item={asked} others={drafts.slice(1).map(({ key }) => key)} />
          )}
          {others.length > 0 && (
            <ul className={styles.rows}>
              {others.map((item) => (
                <UploadRow key={item.key} item={item} />
              ))}
            </ul>
          )}
        </div>
      )}
    </section>
  );
}
