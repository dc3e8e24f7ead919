/**
 * What somebody was typing, kept for this tab: a reload, or a session that ends in the middle of it, loses nothing.
 * Each draft is the texts of a form's inputs, by their names.
 */
import { store, stored } from './stored.ts';

type Draft = Readonly<Record<string, string>>;

const STORED = 'gangway.drafts';

function all(): Readonly<Record<string, Draft>> {
  try {
    const kept: unknown = JSON.parse(stored(STORED, 'session') ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, Draft>) : {};
  } catch {
    return {};
  }
}

export const draftOf = (name: string): Draft | undefined => all()[name];

/** @param draft undefined when it was saved or given up */
export function keepDraft(name: string, draft: Draft | undefined): void {
  const { [name]: _, ...others } = all();
  const kept = draft === undefined ? others : { ...others, [name]: draft };
  store(STORED, Object.keys(kept).length === 0 ? undefined : JSON.stringify(kept), 'session');
}

/** Whether something was typed in this tab and not saved. */
export const hasDrafts = (): boolean => Object.keys(all()).length > 0;
