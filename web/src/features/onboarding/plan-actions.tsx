import { ActionIcon, Button, Group } from '@mantine/core';
import { IconCalendarDown, IconDots, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Plan } from '../../api/types.ts';
import { LazyMenu } from '../../components/lazy-menu.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { planCalendar } from './queries.ts';

interface Props {
  readonly plan: Plan;
  readonly mayWrite: boolean;
  readonly onRename: () => void;
  readonly onArchive: () => void;
  readonly onRestore: () => void;
  readonly onError: (error: unknown) => void;
}

export function PlanActions({ plan, mayWrite, onRename, onArchive, onRestore, onError }: Props) {
  const { t } = useTranslation();
  const save = async () => {
    const url = URL.createObjectURL(new Blob([await planCalendar(plan.id)], { type: 'text/calendar' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${plan.customer_name}.ics`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return (
    <Group gap="xs" data-screen-only>
      <LinkButton to="/contracts/$id" params={{ id: plan.contract_id }} variant="default">
        {t('onboarding.openContract')}
      </LinkButton>
      <Button
        variant="default"
        leftSection={<IconCalendarDown size={18} aria-hidden />}
        onClick={() => save().catch(onError)}
      >
        {t('onboarding.calendar')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconPrinter size={18} aria-hidden />}
        onClick={() => window.print()}
      >
        {t('onboarding.print')}
      </Button>
      {mayWrite && (
        <LazyMenu
          position="bottom-end"
          shadow="md"
          target={
            <ActionIcon variant="default" size={36} aria-label={t('onboarding.planActions')}>
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          }
        >
          {(Menu) => (
            <>
              {plan.archived_at ? (
                <Menu.Item onClick={onRestore}>{t('onboarding.restorePlan')}</Menu.Item>
              ) : (
                <>
                  <Menu.Item onClick={onRename}>{t('onboarding.rename')}</Menu.Item>
                  <Menu.Item onClick={onArchive}>{t('onboarding.archivePlan')}</Menu.Item>
                </>
              )}
            </>
          )}
        </LazyMenu>
      )}
    </Group>
  );
}
