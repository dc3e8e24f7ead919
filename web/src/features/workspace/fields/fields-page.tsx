import '../../../i18n/texts/workspace.ts';
import { Button, Group, Text, Title } from '@mantine/core';
import { IconForms } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { RowSkeleton } from '../../../components/page-skeleton.tsx';
import { usePermission } from '../../identity/use-permission.ts';
import { type CustomField, fieldsQuery, saveFields } from '../settings-queries.ts';
import { ToldAndRefused } from '../told.tsx';
import { useDocument } from '../use-document.ts';
import { FieldDialog } from './field-dialog.tsx';
import { FieldList } from './field-list.tsx';

const MOST_FIELDS = 50;

/** The fields that the organization adds to its customers: made, ordered, archived and brought back. */
export function FieldsPage() {
  const { t } = useTranslation();
  const mayChange = usePermission('settings:manage');
  const { data, error, refetch } = useQuery(fieldsQuery);
  const saving = useDocument({ queryKey: fieldsQuery.queryKey, save: saveFields });
  const [open, setOpen] = useState<CustomField | 'new'>();
  // What is on its way is shown already; refused, it goes back to what is there.
  const fields = (saving.isPending ? saving.variables : data)?.customer;
  const replace = (
    customer: CustomField[],
    { message, undoable, done }: { message?: string; undoable?: true; done?: () => void } = {},
  ) => {
    if (!data) return;
    saving.mutate(
      { customer, version: data.version },
      {
        onSuccess: ({ version }) => {
          done?.();
          if (!message) return;
          const undo = () => saving.mutate({ customer: data.customer, version });
          saving.tell({ message, tone: 'good', ...(undoable && { undo }) });
        },
      },
    );
  };
  const changed = (field: CustomField) =>
    (fields ?? []).map((each) => (each.key === field.key ? field : each));
  const save = (field: CustomField) =>
    replace(open === 'new' ? [...(fields ?? []), field] : changed(field), {
      message: t('workspace.fields.savedField', { name: field.label }),
      done: () => setOpen(undefined),
    });
  const archive = (field: CustomField, archived: boolean) =>
    replace(changed({ ...field, archived }), {
      message: t(archived ? 'workspace.fields.archivedNow' : 'workspace.fields.restoredNow', {
        name: field.label,
      }),
      undoable: true,
    });
  const full = (fields?.length ?? 0) >= MOST_FIELDS;
  const add = mayChange && (
    <Button onClick={() => setOpen('new')} disabled={full}>
      {t('workspace.fields.add')}
    </Button>
  );
  return (
    <>
      <title>{t('common.pageTitle', { title: t('workspace.fields.title') })}</title>
      {fields?.length === 0 ? (
        <EmptyState icon={IconForms} title={t('workspace.fields.emptyTitle')} action={add}>
          {t('workspace.fields.emptyHelp')}
        </EmptyState>
      ) : (
        <>
          <Group justify="space-between" align="flex-start">
            <div>
              <Title order={2} size="h4">
                {t('workspace.fields.title')}
              </Title>
              <Text c="dimmed" maw={620}>
                {t('workspace.fields.intro')}
              </Text>
              {!mayChange && <Text>{t('workspace.readOnly')}</Text>}
              {full && <Text>{t('workspace.fields.full')}</Text>}
            </div>
            {add}
          </Group>
          {!open && <ToldAndRefused saving={saving} />}
          {fields ? (
            <FieldList
              fields={fields}
              mayChange={mayChange}
              onEdit={setOpen}
              onOrder={(ordered) => replace(ordered)}
              onArchive={archive}
            />
          ) : error ? (
            <ErrorState error={error} retry={() => void refetch()} />
          ) : (
            <RowSkeleton rows={4} />
          )}
        </>
      )}
      {open && fields && (
        <FieldDialog
          field={open === 'new' ? undefined : open}
          keys={fields.map(({ key }) => key)}
          index={open === 'new' ? fields.length : fields.findIndex(({ key }) => key === open.key)}
          saving={saving}
          onSave={save}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}
