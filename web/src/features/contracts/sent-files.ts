/** Files that this browser uploaded, by what is in them: the same one again is told, not refused. */
import { store, stored } from '../../components/stored.ts';

export interface SentFile {
  readonly contractId: string;
  /** The customer's. */
  readonly name: string;
}

const MOST = 200;
const keyOf = (owner: string) => `gangway.sent.${owner}`;

function entries(owner: string): readonly (readonly [string, SentFile])[] {
  try {
    const all: unknown = JSON.parse(stored(keyOf(owner)) ?? '[]');
    return Array.isArray(all) ? all.filter((entry) => Array.isArray(entry) && isSent(entry[1])) : [];
  } catch {
    return [];
  }
}

const isSent = (value: unknown): value is SentFile => {
  const { contractId, name } = (value ?? {}) as Record<string, unknown>;
  return typeof contractId === 'string' && typeof name === 'string';
};

export const sentBefore = (owner: string, digest: string): SentFile | undefined =>
  entries(owner).find(([known]) => known === digest)?.[1];

export function rememberSent(owner: string, digest: string, file: SentFile): void {
  const others = entries(owner).filter(([known]) => known !== digest);
  store(keyOf(owner), JSON.stringify([[digest, file], ...others].slice(0, MOST)));
}
