/** What the API said last time, so that the first paint need not wait for it: a cell that this browser remembers. */
import { type Cell, cell } from './cell.ts';
import { store, stored } from './stored.ts';

export function remembered<T>(key: string): Cell<T | null> {
  const inner = cell<T | null>(read(key) as T | null);
  let last = stored(key);
  return {
    ...inner,
    set: (value) => {
      const text = value === null ? undefined : JSON.stringify(value);
      // An equal one is no news.
      if (text === last) return;
      last = text;
      store(key, text);
      inner.set(value);
    },
  };
}

function read(key: string): unknown {
  try {
    return JSON.parse(stored(key) ?? 'null');
  } catch {
    return null;
  }
}
