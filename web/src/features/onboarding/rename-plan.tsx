import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Plan } from '../../api/types.ts';

interface Props {
  readonly plan: Plan;
  readonly onSave: (name: string) => void;
  readonly onDone: () => void;
}

/** Another name for the plan. Enter saves, Escape leaves it as it is. */
export function RenamePlan({ plan, onSave, onDone }: Props) {
  const { t } = useTranslation();
  const [name, setName] = useState(plan.name);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '' && name.trim() !== plan.name) onSave(name.trim());
        onDone();
      }}
      onKeyDown={({ key }) => key === 'Escape' && onDone()}
    >
      <Group gap="xs" align="end">
        <TextInput
          label={t('onboarding.planName')}
          autoFocus
          required
          maxLength={200}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Button type="submit">{t('common.save')}</Button>
        <Button variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </Group>
    </form>
  );
}
