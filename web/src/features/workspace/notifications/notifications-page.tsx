import '../../../i18n/texts/workspace.ts';
import '../../../i18n/texts/notifications.ts';
import { Button, Switch, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../components/error-state.tsx';
import { RowSkeleton } from '../../../components/page-skeleton.tsx';
import { accountQuery } from '../../identity/queries.ts';
import { usePermission } from '../../identity/use-permission.ts';
import { ToldAndRefused } from '../told.tsx';
import styles from '../workspace.module.css';
import {
  type NotificationDefaults,
  notificationDefaultsQuery,
  type OwnNotifications,
  ownNotificationsQuery,
  saveNotificationDefaults,
  saveOwnNotifications,
} from './queries.ts';
import { useSwitches } from './use-switches.ts';

/** Without its permission one is told of none. */
const EVENTS = [
  { name: 'contract_ready', permission: 'contract:read' },
  { name: 'contract_failed', permission: 'contract:read' },
  { name: 'customer_assigned', permission: 'customer:read' },
  { name: 'member_joined', permission: 'team:manage' },
] as const;
type EventName = (typeof EVENTS)[number]['name'];

/** What one is told of by mail, and for who may set it, what everybody is (WS-05). */
export function NotificationsPage() {
  const { t } = useTranslation();
  const { data: account } = useQuery(accountQuery);
  const mayManage = usePermission('settings:manage');
  return (
    <>
      <title>{t('common.pageTitle', { title: t('notifications.title') })}</title>
      <div>
        <Title order={2} size="h4">
          {t('notifications.title')}
        </Title>
        <Text c="dimmed">{t('notifications.intro', { email: account?.email ?? '' })}</Text>
      </div>
      <Own />
      {mayManage && <Defaults />}
    </>
  );
}

interface OwnChange {
  readonly name: EventName;
  /** null: as the organization has it. */
  readonly on: boolean | null;
}

function withOwn(document: OwnNotifications, { name, on }: OwnChange): OwnNotifications {
  const cell = document.events[name]?.email;
  if (!cell) return document;
  const email = { ...cell, on: on ?? cell.default, own: on !== null };
  return { ...document, events: { ...document.events, [name]: { email } } };
}

function Own() {
  const { t } = useTranslation();
  const { data: account } = useQuery(accountQuery);
  const { data, error, refetch } = useQuery(ownNotificationsQuery);
  const switches = useSwitches({
    queryKey: ownNotificationsQuery.queryKey,
    apply: withOwn,
    save: ({ version }: OwnNotifications, { name, on }: OwnChange) =>
      saveOwnNotifications({ events: { [name]: { email: on } }, version }),
  });
  const mine = EVENTS.filter(({ permission }) => account?.permissions.includes(permission));
  return (
    <>
      <ToldAndRefused saving={switches} />
      {data && account ? (
        mine.length > 0 ? (
          <ul className={styles.fields} aria-label={t('notifications.yours')}>
            {mine.map(({ name }) => {
              const { on = false, own = false } = data.events[name]?.email ?? {};
              return (
                <Row key={name} name={name} on={on} change={(next) => switches.change({ name, on: next })}>
                  {own ? (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={t('notifications.resetName', { event: t(`notifications.events.${name}`) })}
                      onClick={() => switches.change({ name, on: null })}
                    >
                      {t('notifications.reset')}
                    </Button>
                  ) : (
                    <span className={styles.about}>{t('notifications.asOrganization')}</span>
                  )}
                </Row>
              );
            })}
          </ul>
        ) : (
          <Text>{t('notifications.none')}</Text>
        )
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <RowSkeleton rows={4} />
      )}
    </>
  );
}

interface DefaultChange {
  readonly name: EventName;
  readonly on: boolean;
}

const withDefault = (document: NotificationDefaults, { name, on }: DefaultChange): NotificationDefaults => ({
  ...document,
  events: { ...document.events, [name]: { email: on } },
});

function Defaults() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data: account } = useQuery(accountQuery);
  const { data, error, refetch } = useQuery(notificationDefaultsQuery);
  const switches = useSwitches({
    queryKey: notificationDefaultsQuery.queryKey,
    apply: withDefault,
    save: ({ events, version }: NotificationDefaults, _: DefaultChange) =>
      saveNotificationDefaults({ events, version }),
    // What nobody has chosen for themselves follows.
    onSaved: () => void queryClient.invalidateQueries({ queryKey: ownNotificationsQuery.queryKey }),
  });
  return (
    <>
      <div>
        <Title order={3} size="h5">
          {t('notifications.everybody')}
        </Title>
        <Text c="dimmed">
          {t('notifications.everybodyHelp', { organization: account?.organization?.name ?? '' })}
        </Text>
      </div>
      <ToldAndRefused saving={switches} />
      {data ? (
        <ul className={styles.fields} aria-label={t('notifications.everybody')}>
          {EVENTS.map(({ name }) => (
            <Row
              key={name}
              name={name}
              on={data.events[name]?.email ?? false}
              change={(on) => switches.change({ name, on })}
            />
          ))}
        </ul>
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <RowSkeleton rows={4} />
      )}
    </>
  );
}

interface RowProps {
  readonly name: EventName;
  readonly on: boolean;
  readonly change: (on: boolean) => void;
  readonly children?: ReactNode;
}

function Row({ name, on, change, children }: RowProps) {
  const { t } = useTranslation();
  return (
    <li className={styles.field}>
      <Switch
        label={t(`notifications.events.${name}`)}
        description={t(`notifications.help.${name}`)}
        checked={on}
        onChange={({ currentTarget }) => change(currentTarget.checked)}
      />
      {children}
    </li>
  );
}
