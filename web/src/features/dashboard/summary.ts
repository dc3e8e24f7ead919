/** What the dashboard says in one line. */
import '../../i18n/texts/dashboard.ts';
import type { Dashboard } from '../../api/types.ts';
import { formatNumber } from '../../components/format.ts';
import { t } from '../../i18n/i18n.ts';

export interface Counted {
  readonly count: number;
  /** There are more than were counted. */
  readonly more: boolean;
}

/** `3`; `50+` where nobody counted further. */
export const countText = ({ count, more }: Counted): string =>
  more ? t('dashboard.atLeast', { count }) : formatNumber(count);

/** `2 contracts to check · 1 failed · 50+ tasks overdue`; undefined where nothing needs anybody. */
export function needs({ failed, review, overdue }: Pick<Dashboard, 'failed' | 'review' | 'overdue'>) {
  const parts = (
    [
      ['needsFailed', failed],
      ['needsReview', review],
      ['needsOverdue', overdue],
    ] as const
  )
    .filter(([, { count }]) => count > 0)
    .map(([key, counted]) => t(`dashboard.${key}`, { count: counted.count, number: countText(counted) }));
  return parts.length > 0 ? parts.join(' · ') : undefined;
}
