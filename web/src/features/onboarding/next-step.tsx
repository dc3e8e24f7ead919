import { Button, Text, Title } from '@mantine/core';
import { IconCheck, IconConfetti } from '@tabler/icons-react';
import type { Plan, PlanTask } from '../../api/types.ts';
import { formatDate } from '../../components/format.ts';
import styles from './plan.module.css';
import { isOverdue, ownerText } from './task-facts.ts';
import { TEXT } from './text.ts';

interface Props {
  readonly plan: Plan;
  readonly today: string;
  readonly editable: boolean;
  readonly onTick: (task: PlanTask, done: boolean) => void;
}

/** The one thing to do now. */
export function NextStep({ plan: { next_step: task }, today, editable, onTick }: Props) {
  return (
    <section className={styles.next} aria-labelledby="next-step">
      <Title order={2} size="sm" id="next-step" className={styles.nextLabel}>
        {TEXT.nextStep}
      </Title>
      {task ? (
        <div className={styles.nextBody}>
          <div>
            <div className={styles.nextTitle}>{task.title}</div>
            <Text>{task.description}</Text>
            <Text size="sm" c="dimmed" mt={6}>
              {isOverdue(task, today) ? 'Was due' : 'Due'} {formatDate(task.due_date)} ·{' '}
              {ownerText(task.owner)}
            </Text>
          </div>
          {editable && (
            <Button leftSection={<IconCheck size={18} aria-hidden />} onClick={() => onTick(task, true)}>
              {TEXT.done}
            </Button>
          )}
        </div>
      ) : (
        <div className={styles.allDone}>
          <IconConfetti aria-hidden /> {TEXT.allDone}
        </div>
      )}
    </section>
  );
}
