import '../../i18n/texts/workspace.ts';
import { ActionIcon, Button, Checkbox, Popover, Text, TextInput } from '@mantine/core';
import { IconBookmark, IconUsers, IconUsersMinus, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import { useUndoable } from '../../components/use-undoable.ts';
import { useAccount } from '../identity/use-account.ts';
import { usePermission } from '../identity/use-permission.ts';
import { changeView, deleteView, type NewView, type SavedView, saveView, viewsQuery } from './queries.ts';
import styles from './views.module.css';

interface LinkProps {
  readonly className: string | undefined;
  readonly onClick: () => void;
  readonly children: string;
}

interface Props {
  /** The list as it is narrowed now. */
  readonly current: Pick<NewView, 'list' | 'query' | 'display'>;
  readonly link: (view: SavedView, props: LinkProps) => ReactElement;
}

/** A list under names: one's own, and those that are shared with everybody. */
export function ViewsMenu({ current, link }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const me = useAccount()?.id;
  const mayManage = usePermission('settings:manage');
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const query = viewsQuery(current.list);
  const { data, error, refetch } = useQuery({ ...query, enabled: opened });
  const keep = (change: (views: readonly SavedView[]) => SavedView[]) =>
    queryClient.setQueryData(query.queryKey, (before) => before && { data: change(before.data) });
  const reload = () => queryClient.invalidateQueries({ queryKey: query.queryKey });
  const save = useMutation({
    mutationFn: saveView,
    onSuccess: (view) => {
      keep((views) => [...views, view].sort((a, b) => a.name.localeCompare(b.name)));
      setName('');
      setShared(false);
    },
  });
  const share = useMutation({
    mutationFn: (view: SavedView) => changeView(view, !view.shared),
    onSuccess: (view) => keep((views) => views.map((each) => (each.id === view.id ? view : each))),
    onError: reload,
  });
  const forget = useMutation({
    mutationFn: ({ id }: SavedView) => deleteView(id),
    onMutate: ({ id }) => keep((views) => views.filter((view) => view.id !== id)),
    onError: reload,
  });
  const { pending, begin, undo } = useUndoable<SavedView>((view) => forget.mutate(view));
  const views = data?.data.filter(({ id }) => id !== pending?.id);
  const groups = [
    { label: t('workspace.views.own'), views: views?.filter((view) => !view.shared) ?? [] },
    { label: t('workspace.views.shared'), views: views?.filter((view) => view.shared) ?? [] },
  ].filter((group) => group.views.length > 0);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim()) save.mutate({ ...current, name: name.trim(), shared });
  };
  const named = isApiError(save.error, 'view_exists') ? save.error.message : undefined;
  const failure = (!named && save.error) || share.error || forget.error;
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={340}
      withinPortal={false}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconBookmark size={16} aria-hidden />}
          onClick={() => setOpened(!opened)}
        >
          {t('workspace.views.views')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('workspace.views.views')}>
        <Notice
          message={pending && t('workspace.views.forgotten', { name: pending.name })}
          action={{ label: t('workspace.undo'), run: undo }}
        />
        {failure && <ErrorState error={failure} />}
        {!views && !error && <RowSkeleton rows={2} />}
        {error && !views && <ErrorState error={error} retry={() => void refetch()} />}
        {views?.length === 0 && (
          <Text size="sm" c="dimmed" mb="sm">
            {t('workspace.views.none')}
          </Text>
        )}
        {groups.map((group) => (
          <section key={group.label} aria-label={group.label}>
            <p className={styles.group}>{group.label}</p>
            <ul className={styles.views}>
              {group.views.map((view) => (
                <li key={view.id}>
                  {link(view, {
                    className: styles.view,
                    onClick: () => setOpened(false),
                    children: view.name,
                  })}
                  {view.owner_id === me && (
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={t(
                        view.shared ? 'workspace.views.makePrivate' : 'workspace.views.makeShared',
                        { name: view.name },
                      )}
                      onClick={() => share.mutate(view)}
                    >
                      {view.shared ? (
                        <IconUsersMinus size={16} aria-hidden />
                      ) : (
                        <IconUsers size={16} aria-hidden />
                      )}
                    </ActionIcon>
                  )}
                  {(view.owner_id === me || mayManage) && (
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={t('workspace.views.forget', { name: view.name })}
                      onClick={() => begin(view)}
                    >
                      <IconX size={16} aria-hidden />
                    </ActionIcon>
                  )}
                </li>
              ))}
            </ul>
          </section>
        ))}
        <form onSubmit={submit}>
          <div className={styles.saveView}>
            <TextInput
              label={t('workspace.views.nameView')}
              maxLength={60}
              autoComplete="off"
              value={name}
              error={named}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
            <Button type="submit" disabled={!name.trim()} loading={save.isPending}>
              {t('common.save')}
            </Button>
          </div>
          <Checkbox
            mt="xs"
            label={t('workspace.views.share')}
            checked={shared}
            onChange={({ currentTarget }) => setShared(currentTarget.checked)}
          />
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
