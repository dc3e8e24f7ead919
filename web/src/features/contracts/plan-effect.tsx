import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../api/client.ts';
import type { Contract, Fact } from '../../api/types.ts';
import { formatDate } from '../../components/format.ts';
import { t } from '../../i18n/i18n.ts';
import styles from './contract-page.module.css';
import { planChangesQuery } from './queries.ts';

interface Props {
  readonly contract: Contract;
  readonly facts: readonly Fact[];
}

/** More than so many are counted, not listed. */
const MOST = 6;

/** What the plan gains or loses by what was decided, before it is confirmed. */
export function PlanEffect({ contract: { id, plan_id, archived_at, status }, facts }: Props) {
  const { t: translate } = useTranslation();
  // Only what differs from the reading can differ in the plan.
  const differs = facts.some(({ decision }) => ['corrected', 'rejected', 'added'].includes(decision));
  const asked = differs && plan_id !== null && archived_at === null && status !== 'confirmed';
  const { data } = useQuery({ ...planChangesQuery(id), enabled: asked });
  if (!asked || !data) return null;
  const lines = linesOf(data);
  return (
    <section className={styles.effect} aria-label={translate('planEffect.title')} aria-live="polite">
      <Text fw={600} size="sm">
        {translate('planEffect.title')}
      </Text>
      {lines.length === 0 ? (
        <Text size="sm">{translate('planEffect.unchanged')}</Text>
      ) : (
        <ul>
          {lines.slice(0, MOST).map(({ key, kind, text }) => (
            <li key={key} data-kind={kind}>
              {text}
            </li>
          ))}
          {lines.length > MOST && <li>{translate('planEffect.more', { count: lines.length - MOST })}</li>}
        </ul>
      )}
    </section>
  );
}

type Changes = ResponseOf<'GET /api/v1/contracts/{id}/plan-changes'>;

const linesOf = ({ added, changed, removed }: Changes) => [
  ...added.map(({ key, title, due_date }) => ({
    key,
    kind: 'added',
    text: t('planEffect.added', { task: title, date: formatDate(due_date) }),
  })),
  ...removed.map(({ key, title }) => ({
    key,
    kind: 'removed',
    text: t('planEffect.removed', { task: title }),
  })),
  ...changed.map(({ key, title, due_date, due_date_before }) => ({
    key,
    kind: 'changed',
    text:
      due_date === due_date_before
        ? t('planEffect.changed', { task: title })
        : t('planEffect.moved', { task: title, to: formatDate(due_date), from: formatDate(due_date_before) }),
  })),
];
