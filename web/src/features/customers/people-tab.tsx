import { Button, Title } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerDetail, Person } from '../../api/types.ts';
import { useShortcuts } from '../../app/shortcuts.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { usePermission } from '../identity/use-permission.ts';
import styles from './customer-page.module.css';
import { InfluenceMap } from './influence-map.tsx';
import { NoPeople, PeopleTable } from './people-table.tsx';
import type { PersonForm } from './person-dialog.tsx';
import { changesOf, usePeople } from './use-people.ts';

// Most who look at people change none: the form comes with the first who does.
const PersonDialog = lazy(async () => ({ default: (await import('./person-dialog.tsx')).PersonDialog }));

/** Who is who: as a map of influence, and as a list. */
export function PeopleTab({ customer }: { readonly customer: CustomerDetail }) {
  const { t } = useTranslation();
  const editable = usePermission('stakeholder:write') && !customer.archived_at;
  const { people, add, change, archive, done, error } = usePeople(customer);
  const [open, setOpen] = useState<Person | 'new'>();
  const edit = (target: Person | 'new') => {
    add.reset();
    change.reset();
    setOpen(target);
  };
  const onAdd = editable ? () => edit('new') : undefined;
  useShortcuts([
    ...(onAdd ? [{ keys: 'a', label: t('customers.addPerson'), group: 'list' as const, run: onAdd }] : []),
    ...(done ? [{ keys: 'u', label: t('contracts.undo'), group: 'list' as const, run: done.undo }] : []),
  ]);
  const close = () => setOpen(undefined);
  const save = (form: PersonForm) => {
    if (open === 'new') return add.mutate({ ...form, customer_id: customer.id }, { onSuccess: close });
    if (!open) return;
    const changes = changesOf(open, form);
    if (Object.keys(changes).length === 0) return close();
    change.mutate({ person: open, changes }, { onSuccess: close });
  };
  return (
    <section className={styles.part} aria-label={t('customers.tab.people')}>
      <div className={styles.partHead}>
        <Title order={2} size="h4">
          {t('customers.map')}
        </Title>
        {onAdd && people.length > 0 && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconUserPlus size={16} aria-hidden />}
            onClick={onAdd}
          >
            {t('customers.addPerson')}
          </Button>
        )}
      </div>
      <Notice
        message={done?.message}
        tone="good"
        {...(done && { action: { label: t('contracts.undo'), run: done.undo } })}
      />
      {error && <ErrorState error={error} />}
      {people.length === 0 ? (
        <NoPeople onAdd={onAdd} />
      ) : (
        <>
          <InfluenceMap people={people} onEdit={editable ? edit : undefined} />
          <PeopleTable
            people={people}
            onEdit={editable ? edit : undefined}
            onArchive={editable ? archive : undefined}
          />
        </>
      )}
      {open && (
        <Suspense>
          <PersonDialog
            person={open === 'new' ? undefined : open}
            onClose={close}
            onSave={save}
            saving={add.isPending || change.isPending}
            error={add.error ?? change.error}
          />
        </Suspense>
      )}
    </section>
  );
}
