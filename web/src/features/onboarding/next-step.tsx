import { Button, Text, Title } from '@mantine/core';
import { IconCheck, IconConfetti } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Plan, PlanTask } from '../../api/types.ts';
import styles from './plan.module.css';
import { dueText, ownerText } from './task-facts.ts';

interface Props {
  readonly plan: Plan;
  readonly today: string;
  readonly editable: boolean;
  readonly onTick: (task: PlanTask, done: boolean) => void;
}

/** The one thing to do now. */
export function NextStep({ plan: { next_step: task }, today, editable, onTick }: Props) {
  const { t } = useTranslation();
  return (
    <section className={styles.next} aria-labelledby="next-step">
      <Title order={2} size="sm" id="next-step" className={styles.nextLabel}>
        {t('onboarding.nextStep')}
      </Title>
      {task ? (
        <div className={styles.nextBody}>
          <div>
            <div className={styles.nextTitle}>{task.title}</div>
            <Text>{task.description}</Text>
            <Text size="sm" c="dimmed" mt={6}>
              {dueText(task, today)} · {ownerText(task.owner)}
            </Text>
          </div>
          {editable && (
            <Button leftSection={<IconCheck size={18} aria-hidden />} onClick={() => onTick(task, true)}>
              {t('onboarding.done')}
            </Button>
          )}
        </div>
      ) : (
        <div className={styles.allDone}>
          <IconConfetti aria-hidden /> {t('onboarding.allDone')}
        </div>
      )}
    </section>
  );
}
