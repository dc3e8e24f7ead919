import { expect, it } from 'vitest';
import { originKeyCheck } from '../../../shared/identity/origin-key.ts';

it('without a key, or with another one, nothing is proven', async () => {
  const isKey = originKeyCheck(async () => 'the-key');
  for (const key of [undefined, '', 'the-ke', 'the-key2', 'guessed']) expect(await isKey(key)).toBe(false);
  expect(await isKey('the-key')).toBe(true);
});

it('a key that was changed is read again, but no oftener than once a minute', async () => {
  const state = { value: 'old', kept: 'old', at: 0, again: 0 };
  const read = async (anew: boolean) => {
    if (anew) {
      state.again++;
      state.kept = state.value;
    }
    return state.kept;
  };
  const isKey = originKeyCheck(read, () => state.at);
  state.at = 60_000;
  expect(await isKey('old')).toBe(true);
  state.value = 'new';
  expect(await isKey('new')).toBe(true);
  for (let count = 0; count < 5; count++) expect(await isKey('guessed')).toBe(false);
  expect(state.again).toBe(1);
  state.at += 60_000;
  expect(await isKey('guessed')).toBe(false);
  expect(state.again).toBe(2);
});
