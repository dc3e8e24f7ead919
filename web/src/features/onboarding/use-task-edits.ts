import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { isApiError } from '../../api/errors.ts';
import type { Plan, PlanTask, TaskChanges } from '../../api/types.ts';
import { t } from '../../i18n/i18n.ts';
import { planQuery, plansKey, updateTask } from './queries.ts';

const RETRY_MS = 5000;

export interface TaskEdit {
  readonly task: PlanTask;
  readonly changes: TaskChanges;
}

export interface TaskEdits {
  /** The tasks as the person left them, also what is not saved yet. */
  readonly tasks: readonly PlanTask[];
  readonly edit: (task: PlanTask, changes: TaskChanges) => void;
  /** What could not be sent; it is tried again by itself. */
  readonly waiting: readonly TaskEdit[];
  readonly retry: () => void;
  /** What somebody else was faster with. */
  readonly conflicts: readonly TaskEdit[];
  readonly settle: (conflict: TaskEdit, keepMine: boolean) => void;
  readonly error: unknown;
}

/** Changes show at once, are sent one after the other, and are never lost: neither to a network nor to somebody else. */
export function useTaskEdits(plan: Plan, onNotice: (sentence: string) => void): TaskEdits {
  const queryClient = useQueryClient();
  const { queryKey } = planQuery(plan.id);
  const [shown, setShown] = useState<readonly TaskEdit[]>([]);
  const [waiting, setWaiting] = useState<readonly TaskEdit[]>([]);
  const [conflicts, setConflicts] = useState<readonly TaskEdit[]>([]);
  const [error, setError] = useState<unknown>();
  const versions = useRef(new Map<string, number>());
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const send = async (edit: TaskEdit) => {
    const { task, changes } = edit;
    const hide = () => setShown((all) => all.filter((other) => other !== edit));
    const reload = () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey }),
        queryClient.invalidateQueries({ queryKey: plansKey }),
      ]);
    try {
      const version = Math.max(task.version, versions.current.get(task.key) ?? 0);
      const answer = await updateTask(plan.id, task.key, { ...changes, version });
      versions.current.set(task.key, answer.task.version);
      if (changes.status === 'done' && answer.open_dependencies.length > 0)
        onNotice(
          t('onboarding.stillWaits', {
            titles: answer.open_dependencies.map(({ title }) => title).join(', '),
          }),
        );
      if (answer.too_early.length > 0)
        onNotice(t('onboarding.tooEarly', { titles: answer.too_early.map(({ title }) => title).join(', ') }));
      await reload();
      hide();
    } catch (failure) {
      if (isApiError(failure, 'network')) return setWaiting((all) => [...all, edit]);
      if (isApiError(failure, 'version_conflict')) {
        await reload();
        setConflicts((all) => [...all, edit]);
      } else setError(failure);
      hide();
    }
  };
  const latest = useRef(send);
  useEffect(() => {
    latest.current = send;
  });
  const enqueue = useCallback((edit: TaskEdit) => {
    queue.current = queue.current.then(() => latest.current(edit));
  }, []);
  const retry = useCallback(() => {
    for (const edit of waiting) enqueue(edit);
    setWaiting([]);
  }, [waiting, enqueue]);
  useEffect(() => {
    if (waiting.length === 0) return;
    const timer = setTimeout(retry, RETRY_MS);
    window.addEventListener('online', retry);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', retry);
    };
  }, [waiting, retry]);

  const edit = (task: PlanTask, changes: TaskChanges) => {
    setError(undefined);
    const entry = { task, changes };
    setShown((all) => [...all, entry]);
    enqueue(entry);
  };
  const settle = (conflict: TaskEdit, keepMine: boolean) => {
    setConflicts((all) => all.filter((other) => other !== conflict));
    const now = plan.tasks.find(({ key }) => key === conflict.task.key);
    if (keepMine && now) edit(now, conflict.changes);
  };
  const tasks = useMemo(() => plan.tasks.map((task) => overlaid(task, shown)), [plan.tasks, shown]);
  return { tasks, edit, waiting, retry, conflicts, settle, error };
}

function overlaid(task: PlanTask, edits: readonly TaskEdit[]): PlanTask {
  let result = task;
  for (const { task: of, changes } of edits) {
    if (of.key !== task.key) continue;
    const { owner, after: _, ...rest } = changes;
    result = Object.assign({}, result, rest, owner && { owner: { ...result.owner, name: null, ...owner } });
  }
  return result;
}
