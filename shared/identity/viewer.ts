/**
 * Whose address an attempt is counted for. The distribution writes it into a header and proves itself with a key; who
 * calls the gateway past it is counted by the address that the gateway saw. `X-Forwarded-For` is never taken.
 */
import { isOriginKey } from './origin-key.ts';

interface Asked {
  readonly header: (name: string) => string | undefined;
  readonly sourceIp: string;
}

export async function viewerAddress({ header, sourceIp }: Asked): Promise<string> {
  const address = header('x-viewer-address');
  return address && (await isOriginKey(header('x-origin-key'))) ? address : sourceIp;
}

/** Enough to recognize where one was, not who one's neighbour is: `203.0.113.x`, `2001:db8:85a3::`. */
export const coarse = (address: string): string =>
  address.includes(':') ? `${address.split(':').slice(0, 3).join(':')}::` : address.replace(/\.\d+$/, '.x');
