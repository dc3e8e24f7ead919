import fc from 'fast-check';
import { expect, it } from 'vitest';
import { snakeKey, toSnake } from '../../../shared/kernel/casing.ts';

it('renames keys at any depth and leaves every value as it is', () => {
  const value = { dueDate: 'dueDate', list: [{ unitPrice: null, nested: { isOpen: true } }], n: 1 };
  expect(toSnake(value)).toEqual({
    due_date: 'dueDate',
    list: [{ unit_price: null, nested: { is_open: true } }],
    n: 1,
  });
});

it('is done once: what is snake_case stays so', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(toSnake(toSnake(value))).toEqual(toSnake(value));
    }),
  );
  fc.assert(
    fc.property(fc.string(), (key) => {
      expect(snakeKey(key)).not.toMatch(/[A-Z]/);
    }),
  );
});

it('takes `__proto__` for a key like any other: nothing is inherited from input', () => {
  const renamed = toSnake(JSON.parse('{"__proto__":{"isAdmin":true}}')) as Record<string, unknown>;
  expect(Object.getPrototypeOf(renamed)).toBe(Object.prototype);
  expect(renamed.is_admin).toBeUndefined();
  expect(Object.keys(renamed)).toEqual(['__proto__']);
});
