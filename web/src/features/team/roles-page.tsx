import '../../i18n/texts/team.ts';
import { Button, Group, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PermissionInfo, Role } from '../../api/types.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import { usePermission } from '../identity/use-permission.ts';
import { DeleteRoleDialog } from './delete-role-dialog.tsx';
import { membersKey, permissionsQuery, rolesKey, rolesQuery } from './queries.ts';
import { RoleDialog } from './role-dialog.tsx';
import { byResource, resourceName } from './role-text.ts';
import styles from './team.module.css';

/** What each role may do: the blueprint's, and the organization's own (TEAM-10, TEAM-21). */
export function RolesPage() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const roles = useQuery(rolesQuery);
  const permissions = useQuery(permissionsQuery);
  const mayManage = usePermission('role:manage');
  /** A role to change, or one to begin a new one from. */
  const [editing, setEditing] = useState<{ readonly role: Role | undefined; readonly copy: boolean }>();
  const [deleting, setDeleting] = useState<Role>();
  const [notice, setNotice] = useState<string>();
  const error = roles.error ?? permissions.error;
  const done = (message: string) => {
    setEditing(undefined);
    setDeleting(undefined);
    setNotice(message);
    for (const queryKey of [rolesKey, membersKey, ['account']])
      void queryClient.invalidateQueries({ queryKey });
  };
  return (
    <section className={styles.section} aria-label={t('team.roles')}>
      <title>{t('common.pageTitle', { title: t('team.roles') })}</title>
      <div className={styles.head}>
        <div>
          <Title order={2} size="h4">
            {t('team.roles')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('team.rolesHelp')}
          </Text>
        </div>
        {mayManage && roles.data && permissions.data && (
          <Button onClick={() => setEditing({ role: undefined, copy: true })}>{t('team.newRole')}</Button>
        )}
      </div>
      <Notice message={notice} tone="good" onClose={() => setNotice(undefined)} />
      {roles.data && permissions.data ? (
        <Matrix
          roles={roles.data}
          permissions={permissions.data}
          mayManage={mayManage}
          onCopy={(role) => setEditing({ role, copy: true })}
          onEdit={(role) => setEditing({ role, copy: false })}
          onDelete={setDeleting}
        />
      ) : error ? (
        <ErrorState error={error} retry={() => void Promise.all([roles.refetch(), permissions.refetch()])} />
      ) : (
        <RowSkeleton rows={8} />
      )}
      {editing && permissions.data && (
        <RoleDialog
          from={editing.role}
          copy={editing.copy}
          permissions={permissions.data}
          onClose={() => setEditing(undefined)}
          onDone={(name) => done(t('team.roleSaved', { name }))}
        />
      )}
      {deleting && roles.data && (
        <DeleteRoleDialog
          role={deleting}
          roles={roles.data}
          onClose={() => setDeleting(undefined)}
          onDone={() => done(t('team.roleDeleted', { name: deleting.name }))}
        />
      )}
    </section>
  );
}

interface MatrixProps {
  readonly roles: readonly Role[];
  readonly permissions: readonly PermissionInfo[];
  readonly mayManage: boolean;
  readonly onCopy: (role: Role) => void;
  readonly onEdit: (role: Role) => void;
  readonly onDelete: (role: Role) => void;
}

/** Wider than a narrow screen: it scrolls by itself, also by keys. */
function Matrix({ roles, permissions, mayManage, onCopy, onEdit, onDelete }: MatrixProps) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
    <section className={styles.scroll} tabIndex={0} aria-label={t('team.matrix')}>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <th scope="col">{t('team.permission')}</th>
            {roles.map((role) => (
              <th key={role.key} scope="col" data-role={role.key}>
                <div>{role.name}</div>
                <div className={styles.second}>
                  {role.preset ? t('team.preset') : t('team.ownRole')} ·{' '}
                  {t('team.memberCount', { count: role.members })}
                </div>
                {mayManage && (
                  <Group gap={4} mt={4} wrap="nowrap">
                    {role.preset || !role.assignable ? null : (
                      <>
                        <Button
                          size="compact-xs"
                          variant="default"
                          aria-label={t('team.editRole', { name: role.name })}
                          onClick={() => onEdit(role)}
                        >
                          {t('team.edit')}
                        </Button>
                        <Button
                          size="compact-xs"
                          variant="default"
                          aria-label={t('team.deleteRole', { name: role.name })}
                          onClick={() => onDelete(role)}
                        >
                          {t('team.delete')}
                        </Button>
                      </>
                    )}
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={t('team.copyRole', { name: role.name })}
                      onClick={() => onCopy(role)}
                    >
                      {t('team.copy')}
                    </Button>
                  </Group>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {byResource(permissions).map(([resource, entries]) => (
            <Fragment key={resource}>
              <tr>
                <th scope="rowgroup" colSpan={roles.length + 1} className={styles.group}>
                  {resourceName(resource)}
                </th>
              </tr>
              {entries.map(({ permission, description }) => (
                <tr key={permission}>
                  <th scope="row">{description}</th>
                  {roles.map((role) => {
                    const scope = role.grants[permission];
                    return (
                      <td key={role.key} className={scope ? undefined : styles.none}>
                        {scope ? t(`team.scope.${scope}`) : '–'}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}
