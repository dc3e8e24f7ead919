/** What the palette offers, and which of it answers what is typed. */
import type { Icon } from '@tabler/icons-react';

export const PALETTE_GROUPS = [
  'recent',
  'customers',
  'contracts',
  'plans',
  'people',
  'tasks',
  'go',
  'actions',
] as const;

export interface PaletteEntry {
  readonly id: string;
  readonly group: (typeof PALETTE_GROUPS)[number];
  readonly title: string;
  readonly detail?: string;
  readonly icon: Icon;
  /** Keys that do the same without the palette. */
  readonly keys?: string;
  readonly run: () => void;
  /** Offered only when something is typed. */
  readonly onlyFound?: true;
  /** The API found it for what is typed, by words that may not be shown. */
  readonly matched?: true;
}

const PER_GROUP = 8;

/** `Über` answers `uber`. */
const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

const wordsOf = (text: string) =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Every word typed stands at the beginning of a word of the text. */
function answers(text: string, words: readonly string[]): boolean {
  const own = wordsOf(text);
  return words.every((word) => own.some((candidate) => candidate.startsWith(word)));
}

/** Those that answer by their title come first. */
function found(entries: readonly PaletteEntry[], words: readonly string[]): readonly PaletteEntry[] {
  const byTitle = entries.filter(({ title }) => answers(title, words));
  const byDetail = entries.filter(
    (entry) => !byTitle.includes(entry) && answers(`${entry.title} ${entry.detail ?? ''}`, words),
  );
  const shown = new Set([...byTitle, ...byDetail]);
  return [...shown, ...entries.filter((entry) => entry.matched && !shown.has(entry))];
}

/** @returns groups in their order, each with the entries that answer; a record that is recent is not listed twice */
export function paletteGroups(entries: readonly PaletteEntry[], query: string) {
  const words = wordsOf(query);
  const seen = new Set<string>();
  return PALETTE_GROUPS.map((name) => {
    const own = entries.filter(({ group }) => group === name);
    const shown = words.length > 0 ? found(own, words) : own.filter(({ onlyFound }) => !onlyFound);
    return { name, entries: shown.filter(({ id }) => !seen.has(id) && seen.add(id)).slice(0, PER_GROUP) };
  }).filter((group) => group.entries.length > 0);
}
