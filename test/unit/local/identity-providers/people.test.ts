import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimsOf, subjectOf, tenantOf } from '../../../../local/identity-providers/people.ts';

const TENANT = '11111111-2222-3333-4444-555555555555';
const JANE = { email: 'jane@acme.example', name: 'Jane van Doe', emailVerified: false };

describe('the subject of an account', () => {
  it('is the same for an address in any case, and another one at the other provider', () => {
    const property = fc.property(fc.emailAddress(), (email) => {
      expect(subjectOf('google', email.toUpperCase())).toBe(subjectOf('google', email));
      expect(subjectOf('google', email)).toMatch(/^1\d{20}$/);
      expect(subjectOf('microsoft', email)).toMatch(/^[\w-]{43}$/);
    });
    fc.assert(property);
  });

  it('is another one for another address', () => {
    const property = fc.property(fc.emailAddress(), fc.emailAddress(), (one, other) => {
      fc.pre(one.toLowerCase() !== other.toLowerCase());
      expect(subjectOf('google', one)).not.toBe(subjectOf('google', other));
    });
    fc.assert(property);
  });
});

describe('the claims', () => {
  it('of Google say whether the address is verified', () => {
    expect(claimsOf('google', JANE, 'https://accounts.google.com')).toEqual({
      sub: subjectOf('google', JANE.email),
      email: JANE.email,
      email_verified: false,
      name: 'Jane van Doe',
      given_name: 'Jane',
      family_name: 'van Doe',
    });
  });

  it('of Microsoft name the tenant and the object, and do not say', () => {
    const claims = claimsOf('microsoft', JANE, `https://login.microsoftonline.com/${TENANT}/v2.0`);
    expect(claims).toMatchObject({ preferred_username: JANE.email, tid: TENANT, ver: '2.0' });
    expect(claims.oid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(claims).not.toHaveProperty('email_verified');
  });

  it('fall back to the tenant of personal accounts', () => {
    expect(tenantOf('https://login.microsoftonline.com/consumers/v2.0')).toBe(
      '9188040d-6c67-4c5b-b112-36a304b66dad',
    );
  });
});
