/** The key with which the distribution proves to the API that it sent a request, and so whose address it tells (ID-18). */
import { secretValue } from '../kernel/secrets.ts';
import { sameText } from './same-text.ts';

/** A key that does not fit may be newer than what this process read: it asks again, but no oftener than this. */
const ASK_AGAIN_MS = 60_000;

/** @param read gives the key; `anew`: not the one that is kept */
export function originKeyCheck(read: (anew: boolean) => Promise<string>, now: () => number = Date.now) {
  let asked = now();
  return async (given: string | undefined): Promise<boolean> => {
    if (!given) return false;
    if (sameText(given, await read(false))) return true;
    if (now() - asked < ASK_AGAIN_MS) return false;
    asked = now();
    return sameText(given, await read(true));
  };
}

export const isOriginKey = originKeyCheck((anew) => secretValue('ORIGIN_KEY_SECRET', { anew }));
