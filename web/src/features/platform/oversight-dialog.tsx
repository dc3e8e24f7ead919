import { Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSignOut } from '../identity/leaving.ts';
import styles from './platform.module.css';
import {
  changeOrganization,
  detailQuery,
  type FleetDetail,
  type OversightChange,
  showChanged,
} from './queries.ts';
import { PLANS } from './search.ts';
import { planText } from './text.ts';

interface Props {
  readonly organization: FleetDetail;
  readonly change: 'suspend' | 'reactivate' | 'plan';
  readonly onClose: () => void;
  readonly onTold: (message: string) => void;
}

const REASON_MINIMUM = 3;
const REASON_MAXIMUM = 500;

/** Says what will happen, asks why, and does it. */
export function OversightDialog({ organization, change, onClose, onTold }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { id, name, version } = organization;
  const [reason, setReason] = useState('');
  const [plan, setPlan] = useState(PLANS.find((key) => key === organization.plan) ?? 'team');
  const send = useMutation({
    mutationFn: (body: OversightChange) => changeOrganization(id, body),
    onSuccess: (changed) => {
      showChanged(queryClient, changed);
      onClose();
      onTold(
        change === 'suspend'
          ? t('platform.suspended', { name })
          : change === 'reactivate'
            ? t('platform.reactivated', { name })
            : t('platform.planChanged', { name, plan: planText(plan) }),
      );
    },
    onError: (error) => {
      if (isApiError(error, 'version_conflict'))
        void queryClient.invalidateQueries({ queryKey: detailQuery(id).queryKey });
    },
  });
  const leave = useSignOut();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const why = reason.trim();
    send.mutate({
      version,
      ...(why.length >= REASON_MINIMUM && { reason: why }),
      ...(change === 'suspend' && { status: 'suspended' as const }),
      ...(change === 'reactivate' && { status: 'active' as const }),
      ...(change === 'plan' && { plan }),
    });
  };
  const titles = {
    suspend: t('platform.suspendTitle', { name }),
    reactivate: `${t('platform.reactivate')}: ${name}`,
    plan: t('platform.planTitle', { name }),
  };
  const stale = isApiError(send.error, 'version_conflict');
  const tooOld = isApiError(send.error, 'sign_in_again');
  const short = change === 'suspend' && reason.trim().length < REASON_MINIMUM;
  return (
    <Dialog opened onClose={onClose} title={titles[change]}>
      <form className={styles.form} onSubmit={submit}>
        {change === 'suspend' && <Text>{t('platform.suspendHelp')}</Text>}
        {change === 'plan' && (
          <Radio.Group
            label={t('platform.plan')}
            description={t('platform.planHelp')}
            value={plan}
            onChange={(value) => setPlan(PLANS.find((key) => key === value) ?? plan)}
          >
            <Stack gap="sm" mt="xs">
              {PLANS.map((key) => (
                <Radio key={key} value={key} label={planText(key)} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <Textarea
          label={t('platform.suspendReason')}
          description={t('platform.suspendReasonHelp')}
          required={change === 'suspend'}
          withAsterisk={false}
          autosize
          minRows={2}
          maxLength={REASON_MAXIMUM}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Notice message={stale ? t('platform.changedMeanwhile') : undefined} />
        {send.error && !stale && (
          <ErrorState
            error={send.error}
            {...(tooOld && { retry: () => leave.mutate(), retryLabel: t('platform.signInAgain') })}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            {...(change === 'suspend' && { color: 'red' })}
            loading={send.isPending}
            disabled={short || (change === 'plan' && plan === organization.plan)}
          >
            {change === 'suspend'
              ? t('platform.doSuspend')
              : change === 'reactivate'
                ? t('platform.reactivate')
                : t('platform.doPlan')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
