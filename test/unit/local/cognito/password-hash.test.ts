import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from '../../../../local/cognito/crypto.ts';

const PASSWORD = 'correct-Horse-7-battery';
/** Of an account that was made when hashes did not say what they cost. */
const FORMER = 'scrypt$MDEyMzQ1Njc4OWFiY2RlZg$D-fD_XnEKPFpP7RtKDO88lnFWVJ9KjV67RBQI-Lw8hw';

test('a password is the one that made the hash, whatever the hash cost, and no other', async () => {
  for (const hash of [await hashPassword(PASSWORD), FORMER]) {
    expect(await verifyPassword(PASSWORD, hash)).toBe(true);
    expect(await verifyPassword(`${PASSWORD} `, hash)).toBe(false);
  }
  expect(await verifyPassword(PASSWORD, undefined)).toBe(false);
  expect(await verifyPassword('', undefined)).toBe(false);
});

test('two hashes of one password have nothing in common', async () => {
  const [one, other] = [await hashPassword(PASSWORD), await hashPassword(PASSWORD)];
  expect(one.split('$')[1]).not.toBe(other.split('$')[1]);
  expect(one.split('$')[2]).not.toBe(other.split('$')[2]);
});
