import { Button, Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import type { PermissionInfo, Role, RoleForm, Scope } from '../../api/types.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { createRole, updateRole } from './queries.ts';
import { byResource, resourceName } from './role-text.ts';
import styles from './team.module.css';

interface Props {
  /** What it begins with; undefined for nothing. */
  readonly from: Role | undefined;
  /** A new role that begins so. */
  readonly copy: boolean;
  readonly permissions: readonly PermissionInfo[];
  readonly onClose: () => void;
  readonly onDone: (name: string) => void;
}

/** A role of the organization's own: new, a copy, or changed. Everybody sees the organization and its team. */
export function RoleDialog({ from, copy, permissions, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const edited = copy ? undefined : from;
  const [name, setName] = useState(
    from ? (copy ? t('team.copyOf', { name: from.name }).slice(0, 60) : from.name) : '',
  );
  const [description, setDescription] = useState(from?.description ?? '');
  const [grants, setGrants] = useState<Readonly<Record<string, Scope>>>(from?.grants ?? {});
  const save = useMutation({
    mutationFn: (form: RoleForm) => (edited ? updateRole(edited, form) : createRole(form)),
    onSuccess: ({ name: saved }) => onDone(saved),
  });
  const refused = isApiError(save.error) ? save.error : undefined;
  const grant = (permission: string, scope: Scope | '') =>
    setGrants(({ [permission]: _, ...others }) =>
      scope === '' ? others : { ...others, [permission]: scope },
    );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate({ name: name.trim(), description: description.trim(), grants });
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      size="xl"
      title={edited ? t('team.editRole', { name: edited.name }) : t('team.newRole')}
    >
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          label={t('team.roleName')}
          value={name}
          required
          withAsterisk={false}
          minLength={2}
          maxLength={60}
          data-autofocus
          error={refused?.field('name')}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Textarea
          label={t('team.roleDescription')}
          value={description}
          maxLength={300}
          autosize
          onChange={({ currentTarget }) => setDescription(currentTarget.value)}
        />
        <div className={styles.grants}>
          {byResource(permissions).map(([resource, entries]) => (
            <fieldset key={resource}>
              <legend>{resourceName(resource)}</legend>
              {entries.map(({ permission, description: label, scopes }) => {
                const always = permission === 'organization:read' || permission === 'team:read';
                return (
                  <div key={permission} className={styles.grant}>
                    <span id={`grant-${permission}`}>{label}</span>
                    <NativeSelect
                      aria-labelledby={`grant-${permission}`}
                      size="xs"
                      disabled={always}
                      value={always ? 'org' : (grants[permission] ?? '')}
                      data={[
                        ...(always ? [] : [{ value: '', label: t('team.scope.none') }]),
                        ...scopes.map((scope) => ({ value: scope, label: t(`team.scope.${scope}`) })),
                      ]}
                      error={refused?.field(`grants.${permission}`)}
                      onChange={({ currentTarget }) => grant(permission, currentTarget.value as Scope | '')}
                    />
                  </div>
                );
              })}
            </fieldset>
          ))}
        </div>
        {save.error && <ErrorState error={save.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={name.trim().length < 2}>
            {t('common.save')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
