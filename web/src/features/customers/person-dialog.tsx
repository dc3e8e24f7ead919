import { Button, Chip, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/errors.ts';
import type { Person } from '../../api/types.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import styles from './people.module.css';
import { LEVELS, type Level, MAP_SIDES, type MapSide, ROLES } from './people.ts';
import type { NewPerson } from './queries.ts';

export type PersonForm = Omit<NewPerson, 'customer_id'>;

interface Props {
  /** Undefined for somebody new. */
  readonly person: Person | undefined;
  readonly onClose: () => void;
  readonly onSave: (form: PersonForm) => void;
  readonly saving: boolean;
  readonly error: Error | null;
}

const TEXTS = ['title', 'organization', 'email', 'phone'] as const;
/** Of a new person's influence: roles and title say. */
const BY_ROLE = '';

/** Somebody new, or what is known of a person. What was entered stays until it is saved. */
export function PersonDialog({ person, onClose, onSave, saving, error }: Props) {
  const { t } = useTranslation();
  const [name, setName] = useState(person?.name ?? '');
  const [texts, setTexts] = useState(() =>
    Object.fromEntries(TEXTS.map((field) => [field, person?.[field] ?? ''])),
  );
  const [roles, setRoles] = useState<readonly string[]>(person?.roles ?? ['other']);
  const [side, setSide] = useState<MapSide>(person ? (person.side ?? 'unknown') : 'customer');
  const [influence, setInfluence] = useState<Level | typeof BY_ROLE>(person?.influence ?? BY_ROLE);
  const refused = error instanceof ApiError ? error : undefined;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const chosen = ROLES.filter((role) => roles.includes(role));
    // The weightiest first, as the contract's own: a person's first role stays the first.
    const kept = (person?.roles ?? []).filter((role) => roles.includes(role));
    onSave({
      name: name.trim(),
      ...Object.fromEntries(TEXTS.map((field) => [field, texts[field]?.trim() || null])),
      roles: [...kept, ...chosen.filter((role) => !kept.includes(role))],
      side: side === 'unknown' ? null : side,
      ...(influence !== BY_ROLE && { influence }),
    });
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={person ? t('customers.editPerson', { name: person.name }) : t('customers.addPerson')}
    >
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          label={t('contracts.input.name')}
          value={name}
          required
          withAsterisk={false}
          maxLength={300}
          data-autofocus
          autoComplete="off"
          error={refused?.field('name')}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <div className={styles.pair}>
          {TEXTS.map((field) => (
            <TextInput
              key={field}
              label={t(`contracts.input.${field}`)}
              type={field === 'email' ? 'email' : field === 'phone' ? 'tel' : 'text'}
              value={texts[field] ?? ''}
              maxLength={300}
              autoComplete="off"
              error={refused?.field(field)}
              onChange={({ currentTarget: { value } }) =>
                setTexts((before) => ({ ...before, [field]: value }))
              }
            />
          ))}
          <NativeSelect
            label={t('customers.sideLabel')}
            value={side}
            data={MAP_SIDES.map((value) => ({ value, label: t(`customers.side.${value}`) }))}
            onChange={({ currentTarget }) => setSide(currentTarget.value as MapSide)}
          />
          <NativeSelect
            label={t('customers.influenceLabel')}
            value={influence}
            data={[
              ...(person ? [] : [{ value: BY_ROLE, label: t('customers.byRole') }]),
              ...LEVELS.map((value) => ({ value, label: t(`customers.influence.${value}`) })),
            ]}
            onChange={({ currentTarget }) => setInfluence(currentTarget.value as Level)}
          />
        </div>
        <fieldset className={styles.roles}>
          <legend>{t('contracts.input.roles')}</legend>
          <Chip.Group multiple value={[...roles]} onChange={setRoles}>
            <Group gap={6}>
              {ROLES.map((role) => (
                <Chip key={role} value={role} size="sm" variant="outline">
                  {t(`contracts.choice.${role}`)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          {roles.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('contracts.entered.chooseOne')}
            </Text>
          )}
        </fieldset>
        {error && (refused?.fields.length ?? 0) === 0 && <ErrorState error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={saving} disabled={roles.length === 0 || name.trim() === ''}>
            {t('common.save')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
