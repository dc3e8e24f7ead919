import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../../api/client.ts';
import type { DashboardTask } from '../../api/types.ts';
import { dashboardKey } from './queries.ts';

/** A ticked task stays where it is for so long, and can be taken back: nothing moves under the finger. */
const STAYS_MS = 7000;

export const taskId = ({ plan_id, key }: Pick<DashboardTask, 'plan_id' | 'key'>): string =>
  `${plan_id}/${key}`;

export interface Ticks {
  readonly isTicked: (task: DashboardTask) => boolean;
  readonly set: (task: DashboardTask, done: boolean) => void;
  /** The one that was ticked last and can be taken back. */
  readonly last: DashboardTask | undefined;
  readonly undo: () => void;
  readonly error: Error | null;
  readonly dismiss: () => void;
}

/** Ticks are shown and sent at once; taking one back sends what the task was before. */
export function useTicks(): Ticks {
  const queryClient = useQueryClient();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<DashboardTask>();
  const timer = useRef<number>(undefined);
  /** What the next change of a task builds on: the version that the one before it is answered with. */
  const versions = useRef(new Map<string, Promise<number>>());
  const refresh = useCallback(async () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    await queryClient.invalidateQueries({ queryKey: dashboardKey });
    versions.current.clear();
    setTicked(new Set());
    setLast(undefined);
  }, [queryClient]);
  useEffect(
    () => () => {
      if (timer.current === undefined) return;
      clearTimeout(timer.current);
      void queryClient.invalidateQueries({ queryKey: dashboardKey });
    },
    [queryClient],
  );
  const mark = (task: DashboardTask, done: boolean) =>
    setTicked((before) => {
      const others = [...before].filter((id) => id !== taskId(task));
      return new Set(done ? [...others, taskId(task)] : others);
    });
  const change = useMutation({
    mutationFn: ({ task, done }: { task: DashboardTask; done: boolean }) => {
      const before = versions.current.get(taskId(task)) ?? Promise.resolve(task.version);
      const after = before.then((version) => setStatus(task, version, done ? 'done' : task.status));
      versions.current.set(taskId(task), after);
      return after;
    },
    onMutate: ({ task, done }) => {
      mark(task, done);
      setLast(done ? task : undefined);
      clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void refresh(), STAYS_MS);
    },
    onError: () => refresh(),
    onSettled: (_, __, { task }) =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['plan', task.plan_id] }),
        queryClient.invalidateQueries({ queryKey: ['plans'] }),
      ]),
  });
  return {
    isTicked: (task) => ticked.has(taskId(task)),
    set: (task, done) => change.mutate({ task, done }),
    last,
    undo: () => last && change.mutate({ task: last, done: false }),
    error: change.error,
    dismiss: change.reset,
  };
}

/** @returns the task's version afterwards */
async function setStatus(
  { plan_id, key }: DashboardTask,
  version: number,
  status: DashboardTask['status'],
): Promise<number> {
  const { task } = await call('PATCH /api/v1/onboarding-plans/{id}/tasks/{task_key}', {
    params: { id: plan_id, task_key: key },
    body: { version, status },
  });
  return task.version;
}
