import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFilter } from '../../../../local/cognito/api/filter.ts';

describe('a filter of ListUsers', () => {
  it('gives back any value, whatever quotes and backslashes it holds', () => {
    const property = fc.property(fc.string(), fc.constantFrom('=', '^='), (value, operator) => {
      const quoted = value.replace(/["\\]/g, (character) => `\\${character}`);
      expect(readFilter(`email ${operator} "${quoted}"`)).toEqual({
        name: 'email',
        exact: operator === '=',
        value,
      });
    });
    fc.assert(property);
  });

  it.each(['', 'email', 'email = jane', 'email = "a" or email = "b"', 'email = "a"b"', 'password = "x"'])(
    'refuses %j',
    (source) => {
      expect(() => readFilter(source)).toThrow(
        expect.objectContaining({ code: 'InvalidParameterException' }),
      );
    },
  );
});
