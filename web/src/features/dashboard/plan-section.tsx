import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Dashboard } from '../../api/types.ts';
import { formatDate } from '../../components/format.ts';
import { TextLink } from '../../components/link-button.tsx';
import { PlanProgress } from '../onboarding/plan-progress.tsx';
import styles from './dashboard.module.css';
import { Section } from './section.tsx';

/** Plans that are not done, the newest first, each with what comes next in it. */
export function PlanSection({ plans, more }: Dashboard['plans']) {
  const { t } = useTranslation();
  return (
    <Section title={t('dashboard.plans')} all={more && <TextLink to="/plans">{t('dashboard.all')}</TextLink>}>
      {plans.length === 0 ? (
        <p className={styles.none}>{t('dashboard.noPlans')}</p>
      ) : (
        <ul className={styles.rows}>
          {plans.map(({ id, customer_name, progress, next_step, go_live_date }) => (
            <li key={id} className={styles.row}>
              <div className={styles.body}>
                <Link to="/plans/$id" params={{ id }} className={styles.link} data-row>
                  {customer_name}
                </Link>
                {next_step && (
                  <div className={styles.second}>
                    {t('dashboard.next', { title: next_step.title, date: formatDate(next_step.due_date) })}
                  </div>
                )}
                <div className={styles.facts}>
                  <PlanProgress progress={progress} />
                  <time dateTime={go_live_date}>
                    {t('onboarding.goesLive', { date: formatDate(go_live_date) })}
                  </time>
                </div>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
