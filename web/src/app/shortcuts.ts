/**
 * Keys of the app, in one register. A screen adds its own with `useShortcuts` for as long as it stands; where two want the
 * same key, the one that came last has it. The sheet (`?`) shows what is registered.
 */
import { type RefObject, useEffect, useRef } from 'react';
import { cell, useCell } from '../components/cell.ts';
import { moveFocus } from '../components/move-focus.ts';
import { store, stored } from '../components/stored.ts';
import { t } from '../i18n/i18n.ts';

export const SHORTCUT_GROUPS = ['general', 'go', 'list', 'record'] as const;

export interface Shortcut {
  /** As `KeyboardEvent.key` has it; two keys one after the other are parted by a space: `g c`. */
  readonly keys: string;
  /** What it does, in the reader's language. */
  readonly label: string;
  readonly group: (typeof SHORTCUT_GROUPS)[number];
  /** Undefined where something else listens: the register then only tells the sheet about it. */
  readonly run?: (() => void) | undefined;
}

type Registered = RefObject<readonly Shortcut[]>;

const OFF = 'gangway.shortcuts';
const SEQUENCE_MS = 1500;

const registered: Registered[] = [];
const enabled = cell(stored(OFF) !== 'off');

/** Single keys can be switched off: speech input and unsteady hands trigger them unasked (WCAG 2.1.4). */
export const useShortcutsEnabled = (): boolean => useCell(enabled);

export function enableShortcuts(on: boolean): void {
  store(OFF, on ? undefined : 'off');
  enabled.set(on);
}

/** @param everywhere of the frame: any screen may take these keys over, whichever of the two came first */
export function useShortcuts(shortcuts: readonly Shortcut[], everywhere = false): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    if (everywhere) registered.unshift(latest);
    else registered.push(latest);
    return () => {
      registered.splice(registered.indexOf(latest), 1);
    };
  }, [everywhere]);
}

/** `j` and `k` go down and up among the elements that match; from outside, to the first. */
export function useRowShortcuts(within: RefObject<Element | null>, selector: string): void {
  useShortcuts([
    {
      keys: 'j',
      label: t('shortcuts.next'),
      group: 'list',
      run: () => moveFocus(within.current, selector, 1),
    },
    {
      keys: 'k',
      label: t('shortcuts.previous'),
      group: 'list',
      run: () => moveFocus(within.current, selector, -1),
    },
  ]);
}

/** What is registered now, each key once, the newest first. */
export function currentShortcuts(): readonly Shortcut[] {
  const byKeys = new Map<string, Shortcut>();
  for (const { current } of registered.toReversed())
    for (const shortcut of current) if (!byKeys.has(shortcut.keys)) byKeys.set(shortcut.keys, shortcut);
  return [...byKeys.values()];
}

/** In a field keys are text, and in an open dialog or menu they are the dialog's. */
const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  (target.closest(
    'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=menu]',
  ) !== null ||
    document.querySelector('[aria-modal=true]') !== null);

/** @returns stops listening */
export function listenForShortcuts(): () => void {
  let first: { readonly key: string; readonly at: number } | undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!enabled.get() || isElsewhere(event.target)) return;
    const { key } = event;
    const before = first && event.timeStamp - first.at < SEQUENCE_MS ? first.key : undefined;
    first = undefined;
    const shortcuts = currentShortcuts();
    const found = shortcuts.find(({ keys }) => keys === (before ? `${before} ${key}` : key));
    if (found?.run) {
      event.preventDefault();
      found.run();
    } else if (!before && shortcuts.some(({ keys }) => keys.startsWith(`${key} `)))
      first = { key, at: event.timeStamp };
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}
