import { IconFileUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { TextLink } from '../../components/link-button.tsx';
import { accountQuery } from '../identity/queries.ts';
import { Checklist } from '../organizations/checklist.tsx';
import styles from './first-run.module.css';

const STEPS = ['read', 'check', 'plan'] as const;

/** What a new organization sees: its first contract, what will happen to it, and who reads it. */
export function FirstRun({ action }: { readonly action: ReactNode }) {
  const { t } = useTranslation();
  const { data: account } = useQuery(accountQuery);
  return (
    <>
      <EmptyState icon={IconFileUpload} title={t('contracts.emptyTitle')} action={action}>
        {t('contracts.emptyHelp')}
      </EmptyState>
      <ol className={styles.steps}>
        {STEPS.map((step) => (
          <li key={step} className={styles.step}>
            <h2 className={styles.title}>{t(`contracts.first.${step}`)}</h2>
            <p className={styles.help}>{t(`contracts.first.${step}Help`)}</p>
          </li>
        ))}
      </ol>
      <Checklist />
      <p className={styles.reader}>
        {t(account?.ai_enabled ? 'contracts.first.withModel' : 'contracts.first.withoutModel')}{' '}
        <TextLink to="/settings/organization">{t('contracts.first.change')}</TextLink>
      </p>
    </>
  );
}
