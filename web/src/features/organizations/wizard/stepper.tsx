import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Wizard, WizardStep } from '../queries.ts';
import styles from './wizard.module.css';

interface Props {
  readonly wizard: Wizard;
  readonly current: WizardStep;
  readonly onChoose: (step: WizardStep) => void;
}

/** The six steps: where one is, what is done, and the way back. One goes ahead no further than the first that is open. */
export function Stepper({ wizard, current, onChoose }: Props) {
  const { t } = useTranslation();
  const { steps, next_step } = wizard;
  const open = next_step === null ? steps.length : steps.findIndex(({ key }) => key === next_step);
  return (
    <nav aria-label={t('wizard.title')}>
      <ol className={styles.steps}>
        {steps.map(({ key, complete }, index) => (
          <li key={key}>
            <button
              type="button"
              className={styles.step}
              data-done={complete}
              aria-current={key === current ? 'step' : undefined}
              disabled={index > open}
              onClick={() => onChoose(key)}
            >
              <span className={styles.number} aria-hidden>
                {complete ? <IconCheck size={16} /> : index + 1}
              </span>
              <span className={styles.name}>
                {t(`wizard.steps.${key}`)}
                {complete && <span className={styles.hidden}>, {t('wizard.done')}</span>}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
