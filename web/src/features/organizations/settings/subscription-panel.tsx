import { Button, Group, Title } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../../api/errors.ts';
import type { Organization } from '../../../api/types.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { Panel } from '../../../components/page.tsx';
import type { Told } from '../organization-page.tsx';
import { PlanChoice } from '../plan-choice.tsx';
import { choosePlan } from '../queries.ts';
import styles from './settings.module.css';
import { useSettingsChange } from './use-settings-change.ts';

interface Props {
  readonly organization: Organization;
  readonly editable: boolean;
  readonly onTold: (told: Told | undefined) => void;
}

export function SubscriptionPanel({ organization, editable, onTold }: Props) {
  const { t } = useTranslation();
  const current = organization.subscription.plan;
  const [plan, setPlan] = useState(current);
  const choose = useSettingsChange(choosePlan, { onTold, saved: () => t('organizations.planSaved') });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    choose.mutate({ plan: plan as Parameters<typeof choosePlan>[0]['plan'], version: organization.version });
  };
  return (
    <Panel label={t('organizations.subscription')}>
      <form className={styles.form} onSubmit={submit}>
        <Title order={2} size="h4">
          {t('organizations.subscription')}
        </Title>
        <PlanChoice value={plan} onChange={setPlan} disabled={!editable} />
        {choose.error && !isApiError(choose.error, 'version_conflict') && <ErrorState error={choose.error} />}
        {editable && (
          <Group>
            <Button type="submit" variant="default" loading={choose.isPending} disabled={plan === current}>
              {t('organizations.choosePlan')}
            </Button>
          </Group>
        )}
      </form>
    </Panel>
  );
}
