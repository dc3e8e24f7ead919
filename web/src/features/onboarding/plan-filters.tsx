import { Group, NativeSelect, SegmentedControl } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PlanTask } from '../../api/types.ts';
import type { PlanSearch } from './search.ts';
import { isOverdue } from './task-facts.ts';

const route = getRouteApi('/app/plans/$id');

/** One switch between checklist and timeline, and what of the tasks is shown; all of it in the address. */
export function PlanFilters({ tasks }: { readonly tasks: readonly PlanTask[] }) {
  const { t } = useTranslation();
  const { view, show, owner } = route.useSearch();
  const navigate = route.useNavigate();
  const go = (changes: { [K in keyof PlanSearch]?: PlanSearch[K] | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...changes }) as PlanSearch, replace: true });
  const owners = [...new Set(tasks.flatMap((task) => task.owner.name ?? []))].sort();
  return (
    <Group gap="sm" data-screen-only>
      <SegmentedControl
        aria-label={t('onboarding.view.label')}
        value={view ?? 'checklist'}
        onChange={(value) => go({ view: value === 'timeline' ? value : undefined })}
        data={[
          { value: 'checklist', label: t('onboarding.view.checklist') },
          { value: 'timeline', label: t('onboarding.view.timeline') },
        ]}
      />
      <SegmentedControl
        aria-label={t('onboarding.show.label')}
        value={show ?? 'all'}
        onChange={(value) => go({ show: value === 'mine' || value === 'overdue' ? value : undefined })}
        data={(['all', 'mine', 'overdue'] as const).map((value) => ({
          value,
          label: t(`onboarding.show.${value}`),
        }))}
      />
      <NativeSelect
        aria-label={t('onboarding.show.owner')}
        value={owner ?? ''}
        onChange={({ currentTarget }) => go({ owner: currentTarget.value || undefined })}
        data={[
          { value: '', label: t('onboarding.show.everybody') },
          ...owners.map((name) => ({ value: name, label: name })),
        ]}
      />
    </Group>
  );
}

/** @param me the reader's name */
export const chosenTasks = (
  tasks: readonly PlanTask[],
  { show, owner }: PlanSearch,
  me: string | undefined,
  today: string,
): PlanTask[] =>
  tasks.filter(
    (task) =>
      (show !== 'overdue' || isOverdue(task, today)) &&
      (show !== 'mine' || (me !== undefined && task.owner.name === me)) &&
      (owner === undefined || task.owner.name === owner),
  );
