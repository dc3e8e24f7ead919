import '../../i18n/texts/onboarding.ts';
import { Group, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import type { Plan, PlanChanges, PlanTask } from '../../api/types.ts';
import { useRecent } from '../../app/recents.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { formatDate, localDay } from '../../components/format.ts';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { PageSkeleton } from '../../components/page-skeleton.tsx';
import { accountQuery } from '../identity/queries.ts';
import { usePermission } from '../identity/use-permission.ts';
import { Checklist } from './checklist.tsx';
import { Conflict } from './conflict.tsx';
import { EditInPlace } from './edit-in-place.tsx';
import { NextStep } from './next-step.tsx';
import styles from './plan.module.css';
import { PlanActions } from './plan-actions.tsx';
import { chosenTasks, PlanFilters } from './plan-filters.tsx';
import { PlanProgress } from './plan-progress.tsx';
import {
  archivePlan,
  archiveTask,
  planQuery,
  plansKey,
  restorePlan,
  restoreTask,
  updatePlan,
} from './queries.ts';
import { RenamePlan } from './rename-plan.tsx';
import { RisksAndCriteria } from './risks-and-criteria.tsx';
import type { TaskActions } from './task-row.tsx';
import { Timeline } from './timeline.tsx';
import { useTaskEdits } from './use-task-edits.ts';

const route = getRouteApi('/app/plans/$id');

export function PlanPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(planQuery(id));
  if (data) return <LoadedPlan key={id} plan={data} />;
  if (error)
    return (
      <Page title={t('onboarding.plan')}>
        <ErrorState error={error} retry={() => void refetch()} />
      </Page>
    );
  return <PageSkeleton rows={8} />;
}

function LoadedPlan({ plan }: { readonly plan: Plan }) {
  const { t } = useTranslation();
  useRecent({ kind: 'plan', id: plan.id, title: plan.customer_name, detail: plan.name });
  const search = route.useSearch();
  const { data: account } = useQuery(accountQuery);
  const queryClient = useQueryClient();
  const [notice, setNotice] = useState<string>();
  const [undo, setUndo] = useState<{ readonly message: string; readonly run: () => void }>();
  const [failure, setFailure] = useState<unknown>();
  const [renaming, setRenaming] = useState(false);
  const mayWrite = usePermission('plan:write');
  const editable = mayWrite && !plan.archived_at;
  const edits = useTaskEdits(plan, setNotice);
  const { tasks } = edits;
  const today = localDay();
  const begin = () => {
    setNotice(undefined);
    setUndo(undefined);
    setFailure(undefined);
  };
  const edit: TaskActions['edit'] = (task, changes) => {
    begin();
    edits.edit(task, changes);
  };
  const tick = (task: PlanTask, done: boolean) => {
    edit(task, { status: done ? 'done' : 'todo' });
    setUndo({
      message: t(done ? 'onboarding.ticked' : 'onboarding.unticked', { title: task.title }),
      run: () => edit(task, { status: task.status }),
    });
  };
  const reload = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: planQuery(plan.id).queryKey }),
      queryClient.invalidateQueries({ queryKey: plansKey }),
    ]);
  const remove = (task: PlanTask) => {
    begin();
    const bring = () => void restoreTask(plan.id, task.key).then(reload).catch(setFailure);
    archiveTask(plan.id, task.key)
      .then(async () => {
        await reload();
        setUndo({
          message: t('onboarding.taken', { title: task.title }),
          run: () => {
            begin();
            bring();
          },
        });
      })
      .catch(setFailure);
  };
  const change = async (changes: Omit<PlanChanges, 'version'>) => {
    begin();
    try {
      await updatePlan(plan.id, { ...changes, version: plan.version });
    } catch (failed) {
      if (isApiError(failed, 'version_conflict')) setNotice(t('onboarding.planConflict'));
      else setFailure(failed);
    }
    await reload();
  };
  const archive = async () => {
    begin();
    try {
      await archivePlan(plan.id);
    } catch (failed) {
      return setFailure(failed);
    }
    await reload();
    setUndo({
      message: t('onboarding.archivedNow'),
      run: () => {
        begin();
        void restorePlan(plan.id).then(reload).catch(setFailure);
      },
    });
  };
  const late = plan.agreed_go_live_date !== null && plan.go_live_date > plan.agreed_go_live_date;
  const chosen = chosenTasks(tasks, search, account?.name ?? undefined, today);
  const error = failure ?? edits.error;
  return (
    <Page
      title={plan.name}
      documentTitle={plan.customer_name}
      subtitle={
        <Group gap="md">
          <span>{plan.customer_name}</span>
          {renaming && (
            <RenamePlan
              plan={plan}
              onDone={() => setRenaming(false)}
              onSave={(name) => void change({ name })}
            />
          )}
          <EditInPlace
            type="date"
            label={t('onboarding.editGoLive')}
            value={plan.go_live_date}
            shown={t('onboarding.goesLive', { date: formatDate(plan.go_live_date) })}
            editable={editable}
            onSave={(go_live_date) => void change({ go_live_date })}
          />
          <PlanProgress progress={plan.progress} />
        </Group>
      }
      actions={
        <PlanActions
          plan={plan}
          mayWrite={mayWrite}
          onRename={() => setRenaming(true)}
          onArchive={() => void archive()}
          onRestore={() => void restorePlan(plan.id).then(reload).catch(setFailure)}
          onError={setFailure}
        />
      }
    >
      <Notice
        message={plan.archived_at ? t('onboarding.archived') : notice}
        onClose={() => setNotice(undefined)}
      />
      <Notice
        message={undo?.message}
        tone="good"
        {...(undo && { action: { label: t('onboarding.undo'), run: undo.run } })}
        onClose={() => setUndo(undefined)}
      />
      <Notice
        message={
          edits.waiting.length > 0 ? t('onboarding.waiting', { count: edits.waiting.length }) : undefined
        }
        action={{ label: t('common.retry'), run: edits.retry }}
      />
      {edits.conflicts.map((conflict) => (
        <Conflict
          key={`${conflict.task.key} ${Object.keys(conflict.changes)}`}
          plan={plan}
          conflict={conflict}
          settle={edits.settle}
        />
      ))}
      {error !== undefined && <ErrorState error={error} />}
      <NextStep plan={plan} today={today} editable={editable} onTick={tick} />
      {late && (
        <div className={styles.late}>
          {t('onboarding.later', {
            agreed: formatDate(plan.agreed_go_live_date ?? ''),
            planned: formatDate(plan.go_live_date),
          })}
        </div>
      )}
      <PlanFilters tasks={tasks} />
      {search.view === 'timeline' ? (
        <Timeline plan={plan} tasks={chosen} today={today} />
      ) : (
        <Checklist
          plan={plan}
          tasks={tasks}
          chosen={chosen}
          today={today}
          editable={editable}
          tick={tick}
          edit={edit}
          remove={remove}
        />
      )}
      <Text size="sm" c="dimmed">
        {plan.anchor.note}
      </Text>
      <RisksAndCriteria plan={plan} />
    </Page>
  );
}
