/** What this browser remembers for this app. A browser that keeps nothing (storage is blocked, or full) loses only that. */

type Kind = 'local' | 'session';

const storage = (kind: Kind) => (kind === 'local' ? globalThis.localStorage : globalThis.sessionStorage);

export function stored(key: string, kind: Kind = 'local'): string | undefined {
  try {
    return storage(kind)?.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function storedKeys(kind: Kind): readonly string[] {
  try {
    return Object.keys(storage(kind) ?? {});
  } catch {
    return [];
  }
}

/** @param value undefined forgets it */
export function store(key: string, value: string | undefined, kind: Kind = 'local'): void {
  try {
    if (value === undefined) storage(kind).removeItem(key);
    else storage(kind).setItem(key, value);
  } catch {
    // Nothing depends on it.
  }
}
