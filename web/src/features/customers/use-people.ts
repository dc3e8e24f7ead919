import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CustomerDetail, Person, PersonChange } from '../../api/types.ts';
import { useUndoable } from '../../components/use-undoable.ts';
import { t } from '../../i18n/i18n.ts';
import { addPerson, archivePerson, changePerson, customerQuery, type NewPerson } from './queries.ts';

/** A sentence about what was done can be taken back for so long. */
const UNDO_MS = 7000;

interface Done {
  readonly message: string;
  readonly undo: () => void;
}

const FIELDS = ['name', 'title', 'email', 'phone', 'organization', 'roles', 'side', 'influence'] as const;

/** Only what differs: a field that nobody changed stays the contract's. */
export function changesOf(before: Person, after: Omit<NewPerson, 'customer_id'>): PersonChange {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  return Object.fromEntries(
    FIELDS.filter((field) => after[field] !== undefined && !same(before[field], after[field])).map(
      (field) => [field, after[field]],
    ),
  );
}

/** A customer's people: added, changed and archived, each with a way back. */
export function usePeople(customer: CustomerDetail) {
  const queryClient = useQueryClient();
  const { queryKey } = customerQuery(customer.id);
  const [done, setDone] = useState<Done>();
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(undefined), UNDO_MS);
    return () => clearTimeout(timer);
  }, [done]);
  const put = (people: (before: readonly Person[]) => Person[]) =>
    queryClient.setQueryData(queryKey, (before) => before && { ...before, people: people(before.people) });
  const replace = (person: Person) =>
    put((before) => before.map((other) => (other.id === person.id ? person : other)));
  const onSettled = () => queryClient.invalidateQueries({ queryKey });
  const hide = (id: string, hidden: boolean) =>
    setGone((before) => new Set(hidden ? [...before, id] : [...before].filter((other) => other !== id)));
  const archive = useMutation({
    mutationFn: ({ id }: Person) => archivePerson(id),
    onMutate: ({ id }) => hide(id, true),
    onError: (_, { id }) => hide(id, false),
    onSettled,
  });
  const undoable = useUndoable<Person>(archive.mutate);
  const add = useMutation({
    mutationFn: (person: NewPerson) => addPerson(person),
    onSuccess: ({ data: [person] }) => {
      if (!person) return;
      put((before) => [...before, person]);
      setDone({
        message: t('customers.added', { name: person.name }),
        undo: () => archive.mutate(person),
      });
    },
    onSettled,
  });
  const change = useMutation({
    mutationFn: ({ person, changes }: { person: Person; changes: PersonChange }) =>
      changePerson(person, changes),
    onSuccess: (after, { person, changes }) => {
      replace(after);
      const back = Object.fromEntries(
        Object.keys(changes).map((field) => [field, person[field as keyof PersonChange]]),
      ) as PersonChange;
      setDone({
        message: t('customers.changed', { name: after.name }),
        undo: () => revert.mutate({ person: after, changes: back }),
      });
    },
    onSettled,
  });
  const revert = useMutation({
    mutationFn: ({ person, changes }: { person: Person; changes: PersonChange }) =>
      changePerson(person, changes),
    onSuccess: replace,
    onSettled,
  });
  const archived: Done | undefined = undoable.pending && {
    message: t('customers.archivedPerson', { name: undoable.pending.name }),
    undo: undoable.undo,
  };
  const last = archived ?? done;
  return {
    people: customer.people.filter(({ id }) => !gone.has(id) && undoable.pending?.id !== id),
    add,
    change,
    archive: undoable.begin,
    /** What was done last, and the way back. */
    done: last && {
      message: last.message,
      undo: () => {
        last.undo();
        setDone(undefined);
      },
    },
    error: archive.error ?? revert.error,
  };
}
