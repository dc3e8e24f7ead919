import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import type { Role } from '../../api/types.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { deleteRole } from './queries.ts';
import styles from './team.module.css';

interface Props {
  readonly role: Role;
  readonly roles: readonly Role[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Who has the role, or is invited with it, gets another one first. */
export function DeleteRoleDialog({ role, roles, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const [to, setTo] = useState('');
  const remove = useMutation({
    mutationFn: () => deleteRole(role, to || undefined),
    onSuccess: onDone,
  });
  const inUse = isApiError(remove.error) && remove.error.code === 'role_in_use' ? remove.error : undefined;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    remove.mutate();
  };
  const count = Number(inUse?.data.members ?? role.members);
  const invitations = Number(inUse?.data.invitations ?? 0);
  return (
    <Dialog opened onClose={onClose} title={t('team.deleteRole', { name: role.name })}>
      <form className={styles.form} onSubmit={submit}>
        <Text>
          {count + invitations > 0 ? t('team.roleUsed', { count, invitations }) : t('team.roleUnused')}
        </Text>
        {count + invitations > 0 && (
          <NativeSelect
            label={t('team.reassignTo')}
            value={to}
            data={[
              { value: '', label: t('team.chooseRole') },
              ...roles
                .filter(({ key, assignable }) => assignable && key !== role.key)
                .map(({ key, name }) => ({ value: key, label: name })),
            ]}
            onChange={({ currentTarget }) => setTo(currentTarget.value)}
          />
        )}
        {remove.error && !inUse && <ErrorState error={remove.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            color="red"
            loading={remove.isPending}
            disabled={count + invitations > 0 && to === ''}
          >
            {t('team.delete')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
