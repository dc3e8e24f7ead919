import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../api/types.ts';
import { TextLink } from '../../components/link-button.tsx';
import { Status } from '../../components/status.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { TONE } from '../contracts/text.ts';
import styles from './dashboard.module.css';
import { Section } from './section.tsx';
import { type Counted, countText } from './summary.ts';

interface Props extends Counted {
  readonly title: string;
  readonly status: 'failed' | 'review' | 'processing';
  readonly contracts: readonly Contract[];
  /** Undefined for somebody who may not. */
  readonly retry?: ((id: string) => void) | undefined;
  /** The contract that is being started again. */
  readonly retrying?: string | undefined;
}

/** Contracts in one state; nothing where there are none. */
export function ContractSection({ title, status, contracts, retry, retrying, ...counted }: Props) {
  const { t } = useTranslation();
  if (contracts.length === 0) return null;
  return (
    <Section
      title={title}
      count={countText(counted)}
      all={
        counted.count > contracts.length && (
          <TextLink to="/contracts" search={{ status }}>
            {t('dashboard.all')}
          </TextLink>
        )
      }
    >
      <ul className={styles.rows}>
        {contracts.map((contract) => (
          <li
            key={contract.id}
            className={styles.row}
            data-retry={retry && canRetry(contract) ? contract.id : undefined}
          >
            <div className={styles.body}>
              <Link to="/contracts/$id" params={{ id: contract.id }} className={styles.link} data-row>
                {contract.customer_name}
              </Link>
              <div className={styles.second}>
                {contract.failure?.message ?? contract.document_name ?? contract.file_name}
              </div>
            </div>
            <div className={styles.meta}>
              {contract.needs_review && status === 'review' ? (
                <Status tone="attention">{t('dashboard.facts', { count: contract.needs_review })}</Status>
              ) : (
                <Status tone={TONE[contract.status]}>
                  {contract.status === 'processing' && contract.progress.stage
                    ? t(`contracts.stage.${contract.progress.stage}`)
                    : t(`contracts.status.${contract.status}`)}
                </Status>
              )}
              <RelativeTime at={contract.updated_at} />
            </div>
            {retry && canRetry(contract) && (
              <Button
                className={styles.action}
                size="compact-sm"
                variant="default"
                leftSection={<IconRefresh size={14} aria-hidden />}
                loading={retrying === contract.id}
                onClick={() => retry(contract.id)}
                aria-label={t('dashboard.retryOf', { name: contract.customer_name })}
              >
                {t('dashboard.retry')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Not where the file itself is at fault: then another copy helps, and trying again does not. */
const canRetry = ({ failure }: Contract): boolean => failure?.redrivable === true;
