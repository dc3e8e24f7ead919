import { IconCheck, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../api/types.ts';
import { formatElapsed } from '../../components/format.ts';
import { Panel } from '../../components/page.tsx';
import styles from './pipeline.module.css';
import { STAGES } from './text.ts';

const TICK_MS = 200;

/** The pipeline's real steps with the time spent in each, while it runs and where it failed. */
export function Pipeline({ contract }: { readonly contract: Contract }) {
  const { t } = useTranslation();
  const running = contract.status === 'processing';
  const failed = contract.status === 'failed';
  const now = useNow(running);
  return (
    <Panel label={t('contracts.progress')}>
      <ol className={styles.stages}>
        {STAGES.map((stage) => {
          const entered = contract.progress.stages.find((candidate) => candidate.stage === stage);
          const current = contract.progress.stage === stage && !entered?.left_at;
          const state = !entered ? 'waiting' : !current ? 'done' : failed ? 'failed' : 'running';
          return (
            <li
              key={stage}
              className={styles.stage}
              data-state={state}
              aria-current={state === 'running' ? 'step' : undefined}
            >
              <span className={styles.mark} aria-hidden>
                {state === 'done' && <IconCheck size={14} stroke={2.5} />}
                {state === 'failed' && <IconX size={14} stroke={2.5} />}
              </span>
              <span className={styles.label}>{t(`contracts.stage.${stage}`)}</span>
              <span className={styles.time}>
                {state === 'failed'
                  ? t('contracts.stageFailed')
                  : entered
                    ? formatElapsed(Date.parse(entered.left_at ?? now) - Date.parse(entered.entered_at))
                    : ''}
              </span>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}

/** The time as it passes, for as long as it matters. */
function useNow(ticking: boolean): string {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    if (!ticking) return;
    const timer = setInterval(() => setNow(new Date().toISOString()), TICK_MS);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}
