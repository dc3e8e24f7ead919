import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

interface Entry {
  readonly payload: AdapterPayload;
  readonly until: number;
}

/**
 * Storage for oidc-provider: clients are looked up where they are registered, everything else is
 * kept in memory until it expires. A sign-in at a played provider need not outlive the process.
 */
export function memoryAdapter(findClient: (clientId: string) => AdapterPayload | undefined): AdapterFactory {
  const store = new Map<string, Entry>();

  function sweep(): void {
    const now = Date.now();
    for (const [key, { until }] of store) if (until <= now) store.delete(key);
  }

  return (model): Adapter => {
    const keyOf = (id: string): string => `${model}:${id}`;
    const search = (matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined => {
      sweep();
      return [...store].find(([key, { payload }]) => key.startsWith(keyOf('')) && matches(payload))?.[1]
        .payload;
    };
    return {
      upsert: async (id, payload, expiresIn) => {
        sweep();
        const until = expiresIn === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresIn * 1_000;
        store.set(keyOf(id), { payload, until });
      },
      find: async (id) => {
        if (model === 'Client') return findClient(id);
        sweep();
        return store.get(keyOf(id))?.payload;
      },
      findByUid: async (uid) => search((payload) => payload.uid === uid),
      findByUserCode: async (userCode) => search((payload) => payload.userCode === userCode),
      consume: async (id) => {
        const entry = store.get(keyOf(id));
        if (entry === undefined) return;
        store.set(keyOf(id), {
          ...entry,
          payload: { ...entry.payload, consumed: Math.floor(Date.now() / 1_000) },
        });
      },
      destroy: async (id) => {
        store.delete(keyOf(id));
      },
      revokeByGrantId: async (grantId) => {
        for (const [key, { payload }] of store) if (payload.grantId === grantId) store.delete(key);
      },
    };
  };
}
