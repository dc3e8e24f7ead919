/**
 * Whose address an attempt is counted for. The distribution writes it into a header and proves itself with a key; who
 * calls the gateway past it is counted by the address that the gateway saw. `X-Forwarded-For` is never taken.
 */
import { secretValue } from '../kernel/secrets.ts';
import { sameText } from './same-text.ts';

interface Asked {
  readonly header: (name: string) => string | undefined;
  readonly sourceIp: string;
}

export async function viewerAddress({ header, sourceIp }: Asked): Promise<string> {
  const [proof, address] = [header('x-origin-key'), header('x-viewer-address')];
  if (!proof || !address || !sameText(proof, await secretValue('ORIGIN_KEY_SECRET'))) return sourceIp;
  return address;
}

/** Enough to recognize where one was, not who one's neighbour is: `203.0.113.x`, `2001:db8:85a3::`. */
export const coarse = (address: string): string =>
  address.includes(':') ? `${address.split(':').slice(0, 3).join(':')}::` : address.replace(/\.\d+$/, '.x');
