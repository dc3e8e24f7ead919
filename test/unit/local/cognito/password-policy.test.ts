import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertPassword, describePolicy, passwordFault } from '../../../../local/cognito/password-policy.ts';

const STRICT = {
  minimumLength: 8,
  lowercase: true,
  uppercase: true,
  numbers: true,
  symbols: true,
  history: 0,
  temporaryValidityDays: 7,
};

describe('the password policy', () => {
  it.each([
    ['Abcdef1!', undefined],
    ['Abc def1', undefined],
    ['Abcde1!', 'Password not long enough'],
    ['ABCDEF1!', 'Password must have lowercase characters'],
    ['abcdef1!', 'Password must have uppercase characters'],
    ['Abcdefg!', 'Password must have numeric characters'],
    ['Abcdefg1', 'Password must have symbol characters'],
    [' Abcdef1!', 'Password must not start or end with a space'],
    [`Aa1!${'x'.repeat(253)}`, 'Password too long'],
  ])('says of %j: %s', (password, fault) => {
    expect(passwordFault(STRICT, password)).toBe(fault);
  });

  it('asks for nothing that is switched off', () => {
    const loose = { ...STRICT, lowercase: false, uppercase: false, numbers: false, symbols: false };
    const property = fc.property(fc.string({ minLength: 8, maxLength: 256 }), (password) => {
      fc.pre(password.trim() === password);
      expect(() => assertPassword(loose, password)).not.toThrow();
    });
    fc.assert(property);
  });

  it('is described in a sentence', () => {
    expect(describePolicy(STRICT)).toBe(
      'At least 8 characters, with an upper-case letter, a lower-case letter, a number and a special character.',
    );
    expect(describePolicy({ ...STRICT, lowercase: false, uppercase: false, symbols: false })).toBe(
      'At least 8 characters, with a number.',
    );
  });
});
