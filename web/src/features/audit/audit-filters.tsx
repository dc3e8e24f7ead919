import { NativeSelect, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../api/types.ts';
import styles from './audit.module.css';
import type { AuditFilter } from './search.ts';
import { actionsOf, actionText, actorText, ENTITY_NAMES, entityText } from './text.ts';

interface Props {
  readonly filter: AuditFilter;
  /** What is shown: it knows the names of what one filters by. */
  readonly entries: readonly AuditEntry[];
}

const route = getRouteApi('/app/settings/audit');

export function AuditFilters({ filter, entries }: Props) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const set = (change: Partial<Record<keyof AuditFilter, string | undefined>>) =>
    void navigate({
      search: Object.fromEntries(Object.entries({ ...filter, ...change }).filter(([, value]) => value)),
      replace: true,
      resetScroll: false,
    });
  const kinds = filter.type && !ENTITY_NAMES.some((name) => name === filter.type) ? [filter.type] : [];
  const of = (entry: AuditEntry) => entry.actor.id === filter.actor;
  const someone = entries.find(of);
  const record = entries.find(({ resource }) => resource.id === filter.resource);
  return (
    <search className={styles.filters} aria-label={t('audit.filter')}>
      <NativeSelect
        label={t('audit.kind')}
        value={filter.type ?? ''}
        onChange={({ currentTarget: { value } }) =>
          set({ type: value || undefined, event: undefined, resource: undefined })
        }
        data={[
          { value: '', label: t('audit.anyKind') },
          ...[...ENTITY_NAMES, ...kinds].map((name) => ({ value: name, label: entityText(name) })),
        ]}
      />
      <NativeSelect
        label={t('audit.event')}
        value={filter.event?.split('.')[1] ?? ''}
        disabled={!filter.type}
        onChange={({ currentTarget: { value } }) =>
          set({ event: value ? `${filter.type}.${value}` : undefined })
        }
        data={[
          { value: '', label: t('audit.anyEvent') },
          ...actionsOf(filter.type).map((action) => ({ value: action, label: actionText(action) })),
        ]}
      />
      <TextInput
        type="date"
        label={t('audit.from')}
        max={filter.to}
        value={filter.from ?? ''}
        onChange={({ currentTarget: { value } }) => set({ from: value || undefined })}
      />
      <TextInput
        type="date"
        label={t('audit.to')}
        min={filter.from}
        value={filter.to ?? ''}
        onChange={({ currentTarget: { value } }) => set({ to: value || undefined })}
      />
      {filter.actor && (
        <Chip name={someone ? actorText(someone) : t('audit.onlyActor')} rest={without(filter, 'actor')} />
      )}
      {filter.resource && (
        <Chip name={record?.resource.label ?? t('audit.onlyResource')} rest={without(filter, 'resource')} />
      )}
    </search>
  );
}

function without(filter: AuditFilter, name: keyof AuditFilter): AuditFilter {
  return Object.fromEntries(Object.entries(filter).filter(([key]) => key !== name));
}

function Chip({ name, rest }: { readonly name: string; readonly rest: AuditFilter }) {
  const { t } = useTranslation();
  return (
    <Link
      to="/settings/audit"
      search={rest}
      className={styles.chip}
      aria-label={t('audit.removeFilter', { name })}
    >
      {name}
      <IconX size={14} aria-hidden />
    </Link>
  );
}
