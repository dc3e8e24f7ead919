import '../../i18n/texts/team.ts';
import { Button, Checkbox, Group, NativeSelect, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Member } from '../../api/types.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { FindField } from '../../components/find-field.tsx';
import { Notice } from '../../components/notice.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import { Status } from '../../components/status.tsx';
import table from '../../components/table.module.css';
import { assign, assignmentsKey, assignmentsQuery, everyMemberQuery, handOver } from './queries.ts';
import styles from './team.module.css';

const route = getRouteApi('/app/settings/assignments');
/** The API takes as many at once. */
const MOST = 100;

/** Books of business: members on the one side, their customers on the other (TEAM-07). */
export function AssignmentsPage() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { member, q } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: members, error: membersError, refetch } = useQuery(everyMemberQuery);
  const list = useInfiniteQuery(assignmentsQuery(member, q));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [to, setTo] = useState('');
  const [done, setDone] = useState<string>();
  const shown = list.data?.pages.flatMap((page) => page.data) ?? [];
  const active = members?.filter(({ status }) => status === 'active') ?? [];
  const suspended = members?.filter(({ status }) => status === 'suspended') ?? [];
  const away = suspended.find(({ id }) => id === member);
  /** Where nothing is chosen of what a suspended member has, all of it goes. */
  const whole = chosen.size === 0 && shown.length > 0 && !q ? away?.id : undefined;
  const memberOf = (id: string) => members?.find((candidate) => candidate.id === id);
  const move = useMutation({
    mutationFn: (from: string | undefined) =>
      from === undefined
        ? assign(to, [...chosen]).then(({ customer_ids }) => customer_ids.length)
        : handOver(from, to),
    onSuccess: (count) => {
      setDone(t('team.assigned', { count, name: memberOf(to)?.name ?? '' }));
      setChosen(new Set());
    },
    onSettled: () =>
      Promise.all(
        [assignmentsKey, ['customers'], ['customer']].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  });
  const find = (text: string) =>
    void navigate({
      search: ({ q: _, ...rest }) => ({ ...rest, ...(text.trim() && { q: text.trim() }) }),
      replace: true,
    });
  const choose = (ids: readonly string[], on: boolean) =>
    setChosen((before) => {
      const rest = [...before].filter((id) => !ids.includes(id));
      return new Set((on ? [...rest, ...ids] : rest).slice(0, MOST));
    });
  const everybody = shown.map(({ customer_id }) => customer_id);
  const all = everybody.length > 0 && everybody.every((id) => chosen.has(id));
  const link = (id: string | undefined, label: ReactNode) => (
    <li key={id ?? ''}>
      <Link
        to="/settings/assignments"
        search={{ ...(id !== undefined && { member: id }), ...(q !== undefined && { q }) }}
        className={styles.member}
        activeOptions={{ exact: true }}
        onClick={() => setChosen(new Set())}
      >
        {label}
      </Link>
    </li>
  );
  return (
    <section className={styles.section} aria-label={t('team.assignments')}>
      <title>{t('common.pageTitle', { title: t('team.assignments') })}</title>
      <div>
        <Title order={2} size="h4">
          {t('team.assignments')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('team.assignmentsHelp')}
        </Text>
      </div>
      <Notice message={done} tone="good" onClose={() => setDone(undefined)} />
      {move.error && <ErrorState error={move.error} />}
      <div className={styles.columns}>
        {members ? (
          <nav aria-label={t('team.members')}>
            <ul className={styles.members}>
              {link(undefined, t('team.everybody'))}
              {active.map(({ id, name }) => link(id, name))}
              {suspended.map((each) => link(each.id, <Named member={each} />))}
            </ul>
          </nav>
        ) : membersError ? (
          <ErrorState error={membersError} retry={() => void refetch()} />
        ) : (
          <RowSkeleton rows={4} />
        )}
        <div className={styles.section}>
          <Notice message={away && shown.length > 0 ? t('team.away', { name: away.name }) : undefined} />
          <Group align="end" gap="xs">
            <FindField q={q ?? ''} label={t('team.findCustomer')} className={styles.search} onFind={find} />
            <NativeSelect
              aria-label={t('team.assignTo')}
              value={to}
              data={[
                { value: '', label: t('team.chooseMember') },
                ...active.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={({ currentTarget }) => setTo(currentTarget.value)}
            />
            <Button
              loading={move.isPending}
              disabled={(chosen.size === 0 && !whole) || to === ''}
              onClick={() => move.mutate(whole)}
            >
              {whole ? t('team.handOverAll') : t('team.assign', { count: chosen.size })}
            </Button>
          </Group>
          {!list.data && !list.error && <RowSkeleton rows={6} />}
          {list.error && !list.data && <ErrorState error={list.error} retry={() => void list.refetch()} />}
          {list.data && shown.length === 0 && <p className={styles.none}>{t('team.noCustomers')}</p>}
          {shown.length > 0 && (
            <div className={table.frame}>
              <table className={table.table}>
                <thead>
                  <tr>
                    <th scope="col">
                      <Checkbox
                        label={t('team.customer')}
                        checked={all}
                        indeterminate={!all && chosen.size > 0}
                        onChange={({ currentTarget }) => choose(everybody, currentTarget.checked)}
                      />
                    </th>
                    <th scope="col">{t('team.assignedTo')}</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map(({ customer_id, customer_name, member_id }) => (
                    <tr key={customer_id} className={table.row}>
                      <td>
                        <Checkbox
                          label={customer_name}
                          checked={chosen.has(customer_id)}
                          onChange={({ currentTarget }) => choose([customer_id], currentTarget.checked)}
                        />
                      </td>
                      <td>{members && <Named member={memberOf(member_id)} />}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          {list.hasNextPage && (
            <Button
              variant="default"
              loading={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              {t('common.showMore')}
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}

/** Whose customers are; undefined: one who left. */
function Named({ member }: { readonly member: Member | undefined }) {
  const { t } = useTranslation();
  if (!member) return t('team.former');
  if (member.status === 'active') return member.name;
  return (
    <span className={styles.away}>
      {member.name}
      <Status tone="attention">{t('team.statuses.suspended')}</Status>
    </span>
  );
}
