import { ActionIcon, Anchor, Button } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../api/types.ts';
import { useRowShortcuts, useShortcuts } from '../../app/shortcuts.ts';
import { moveFocus } from '../../components/move-focus.ts';
import table from '../../components/table.module.css';
import styles from './people.module.css';
import { inOrder, sideOf } from './people.ts';

interface Props {
  readonly people: readonly Person[];
  /** Undefined for somebody who may not. */
  readonly onEdit: ((person: Person) => void) | undefined;
  readonly onArchive: ((person: Person) => void) | undefined;
}

/** `j` and `k` go down and up, Enter edits, `e` archives. */
export function PeopleTable({ people, onEdit, onArchive }: Props) {
  const { t } = useTranslation();
  const body = useRef<HTMLTableSectionElement>(null);
  const ordered = inOrder(people);
  useRowShortcuts(body, '[data-row]');
  const archiveFocused = () => {
    const rows = [...(body.current?.rows ?? [])];
    const person = ordered[rows.findIndex((row) => row.contains(document.activeElement))];
    if (!person || !onArchive) return;
    moveFocus(body.current, '[data-row]', person === ordered.at(-1) ? -1 : 1);
    onArchive(person);
  };
  useShortcuts(
    onArchive ? [{ keys: 'e', label: t('customers.archivePerson'), group: 'list', run: archiveFocused }] : [],
  );
  return (
    <div className={table.frame}>
      <table className={`${table.table} ${styles.table}`}>
        <caption className={styles.caption}>{t('customers.peopleList')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('contracts.input.name')}</th>
            <th scope="col">{t('contracts.input.roles')}</th>
            <th scope="col">{t('customers.influenceLabel')}</th>
            <th scope="col">{t('customers.contact')}</th>
            {onArchive && (
              <th scope="col">
                <span className={styles.hidden}>{t('contracts.moreActions')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody ref={body}>
          {ordered.map((person) => (
            <tr key={person.id} className={table.row}>
              <td>
                {onEdit ? (
                  <button type="button" data-row className={styles.rowButton} onClick={() => onEdit(person)}>
                    {person.name}
                  </button>
                ) : (
                  <span className={styles.personName}>{person.name}</span>
                )}
                <div className={table.second}>
                  {[person.title, person.organization ?? t(`customers.side.${sideOf(person)}`)]
                    .filter(Boolean)
                    .join(' · ')}
                </div>
              </td>
              <td>{person.roles.map((role) => t(`contracts.choice.${role}`)).join(', ')}</td>
              <td>
                {t(`customers.influence.${person.influence}`)}
                <div className={table.second}>
                  {person.influence_reason} <Source person={person} />
                </div>
              </td>
              <td className={styles.contact}>
                {person.email && <Anchor href={`mailto:${person.email}`}>{person.email}</Anchor>}
                {person.phone && (
                  <Anchor href={`tel:${person.phone.replaceAll(/[^\d+]/g, '')}`}>{person.phone}</Anchor>
                )}
              </td>
              {onArchive && (
                <td className={styles.actions}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('customers.archiveOf', { name: person.name })}
                    onClick={() => onArchive(person)}
                  >
                    <IconArchive size={17} aria-hidden />
                  </ActionIcon>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The contract that names them first. */
function Source({ person }: { readonly person: Person }) {
  const { t } = useTranslation();
  const [first] = person.mentions;
  return first ? (
    <Link to="/contracts/$id" params={{ id: first.contract_id }} className={styles.source}>
      {t('customers.fromContract')}
    </Link>
  ) : null;
}

/** The table's own empty state. */
export function NoPeople({ onAdd }: { readonly onAdd: (() => void) | undefined }) {
  const { t } = useTranslation();
  return (
    <div className={styles.none}>
      <p>{t('customers.noPeople')}</p>
      {onAdd && (
        <Button variant="default" onClick={onAdd}>
          {t('customers.addPerson')}
        </Button>
      )}
    </div>
  );
}
