import { useCallback, useEffect, useRef, useState } from 'react';

const UNDO_MS = 7000;

export interface Undoable<T> {
  /** What is about to be done and can still be taken back. */
  readonly pending: T | undefined;
  readonly begin: (item: T) => void;
  readonly undo: () => void;
}

/**
 * Something that is shown as done at once and done after a while: until then it can be taken back. The next one, leaving
 * the screen, and closing the page do it without waiting.
 */
export function useUndoable<T>(perform: (item: T) => void): Undoable<T> {
  const [pending, setPending] = useState<T>();
  const waiting = useRef<{ readonly item: T; readonly timer: number }>(undefined);
  const latest = useRef(perform);
  useEffect(() => {
    latest.current = perform;
  });
  const settle = useCallback((doIt: boolean) => {
    const current = waiting.current;
    if (!current) return;
    clearTimeout(current.timer);
    waiting.current = undefined;
    setPending(undefined);
    if (doIt) latest.current(current.item);
  }, []);
  useEffect(() => {
    const leave = () => settle(true);
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [settle]);
  const begin = useCallback(
    (item: T) => {
      settle(true);
      waiting.current = { item, timer: window.setTimeout(() => settle(true), UNDO_MS) };
      setPending(item);
    },
    [settle],
  );
  return { pending, begin, undo: useCallback(() => settle(false), [settle]) };
}
