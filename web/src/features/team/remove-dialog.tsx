import { Button, Group, Select, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import { refreshSession } from '../../api/session.ts';
import type { Member } from '../../api/types.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { activeMembersQuery, assignmentsKey, membersKey, removeMember, rolesKey } from './queries.ts';
import styles from './team.module.css';

interface Props {
  readonly member: Member;
  readonly own: boolean;
  readonly onClose: () => void;
  readonly onDone: (name: string) => void;
}

/** Removing a member, or leaving: who has customers says who takes them over. */
export function RemoveDialog({ member, own, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data: members = [] } = useQuery(activeMembersQuery);
  const [to, setTo] = useState<string | null>(null);
  const remove = useMutation({
    mutationFn: () => removeMember(member.id, to ?? undefined),
    onSuccess: async () => {
      if (own) {
        await refreshSession();
        window.location.assign('/');
        return;
      }
      onDone(member.name);
      for (const queryKey of [membersKey, rolesKey, assignmentsKey, ['customers']])
        void queryClient.invalidateQueries({ queryKey });
    },
  });
  const needed =
    isApiError(remove.error) && remove.error.code === 'hand_over_required' ? remove.error : undefined;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    remove.mutate();
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={own ? t('team.leaveTitle') : t('team.removeTitle', { name: member.name })}
    >
      <form className={styles.form} onSubmit={submit}>
        <Text>{own ? t('team.leaveHelp') : t('team.removeHelp')}</Text>
        {needed && (
          <Text role="alert">{t('team.handOverNeeded', { count: Number(needed.data.customers) })}</Text>
        )}
        <Select
          label={t('team.handOverTo')}
          description={t('team.handOverHelp')}
          placeholder={t('team.chooseMember')}
          data={members
            .filter(({ id }) => id !== member.id)
            .map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }))}
          value={to}
          searchable
          clearable
          required={needed !== undefined}
          withAsterisk={false}
          onChange={setTo}
        />
        {remove.error && !needed && <ErrorState error={remove.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            color="red"
            loading={remove.isPending}
            disabled={needed !== undefined && to === null}
          >
            {own ? t('team.leave') : t('team.remove')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
