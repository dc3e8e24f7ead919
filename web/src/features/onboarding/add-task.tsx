import { Button, Group, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanPhase } from '../../api/types.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { addTask, planQuery, plansKey } from './queries.ts';

interface Props {
  readonly planId: string;
  readonly phase: PlanPhase;
}

/** A task of one's own, at the end of a phase. What was typed stays until it is saved. */
export function AddTask({ planId, phase }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState('');
  const [due, setDue] = useState(phase.end_date);
  const add = useMutation({
    mutationFn: () => addTask(planId, { title: title.trim(), phase: phase.key, due_date: due }),
    onSuccess: async () => {
      setTitle('');
      setOpen(false);
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: planQuery(planId).queryKey }),
        queryClient.invalidateQueries({ queryKey: plansKey }),
      ]);
    },
  });
  if (!open)
    return (
      <Button
        variant="subtle"
        size="compact-sm"
        mt={6}
        leftSection={<IconPlus size={16} aria-hidden />}
        aria-label={t('onboarding.addTo', { name: phase.name })}
        onClick={() => setOpen(true)}
      >
        {t('onboarding.add')}
      </Button>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (title.trim()) add.mutate();
      }}
      onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}
    >
      <Group align="end" gap="xs" mt={8}>
        <TextInput
          data-autofocus
          autoFocus
          required
          maxLength={300}
          label={t('onboarding.taskTitle')}
          value={title}
          onChange={({ currentTarget }) => setTitle(currentTarget.value)}
          flex="1 1 240px"
        />
        <TextInput
          type="date"
          required
          label={t('onboarding.dueDate')}
          value={due}
          onChange={({ currentTarget }) => setDue(currentTarget.value)}
        />
        <Button type="submit" loading={add.isPending}>
          {t('onboarding.add')}
        </Button>
        <Button variant="default" onClick={() => setOpen(false)}>
          {t('common.cancel')}
        </Button>
      </Group>
      {add.error && <ErrorState error={add.error} />}
    </form>
  );
}
