import { ActionIcon, Checkbox, Text } from '@mantine/core';
import { IconDots, IconGripVertical } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Plan, PlanTask, TaskChanges } from '../../api/types.ts';
import { formatDate } from '../../components/format.ts';
import { LazyMenu } from '../../components/lazy-menu.tsx';
import { Status } from '../../components/status.tsx';
import { EditInPlace } from './edit-in-place.tsx';
import { Origin } from './origin.tsx';
import styles from './plan.module.css';
import { dueText, isOverdue, ownerEdit, ownerText, waitsFor } from './task-facts.ts';

export interface TaskActions {
  readonly tick: (task: PlanTask, done: boolean) => void;
  readonly edit: (task: PlanTask, changes: TaskChanges) => void;
  readonly remove: (task: PlanTask) => void;
}

interface Props extends TaskActions {
  readonly plan: Plan;
  readonly task: PlanTask;
  readonly tasks: readonly PlanTask[];
  readonly today: string;
  readonly editable: boolean;
}

export function TaskRow({ plan, task, tasks, today, editable, tick, edit, remove }: Props) {
  const { t } = useTranslation();
  const waits = waitsFor(task, tasks);
  const done = task.status === 'done';
  const people = new Map(tasks.flatMap(({ owner }) => (owner.name ? [[owner.name, owner] as const] : [])));
  const peers = tasks.filter(({ phase }) => phase === task.phase);
  const at = peers.findIndex(({ key }) => key === task.key);
  return (
    <li className={styles.task} data-done={done} data-task={task.key} data-phase={task.phase}>
      <span className={styles.lead}>
        {editable && <IconGripVertical size={16} className={styles.grip} data-grip aria-hidden />}
        <Checkbox
          className={styles.tick}
          checked={done}
          disabled={!editable}
          aria-label={task.title}
          onChange={({ currentTarget }) => tick(task, currentTarget.checked)}
        />
      </span>
      <div className={styles.taskBody}>
        <div className={styles.title}>
          {editable ? (
            <EditInPlace
              type="text"
              label={t('onboarding.editTitle')}
              value={task.title}
              shown={task.title}
              editable
              onSave={(title) => title && edit(task, { title })}
            />
          ) : (
            task.title
          )}
        </div>
        {!done && task.description && (
          <Text size="sm" c="dimmed">
            {task.description}
          </Text>
        )}
        {!done && waits.length > 0 && (
          <Text size="sm" c="dimmed">
            {t('onboarding.after', { titles: waits.join(', ') })}
          </Text>
        )}
        <Origin source={task.source} contractId={plan.contract_id} />
      </div>
      <div className={styles.meta}>
        <EditInPlace
          type="date"
          label={t('onboarding.editDue', { title: task.title })}
          value={task.due_date}
          shown={dueText(task, today)}
          hint={formatDate(task.due_date)}
          overdue={isOverdue(task, today)}
          editable={editable}
          onSave={(due_date) => edit(task, { due_date })}
        />
        <span className={styles.printed}>{formatDate(task.due_date)}</span>
        <EditInPlace
          type="text"
          label={t('onboarding.editOwner', { title: task.title })}
          value={task.owner.name ?? ''}
          shown={ownerText(task.owner)}
          suggestions={[...people.keys()]}
          editable={editable}
          onSave={(name) => edit(task, { owner: ownerEdit(name, task.owner, people.get(name)) })}
        />
        {task.status === 'blocked' && <Status tone="bad">{t('onboarding.state.blocked')}</Status>}
        {task.status === 'in_progress' && <Status tone="good">{t('onboarding.state.in_progress')}</Status>}
      </div>
      {editable && (
        <LazyMenu
          position="bottom-end"
          target={
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('onboarding.more', { title: task.title })}
            >
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          }
        >
          {(Menu) => (
            <>
              {(['todo', 'in_progress', 'blocked'] as const)
                .filter((status) => status !== task.status)
                .map((status) => (
                  <Menu.Item key={status} onClick={() => edit(task, { status })}>
                    {t('onboarding.setState', { state: t(`onboarding.state.${status}`) })}
                  </Menu.Item>
                ))}
              <Menu.Divider />
              <Menu.Label>{t('onboarding.moveTo')}</Menu.Label>
              <Menu.Item disabled={at <= 0} onClick={() => edit(task, { after: peers[at - 2]?.key ?? null })}>
                {t('onboarding.moveUp')}
              </Menu.Item>
              <Menu.Item
                disabled={at === peers.length - 1}
                onClick={() => edit(task, { after: peers[at + 1]?.key ?? null })}
              >
                {t('onboarding.moveDown')}
              </Menu.Item>
              {plan.phases
                .filter(({ key }) => key !== task.phase)
                .map(({ key, name }) => (
                  <Menu.Item key={key} onClick={() => edit(task, { phase: key })}>
                    {t('onboarding.toPhase', { name })}
                  </Menu.Item>
                ))}
              <Menu.Divider />
              <Menu.Item onClick={() => remove(task)}>{t('onboarding.remove')}</Menu.Item>
            </>
          )}
        </LazyMenu>
      )}
    </li>
  );
}
