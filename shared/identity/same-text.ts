import { createHash, timingSafeEqual } from 'node:crypto';

/** Constant-time comparison; nothing equals nothing. */
export function sameText(a: string, b: string): boolean {
  const left = createHash('sha256').update(a).digest();
  const right = createHash('sha256').update(b).digest();
  return a.length > 0 && timingSafeEqual(left, right);
}
