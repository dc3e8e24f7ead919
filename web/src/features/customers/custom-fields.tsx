import '../../i18n/texts/workspace.ts';
import { Anchor, UnstyledButton } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import type { CustomerDetail } from '../../api/types.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { usePermission } from '../identity/use-permission.ts';
import { type CustomField, fieldsQuery } from '../workspace/settings-queries.ts';
import { CustomInput } from './custom-input.tsx';
import { type Draft, draftOfValue, enteredCustomValue, shownValue } from './custom-values.ts';
import styles from './customer-page.module.css';
import editable from './editable.module.css';
import { useCustomerChanges } from './use-customer-changes.ts';

/** The organization's own fields of a customer; each becomes an input where it stands. */
export function CustomFields({ customer }: { readonly customer: CustomerDetail }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({ ...fieldsQuery, staleTime: 60_000 });
  const mayChange = usePermission('customer:write') && !customer.archived_at;
  const change = useCustomerChanges(customer.id);
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  const fields = data?.customer.filter(({ archived }) => !archived) ?? [];
  if (fields.length === 0) return null;
  const values: Readonly<Record<string, unknown>> = customer.custom;
  return (
    <section aria-label={t('workspace.values.title')}>
      <dl className={styles.facts}>
        {fields.map((field) => (
          <div key={field.key} className={styles.fact} data-custom={field.key}>
            <dt>{field.label}</dt>
            <dd>
              <Value
                field={field}
                value={values[field.key]}
                mayChange={mayChange}
                onSave={(value) => change.mutateAsync({ custom: { [field.key]: value } })}
              />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface ValueProps {
  readonly field: CustomField;
  readonly value: unknown;
  readonly mayChange: boolean;
  readonly onSave: (value: unknown) => Promise<unknown>;
}

/** Leaving it or Enter saves, Escape takes back what was typed; what the API refuses is said at the field. */
function Value({ field, value, mayChange, onSave }: ValueProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Draft>();
  const [error, setError] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const byKey = useRef(false);
  const editing = draft !== undefined;
  useEffect(() => {
    if (!editing && byKey.current) button.current?.focus();
    byKey.current = false;
  }, [editing]);
  const shown = shownValue(field, value);
  const text = shown ?? t('workspace.values.unset');
  const tone = shown === undefined ? 'unset' : undefined;
  const link = field.type === 'url' && typeof value === 'string' && /^https?:/.test(value) && (
    <Anchor
      href={value}
      target="_blank"
      rel="noreferrer noopener"
      aria-label={t('workspace.values.open', { label: field.label })}
    >
      <IconExternalLink size={16} aria-hidden />
    </Anchor>
  );
  if (!mayChange)
    return (
      <span className={editable.shown} data-tone={tone}>
        {text} {link}
      </span>
    );
  if (!editing)
    return (
      <>
        <UnstyledButton
          ref={button}
          className={editable.value}
          data-tone={tone}
          aria-label={t('workspace.values.edit', { label: field.label, value: text })}
          onClick={() => setDraft(draftOfValue(field, value))}
        >
          {text}
        </UnstyledButton>{' '}
        {link}
      </>
    );
  const close = () => {
    setDraft(undefined);
    setError(undefined);
  };
  const save = () => {
    const entered = enteredCustomValue(field, draft);
    if ('error' in entered) return setError(entered.error);
    if (JSON.stringify(entered.value) === JSON.stringify(value ?? null)) return close();
    close();
    onSave(entered.value).catch((refused: Error) => {
      setDraft(draft);
      setError(problemOf(refused, field.key));
    });
  };
  return (
    <CustomInput
      field={field}
      draft={draft}
      error={error}
      onChange={setDraft}
      onLeave={save}
      onKey={(key) => {
        byKey.current = true;
        if (key === 'Enter') save();
        else close();
      }}
    />
  );
}

/** `custom.seats`, `custom.budget.minor`: the sentence for this field, else the answer's own. */
const problemOf = (error: Error, key: string): string =>
  (isApiError(error) &&
    error.fields.find(({ field }) => field === `custom.${key}` || field.startsWith(`custom.${key}.`))
      ?.message) ||
  error.message;
