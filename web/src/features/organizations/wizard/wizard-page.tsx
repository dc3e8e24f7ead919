import '../../../i18n/texts/wizard.ts';
import { Button, Group, Progress, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../../api/errors.ts';
import { refreshSession } from '../../../api/session.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { LinkButton } from '../../../components/link-button.tsx';
import { Notice } from '../../../components/notice.tsx';
import { Page, Panel } from '../../../components/page.tsx';
import { RowSkeleton } from '../../../components/page-skeleton.tsx';
import { completeWizard, saveStep, type Wizard, type WizardStep, wizardQuery } from '../queries.ts';
import { type Answers, answersOf, keepAnswers, sent } from './answers.ts';
import { FIELDS } from './fields.tsx';
import { Stepper } from './stepper.tsx';
import styles from './wizard.module.css';

/** Six steps to an organization that fits its trade. The step is in the address; what is saved is the server's. */
export function WizardPage() {
  const { t } = useTranslation();
  const { data: wizard, error, refetch } = useQuery(wizardQuery);
  return (
    <Page
      title={t('wizard.title')}
      subtitle={t('wizard.help')}
      actions={
        wizard &&
        !wizard.completed_at && (
          <LinkButton to="/contracts" variant="subtle">
            {t('wizard.later')}
          </LinkButton>
        )
      }
    >
      {wizard ? (
        wizard.completed_at ? (
          <Done wizard={wizard} />
        ) : (
          <Steps wizard={wizard} />
        )
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <RowSkeleton rows={6} />
      )}
    </Page>
  );
}

function Done({ wizard }: { readonly wizard: Wizard }) {
  const { t } = useTranslation();
  // A key's secret is shown once, to whoever makes it: setting up made none, and says where.
  const wantsKey = wizard.steps.find(({ key }) => key === 'integrations')?.data?.api === true;
  return (
    <EmptyState
      icon={IconCircleCheck}
      title={t('wizard.doneTitle')}
      action={
        <Group justify="center">
          <LinkButton to="/contracts">{t('wizard.toContracts')}</LinkButton>
          <LinkButton to="/settings/organization" variant="default">
            {t('wizard.toSettings')}
          </LinkButton>
          {wantsKey && (
            <LinkButton to="/settings/api-keys" variant="default">
              {t('wizard.toApiKeys')}
            </LinkButton>
          )}
        </Group>
      }
    >
      {t('wizard.doneHelp')} {wantsKey && t('wizard.keyHelp')}
    </EmptyState>
  );
}

function Steps({ wizard }: { readonly wizard: Wizard }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { step: asked } = useSearch({ strict: false }) as { step?: WizardStep };
  const keys = wizard.steps.map(({ key }) => key);
  const open = wizard.next_step ? keys.indexOf(wizard.next_step) : keys.length - 1;
  const wanted = asked ? keys.indexOf(asked) : -1;
  const index = wanted >= 0 && wanted <= open ? wanted : open;
  const step = keys[index] ?? 'company';
  const go = (to: WizardStep) => void navigate({ to: '/onboarding', search: { step: to } });
  const { done, total } = wizard.progress;
  const label = t('wizard.progress', { done, total });
  return (
    <>
      <div>
        <Progress value={(done / total) * 100} aria-label={label} size="sm" />
        <Text size="sm" c="dimmed" mt={6} aria-live="polite">
          {label}
        </Text>
      </div>
      <div className={styles.columns}>
        <Stepper wizard={wizard} current={step} onChoose={go} />
        {/* Another step, or somebody else's answers, is another form. */}
        <StepForm
          key={`${step} ${wizard.version}`}
          wizard={wizard}
          step={step}
          before={keys[index - 1]}
          after={keys[index + 1]}
          go={go}
        />
      </div>
    </>
  );
}

interface StepProps {
  readonly wizard: Wizard;
  readonly step: WizardStep;
  readonly before: WizardStep | undefined;
  readonly after: WizardStep | undefined;
  readonly go: (step: WizardStep) => void;
}

function StepForm({ wizard, step, before, after, go }: StepProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [answers, setAnswers] = useState<Answers>(() => answersOf(wizard, step));
  const [conflict, setConflict] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const save = useMutation({
    mutationFn: async () => {
      const saved = await saveStep({ step, data: sent(step, answers), version: wizard.version });
      if (after) return { saved };
      return { saved, completed: await completeWizard() };
    },
    onSuccess: async ({ saved, completed }) => {
      keepAnswers(step, undefined);
      if (!completed) {
        queryClient.setQueryData(wizardQuery.queryKey, saved);
        if (after) go(after);
        return;
      }
      // The role may be another with the blueprint: the next token says which.
      await refreshSession();
      await queryClient.invalidateQueries();
    },
    onError: async (error) => {
      if (!isApiError(error, 'version_conflict')) return;
      keepAnswers(step, undefined);
      setConflict(true);
      await queryClient.invalidateQueries({ queryKey: wizardQuery.queryKey });
    },
  });
  const change = (made: Answers) => {
    const next = { ...answers, ...made };
    setAnswers(next);
    keepAnswers(step, next);
  };
  useEffect(() => {
    // The button that was pressed went with the step before: reading goes on at the new one.
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  const refused = isApiError(save.error) ? save.error : undefined;
  const problem = (field: string) => refused?.field(`data.${field}`);
  const fieldsRefused = refused?.code === 'validation_failed';
  const Fields = FIELDS[step];
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Panel label={t(`wizard.steps.${step}`)}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <Notice message={conflict ? t('wizard.conflict') : undefined} onClose={() => setConflict(false)} />
        <div>
          <Text size="sm" c="dimmed">
            {t('wizard.stepOf', { step: wizard.steps.findIndex(({ key }) => key === step) + 1 })}
          </Text>
          <Title order={2} size="h3" ref={heading} tabIndex={-1}>
            {t(`wizard.steps.${step}`)}
          </Title>
          <Text c="dimmed">{t(`wizard.about.${step}`)}</Text>
        </div>
        <Fields answers={answers} onChange={change} problem={problem} />
        {save.error && !fieldsRefused && !conflict && <ErrorState error={save.error} />}
        <Group>
          <Button type="submit" loading={save.isPending}>
            {after ? t('wizard.next') : t('wizard.finish')}
          </Button>
          {before && (
            <Button variant="default" disabled={save.isPending} onClick={() => go(before)}>
              {t('wizard.back')}
            </Button>
          )}
          {save.isPending && !after && (
            <Text size="sm" c="dimmed" role="status">
              {t('wizard.finishing')}
            </Text>
          )}
        </Group>
      </form>
    </Panel>
  );
}
