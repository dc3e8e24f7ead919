import { NativeSelect, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import type { CustomerDetail, CustomerStatus } from '../../api/types.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { formatDate, localDay } from '../../components/format.ts';
import { TextLink } from '../../components/link-button.tsx';
import { Notice } from '../../components/notice.tsx';
import page from '../../components/page.module.css';
import { Status } from '../../components/status.tsx';
import { usePermission } from '../identity/use-permission.ts';
import { planQuery } from '../onboarding/queries.ts';
import { dueText, isOverdue } from '../onboarding/task-facts.ts';
import styles from './customer-page.module.css';
import { Editable } from './editable.tsx';
import { customerPlansQuery } from './queries.ts';
import { STATUSES } from './search.ts';
import { daysUntil, inDaysText, moneyText, TONE, termText } from './text.ts';
import { useCustomerChanges } from './use-customer-changes.ts';

interface Props {
  readonly customer: CustomerDetail;
  readonly children: ReactNode;
}

/** A notice date this near is said in days. */
const SOON_DAYS = 90;

/** The customer's name and the facts one decides by; what a person may change becomes a field when it is clicked. */
export function CustomerHeader({ customer, children }: Props) {
  const { t } = useTranslation();
  const { id, name, status, summary, next_follow_up_at } = customer;
  const editable = usePermission('customer:write') && !customer.archived_at;
  const change = useCustomerChanges(id);
  const today = localDay();
  const conflict = isApiError(change.error, 'version_conflict');
  return (
    <div className={page.page}>
      <title>{t('common.pageTitle', { title: name })}</title>
      <header>
        <TextLink to="/customers" className={styles.up}>
          {t('customers.customers')}
        </TextLink>
        <h1 className={styles.name}>
          <Editable
            label={t('customers.name')}
            value={name}
            required
            maxLength={200}
            disabled={!editable}
            shown={name}
            onSave={(value) => change.mutateAsync({ name: value })}
          />
        </h1>
      </header>
      <Notice
        message={
          customer.archived_at ? t('customers.archived') : conflict ? t('customers.conflict') : undefined
        }
        {...(conflict && { onClose: change.reset })}
      />
      {change.error && !conflict && <ErrorState error={change.error} />}
      <dl className={styles.facts}>
        <Fact label={t('customers.column.status')}>
          {editable ? (
            <span className={styles.statusEdit}>
              <span className={styles.statusDot} aria-hidden>
                <Status tone={TONE[status]}>{''}</Status>
              </span>
              <NativeSelect
                variant="unstyled"
                aria-label={t('customers.column.status')}
                value={status}
                data={STATUSES.map((value) => ({ value, label: t(`customers.status.${value}`) }))}
                onChange={({ currentTarget }) =>
                  change.mutate({ status: currentTarget.value as CustomerStatus })
                }
              />
            </span>
          ) : (
            <Status tone={TONE[status]}>{t(`customers.status.${status}`)}</Status>
          )}
        </Fact>
        <PlanFacts id={id} goLive={summary.go_live_date} today={today} />
        <Fact label={t('customers.column.term')}>{termText(summary) ?? t('customers.unknown')}</Fact>
        <Fact label={t('customers.noticeBy')}>
          {summary.notice_date ? (
            <>
              {formatDate(summary.notice_date)}{' '}
              {daysUntil(summary.notice_date, today) <= SOON_DAYS && (
                <span className={styles.soon}>{inDaysText(summary.notice_date, today)}</span>
              )}
            </>
          ) : (
            t('customers.unknown')
          )}
        </Fact>
        <Fact label={t('customers.column.annual')}>
          {moneyText(summary.annual) ?? t('customers.unknown')}
        </Fact>
        <Fact label={t('customers.column.followUp')}>
          <Editable
            label={t('customers.column.followUp')}
            value={next_follow_up_at ?? ''}
            type="date"
            disabled={!editable}
            shown={
              next_follow_up_at
                ? formatDate(next_follow_up_at)
                : t(editable ? 'customers.setDate' : 'customers.notSet')
            }
            tone={next_follow_up_at ? (next_follow_up_at < today ? 'late' : undefined) : 'unset'}
            onSave={(value) => change.mutateAsync({ next_follow_up_at: value || null })}
          />
        </Fact>
      </dl>
      {children}
    </div>
  );
}

function Fact({
  label,
  wide,
  children,
}: {
  readonly label: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.fact} data-wide={wide}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What the newest plan says: when it goes live, and the one thing to do now. */
function PlanFacts({
  id,
  goLive,
  today,
}: {
  readonly id: string;
  readonly goLive: string | null;
  readonly today: string;
}) {
  const { t } = useTranslation();
  const { data: plans, isPending, error: plansError } = useQuery(customerPlansQuery(id));
  const newest = plans?.data[0];
  const { data: plan, error: planError } = useQuery({
    ...planQuery(newest?.id ?? ''),
    enabled: newest !== undefined,
  });
  const date = newest?.go_live_date ?? goLive;
  const step = plan?.next_step;
  const failed = plansError !== null || (newest !== undefined && !plan && planError !== null);
  const waiting = isPending || (newest && !plan && !failed);
  return (
    <>
      <Fact label={t('customers.goLive')}>
        {isPending ? (
          <Skeleton height={18} mt={6} width={110} />
        ) : date ? (
          formatDate(date)
        ) : (
          t('customers.unknown')
        )}
      </Fact>
      <Fact label={t('customers.nextStep')} wide>
        {waiting ? (
          <Skeleton height={18} mt={6} width={220} />
        ) : newest && step ? (
          <>
            <TextLink to="/plans/$id" params={{ id: newest.id }}>
              {step.title}
            </TextLink>{' '}
            <span className={isOverdue(step, today) ? styles.late : styles.quiet}>
              {dueText(step, today)}
            </span>
          </>
        ) : (
          t(failed ? 'customers.unknown' : newest ? 'customers.allDone' : 'customers.noPlan')
        )}
      </Fact>
    </>
  );
}
