import { ActionIcon, Button, Group, Text, Title } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CustomField } from '../settings-queries.ts';
import styles from '../workspace.module.css';

interface Props {
  readonly fields: readonly CustomField[];
  readonly mayChange: boolean;
  readonly onEdit: (field: CustomField) => void;
  readonly onOrder: (fields: CustomField[]) => void;
  readonly onArchive: (field: CustomField, archived: boolean) => void;
}

/** Fields in their order, then those that are archived. */
export function FieldList({ fields, mayChange, onEdit, onOrder, onArchive }: Props) {
  const { t } = useTranslation();
  const shown = fields.filter(({ archived }) => !archived);
  const archived = fields.filter((field) => field.archived);
  /** Archived ones stand at the end. */
  const move = (from: number, to: number) => {
    const ordered = [...shown];
    const [moved] = ordered.splice(from, 1);
    if (moved) ordered.splice(to, 0, moved);
    onOrder([...ordered, ...archived]);
  };
  return (
    <>
      {shown.length > 0 && (
        <ul className={styles.fields}>
          {shown.map((field, index) => {
            const name = field.label;
            return (
              <li key={field.key} className={styles.field} data-field={field.key}>
                <About field={field} />
                {mayChange && (
                  <Group gap={6} wrap="nowrap">
                    <Mover
                      label={t('workspace.fields.up', { name })}
                      icon={<IconArrowUp size={16} aria-hidden />}
                      disabled={index === 0}
                      onMove={() => move(index, index - 1)}
                    />
                    <Mover
                      label={t('workspace.fields.down', { name })}
                      icon={<IconArrowDown size={16} aria-hidden />}
                      disabled={index === shown.length - 1}
                      onMove={() => move(index, index + 1)}
                    />
                    <ActionIcon
                      variant="default"
                      aria-label={t('workspace.fields.edit', { name })}
                      onClick={() => onEdit(field)}
                    >
                      <IconPencil size={16} aria-hidden />
                    </ActionIcon>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={t('workspace.fields.archive', { name })}
                      onClick={() => onArchive(field, true)}
                    >
                      {t('workspace.fields.archiveLabel')}
                    </Button>
                  </Group>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {archived.length > 0 && (
        <section aria-label={t('workspace.fields.archived')}>
          <Title order={3} size="h5">
            {t('workspace.fields.archived')}
          </Title>
          <Text className={styles.hint} mb="xs">
            {t('workspace.fields.archivedHelp')}
          </Text>
          <ul className={styles.fields}>
            {archived.map((field) => (
              <li key={field.key} className={styles.field} data-field={field.key}>
                <About field={field} />
                {mayChange && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t('workspace.fields.restoreName', { name: field.label })}
                    onClick={() => onArchive(field, false)}
                  >
                    {t('workspace.fields.restore')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function About({ field: { label, key, type, required, archived } }: { readonly field: CustomField }) {
  const { t } = useTranslation();
  return (
    <div>
      <div className={styles.fieldName} data-archived={archived}>
        {label}
      </div>
      <div className={styles.about}>
        {t(`workspace.fields.types.${type}`)} · {key}
        {required && ` · ${t('workspace.fields.requiredShort')}`}
      </div>
    </div>
  );
}

interface MoverProps {
  readonly label: string;
  readonly icon: React.ReactNode;
  readonly disabled: boolean;
  readonly onMove: () => void;
}

function Mover({ label, icon, disabled, onMove }: MoverProps) {
  return (
    <ActionIcon variant="default" aria-label={label} disabled={disabled} onClick={onMove}>
      {icon}
    </ActionIcon>
  );
}
