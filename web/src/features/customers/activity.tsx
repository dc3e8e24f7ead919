import {
  IconArchive,
  IconBuilding,
  IconChecklist,
  IconCircleCheck,
  IconCircleX,
  IconFileSearch,
  IconFileUpload,
  IconRosetteDiscountCheck,
  IconUserEdit,
  IconUserOff,
  IconUserPlus,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../../api/types.ts';
import { RelativeTime } from '../../components/time.tsx';
import styles from './activity.module.css';

const ICONS = {
  customer_created: IconBuilding,
  contract_uploaded: IconFileUpload,
  contract_read: IconFileSearch,
  contract_confirmed: IconRosetteDiscountCheck,
  contract_failed: IconCircleX,
  contract_archived: IconArchive,
  plan_made: IconChecklist,
  task_done: IconCircleCheck,
  person_added: IconUserPlus,
  person_changed: IconUserEdit,
  person_archived: IconUserOff,
} as const satisfies Record<Activity['type'], unknown>;

interface Props {
  readonly activities: readonly Activity[];
  /** The account of the reader. */
  readonly self: string | undefined;
  /** Left out on the customer's own page. */
  readonly withCustomer?: boolean;
}

/** What happened, each a link to what it happened to. */
export function ActivityList({ activities, self, withCustomer = false }: Props) {
  return (
    <ol className={styles.list}>
      {activities.map((activity) => (
        <Entry key={activity.id} activity={activity} self={self} withCustomer={withCustomer} />
      ))}
    </ol>
  );
}

interface EntryProps {
  readonly activity: Activity;
  readonly self: string | undefined;
  readonly withCustomer: boolean;
}

function Entry({ activity, self, withCustomer }: EntryProps) {
  const { t } = useTranslation();
  const { type, subject, count, by, by_name, customer_name, at } = activity;
  const Icon = ICONS[type];
  const sentence =
    type === 'contract_read' && count !== null
      ? t('customers.activity.contract_read_facts', { subject: subject ?? '', count })
      : t(`customers.activity.${type}`, { subject: subject ?? customer_name ?? '' });
  const who = by === null ? undefined : by === self ? t('customers.activity.you') : (by_name ?? undefined);
  return (
    <li className={styles.entry} data-type={type}>
      <Icon size={18} stroke={1.75} className={styles.icon} aria-hidden />
      <div className={styles.body}>
        <Subject activity={activity}>{sentence}</Subject>
        <div className={styles.meta}>
          {[withCustomer && type !== 'customer_created' ? customer_name : null, who]
            .filter(Boolean)
            .map((part) => (
              <span key={part}>{part}</span>
            ))}
          <RelativeTime at={at} />
        </div>
      </div>
    </li>
  );
}

/** As a link to where one sees it. */
function Subject({ activity, children }: { readonly activity: Activity; readonly children: string }) {
  const { type, plan_id, contract_id, customer_id } = activity;
  const common = { className: styles.link, 'data-row': true };
  if ((type === 'task_done' || type === 'plan_made') && plan_id)
    return (
      <Link to="/plans/$id" params={{ id: plan_id }} {...common}>
        {children}
      </Link>
    );
  if (contract_id)
    return (
      <Link to="/contracts/$id" params={{ id: contract_id }} {...common}>
        {children}
      </Link>
    );
  if (customer_id)
    return (
      <Link to="/customers/$id" params={{ id: customer_id }} {...common}>
        {children}
      </Link>
    );
  return <span className={styles.text}>{children}</span>;
}
