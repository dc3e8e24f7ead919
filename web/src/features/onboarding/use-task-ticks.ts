import { useMutation, useQueryClient } from '@tanstack/react-query';
import { isApiError } from '../../api/errors.ts';
import type { Plan, PlanTask } from '../../api/types.ts';
import { t } from '../../i18n/i18n.ts';
import { planQuery, plansQuery, setTaskDone } from './queries.ts';

/** Ticks are shown at once, and taken back when the API refuses them. */
export function useTaskTicks(planId: string, onNotice: (sentence: string) => void) {
  const queryClient = useQueryClient();
  const { queryKey } = planQuery(planId);
  return useMutation({
    mutationFn: ({ task, done }: { task: PlanTask; done: boolean }) => setTaskDone(planId, task, done),
    onMutate: async ({ task, done }) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      queryClient.setQueryData(queryKey, (plan: Plan | undefined) => plan && ticked(plan, task.key, done));
      return { before };
    },
    onSuccess: ({ open_dependencies }, { done }) => {
      if (done && open_dependencies.length > 0)
        onNotice(
          t('onboarding.stillWaits', { titles: open_dependencies.map(({ title }) => title).join(', ') }),
        );
    },
    onError: (error, _, context) => {
      queryClient.setQueryData(queryKey, context?.before);
      if (isApiError(error, 'version_conflict')) onNotice(t('onboarding.conflict'));
    },
    // The next step, the phases' counts and what waits for what are the API's to work out.
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey }),
        queryClient.invalidateQueries({ queryKey: plansQuery.queryKey }),
      ]),
  });
}

const ticked = (plan: Plan, key: string, done: boolean): Plan => ({
  ...plan,
  tasks: plan.tasks.map((task) => (task.key === key ? { ...task, status: done ? 'done' : 'todo' } : task)),
});
