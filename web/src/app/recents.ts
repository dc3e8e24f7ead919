/** Records opened last in this tab, for the palette. Kept apart by person, so that nobody sees another's. */

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { store, stored } from '../components/stored.ts';
import { accountQuery } from '../features/identity/queries.ts';

const KEY = 'gangway.recent';
const MOST = 8;
const KINDS = ['contract', 'plan', 'customer'] as const;

export interface RecentRecord {
  readonly kind: (typeof KINDS)[number];
  readonly id: string;
  /** As a list names it. */
  readonly title: string;
  readonly detail: string;
}

/** What is stored is this tab's own, but may be of an older version of the app. */
const isRecent = (value: unknown): value is RecentRecord => {
  const { kind, id, title, detail } = (value ?? {}) as Record<string, unknown>;
  return (
    KINDS.some((known) => known === kind) && [id, title, detail].every((text) => typeof text === 'string')
  );
};

export function recentRecords(person: string): readonly RecentRecord[] {
  try {
    const { of, records } = JSON.parse(stored(KEY, 'session') ?? '{}') as { of?: unknown; records?: unknown };
    return of === person && Array.isArray(records) ? records.filter(isRecent) : [];
  } catch {
    return [];
  }
}

/** The screen of a record calls this: it is then among the recent ones. */
export function useRecent({ kind, id, title, detail }: RecentRecord): void {
  const person = useQueryClient().getQueryData(accountQuery.queryKey)?.id;
  useEffect(() => {
    if (!person) return;
    const others = recentRecords(person).filter((record) => record.kind !== kind || record.id !== id);
    const records = [{ kind, id, title, detail }, ...others].slice(0, MOST);
    store(KEY, JSON.stringify({ of: person, records }), 'session');
  }, [person, kind, id, title, detail]);
}
