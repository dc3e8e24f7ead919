import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useUndoable } from '../../components/use-undoable.ts';
import { changeStep, type OwnPlan, type OwnTask, ownPlanQuery } from './queries.ts';

/** The plan's tasks, with what was just checked off done already; for a moment it can be taken back. */
export function useSteps(plan: OwnPlan, wanted: string | undefined) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { queryKey } = ownPlanQuery(wanted);
  const write = useMutation({
    mutationFn: (task: OwnTask) => changeStep(plan.id, task, 'done'),
    onMutate: async (task) => {
      await queryClient.cancelQueries({ queryKey });
      queryClient.setQueryData(queryKey, (before) =>
        before?.plan
          ? { ...before, plan: { ...before.plan, tasks: withDone(before.plan.tasks, task.key) } }
          : before,
      );
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
  const { pending, begin, undo } = useUndoable<OwnTask>((task) => write.mutate(task));
  return {
    tasks: pending ? withDone(plan.tasks, pending.key) : plan.tasks,
    check: (task: OwnTask) => {
      write.reset();
      begin(task);
    },
    done: pending && { message: t('portal.stepDone', { title: pending.title }), undo },
    error: write.error,
  };
}

const withDone = (tasks: OwnPlan['tasks'], key: string): OwnPlan['tasks'] =>
  tasks.map((task) => (task.key === key ? { ...task, status: 'done' as const } : task));
