/**
 * Files that are still to be uploaded, kept in the browser until they are: a reload, a crash or an expired session loses
 * none. Kept apart by person and organization. A browser that keeps nothing loses only that.
 */
import type { ContentType } from '../../api/types.ts';
import type { CustomerChoice } from '../customers/customer-picker.tsx';

export interface KeptUpload {
  readonly key: string;
  /** Whose it is: nobody else who uses this browser sees it. */
  readonly owner: string;
  readonly file: File;
  readonly type: ContentType;
  readonly customer: CustomerChoice;
  /** Not started yet: it waits for its customer. */
  readonly draft: boolean;
  /** Of the announcement: the same announcement sent twice makes one contract. */
  readonly requestKey: string;
  readonly digest: string | undefined;
  readonly contract: Announced | undefined;
}

export interface Announced {
  readonly id: string;
  readonly customerId: string;
  readonly customerName: string;
}

const DATABASE = 'gangway-uploads';
const STORE = 'files';

let opened: Promise<IDBDatabase> | undefined;

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  opened ??= (() => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' });
    return done(request);
  })();
  return (await opened).transaction(STORE, mode).objectStore(STORE);
}

export async function keepUpload(upload: KeptUpload): Promise<void> {
  try {
    await done((await store('readwrite')).put(upload));
  } catch {
    // Blocked or full: the upload goes on, only a reload would end it.
  }
}

export async function forgetUpload(key: string): Promise<void> {
  try {
    await done((await store('readwrite')).delete(key));
  } catch {
    // It was not kept.
  }
}

/** @param but whose files stay; undefined: nobody's */
export async function forgetUploads(but?: (owner: string) => boolean): Promise<void> {
  try {
    const files = await store('readwrite');
    if (!but) return void (await done(files.clear()));
    const all = (await done(files.getAll())) as KeptUpload[];
    await Promise.all(all.filter(({ owner }) => !but(owner)).map(({ key }) => forgetUpload(key)));
  } catch {
    // None was kept.
  }
}

export async function keptUploads(owner: string): Promise<readonly KeptUpload[]> {
  try {
    const all = (await done((await store('readonly')).getAll())) as KeptUpload[];
    return all.filter((upload) => upload.owner === owner && upload.file instanceof File);
  } catch {
    return [];
  }
}

const held = new Map<string, () => void>();

/**
 * One tab has an upload in hand; others leave it alone until that tab is gone.
 * @returns false where another tab has it
 */
export function takeInHand(key: string): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    void navigator.locks.request(`gangway.upload.${key}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock ? new Promise<void>((release) => held.set(key, release)) : undefined;
    });
  });
}

export function letGo(key: string): void {
  held.get(key)?.();
  held.delete(key);
}
