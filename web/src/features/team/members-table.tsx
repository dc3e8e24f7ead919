import { ActionIcon, NativeSelect } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Member, MemberChange, Role } from '../../api/types.ts';
import { formatDateTime } from '../../components/format.ts';
import { LazyMenu } from '../../components/lazy-menu.tsx';
import { Status } from '../../components/status.tsx';
import table from '../../components/table.module.css';
import { usePermission } from '../identity/use-permission.ts';
import styles from './team.module.css';

interface Props {
  readonly members: readonly Member[];
  readonly roles: readonly Role[];
  /** The signed-in account. */
  readonly me: string | undefined;
  readonly mayManage: boolean;
  readonly onChange: (member: Member, changes: MemberChange) => void;
  readonly onRemove: (member: Member) => void;
}

export function MembersTable({ members, roles, me, mayManage, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  const mayAssign = usePermission('customer:assign');
  const name = (key: string) => roles.find((role) => role.key === key)?.name ?? key;
  /** Who may do more than oneself is not one's to change. */
  const mayTouch = ({ role }: Member) =>
    mayManage && (roles.find(({ key }) => key === role)?.assignable ?? true);
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('team.member')}</th>
            <th scope="col">{t('team.role')}</th>
            <th scope="col">{t('team.status')}</th>
            <th scope="col" className={styles.actions}>
              {t('team.actions')}
            </th>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <tr key={member.id} className={table.row} data-member={member.id}>
              <td>
                <div
                  className={styles.who}
                  title={t('team.since', { date: formatDateTime(member.joined_at) })}
                >
                  {member.name} {member.id === me && <span className={styles.second}>{t('team.you')}</span>}
                </div>
                <div className={styles.second}>{member.email}</div>
              </td>
              <td>
                {mayTouch(member) ? (
                  <NativeSelect
                    className={styles.role}
                    aria-label={t('team.roleOf', { name: member.name })}
                    value={member.role}
                    data={roles
                      .filter(({ key, assignable }) => assignable || key === member.role)
                      .map(({ key, name: label }) => ({ value: key, label }))}
                    onChange={({ currentTarget }) => onChange(member, { role: currentTarget.value })}
                  />
                ) : (
                  name(member.role)
                )}
              </td>
              <td>
                <Status tone={member.status === 'active' ? 'good' : 'attention'}>
                  {t(`team.statuses.${member.status}`)}
                </Status>
              </td>
              <td className={styles.actions}>
                {(mayTouch(member) || member.id === me) && (
                  <LazyMenu
                    position="bottom-end"
                    target={
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        aria-label={t('team.actionsFor', { name: member.name })}
                      >
                        <IconDots size={18} aria-hidden />
                      </ActionIcon>
                    }
                  >
                    {(Menu) => (
                      <>
                        {mayAssign && (
                          <Menu.Item
                            renderRoot={(props) => (
                              <Link {...props} to="/settings/assignments" search={{ member: member.id }} />
                            )}
                          >
                            {t('team.theirCustomers')}
                          </Menu.Item>
                        )}
                        {member.id !== me && (
                          <Menu.Item
                            onClick={() =>
                              onChange(member, {
                                status: member.status === 'active' ? 'suspended' : 'active',
                              })
                            }
                          >
                            {t(member.status === 'active' ? 'team.suspend' : 'team.reactivate')}
                          </Menu.Item>
                        )}
                        <Menu.Item color="red" onClick={() => onRemove(member)}>
                          {t(member.id === me ? 'team.leave' : 'team.remove')}
                        </Menu.Item>
                      </>
                    )}
                  </LazyMenu>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
