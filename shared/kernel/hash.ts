import { createHash } from 'node:crypto';

/** In hexadecimal: 64 signs. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
