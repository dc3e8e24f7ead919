import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maskedEmail } from '../../../shared/team/accept.ts';
import { invitationMail } from '../../../shared/team/invitation-mail.ts';
import { newCode, newToken, readCode, secretHash, showCode } from '../../../shared/team/invite-secret.ts';

const seconds = Array.from({ length: 300 });

it('a code is read however it is typed: case, blanks, dashes, and letters that look like digits', () => {
  const noise = fc.constantFrom('', ' ', '-', '–', '_', '.', '\u00a0');
  fc.assert(
    fc.property(fc.array(noise, { minLength: 11, maxLength: 11 }), fc.boolean(), (between, lower) => {
      const code = newCode();
      const typed = [...code]
        .map((sign) => (sign === '0' ? 'O' : sign === '1' ? 'l' : lower ? sign.toLowerCase() : sign))
        .map((sign, index) => `${between[index]}${sign}`)
        .join('');
      expect(readCode(`${typed}${between[10]}`)).toBe(code);
      expect(readCode(showCode(code))).toBe(code);
    }),
  );
});

it('whatever is typed, it is a code of the alphabet or none, and never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const code = readCode(text);
      if (code !== undefined) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
    }),
  );
});

it('secrets differ, use the whole alphabet, and a code never passes for a token', () => {
  const codes = seconds.map(newCode);
  expect(new Set(codes).size).toBe(codes.length);
  expect(new Set(codes.join(''))).toEqual(new Set('0123456789ABCDEFGHJKMNPQRSTVWXYZ'));
  expect(new Set(seconds.map(newToken)).size).toBe(seconds.length);
  expect(Buffer.from(newToken(), 'base64url')).toHaveLength(32);
  expect(secretHash('code', 'x')).not.toBe(secretHash('token', 'x'));
});

it('a masked address shows its first sign and its domain', () => {
  expect(maskedEmail('ada@example.com')).toBe('a…@example.com');
  expect(maskedEmail('😀@example.com')).toBe('😀…@example.com');
});

it('whatever an organization, a person or a role is called, the mail has it as text on one line', () => {
  const link = 'https://app.example/join?token=abc';
  const name = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('<script>alert(1)</script>', 'a\r\nBcc: all@example.com', '"><img src=x>', '\u202eevil'),
  );
  fc.assert(
    fc.property(name, name, name, fc.constantFrom('en', 'de'), (organization, inviter, role, language) => {
      const mail = invitationMail(language as 'en' | 'de', {
        organization,
        inviter,
        role,
        link,
        validUntil: '2026-11-28T10:00:00.000Z',
      });
      expect(mail.subject).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(mail.text).toContain(link);
      // Every tag is one of the template's.
      const tags = new Set(mail.html.match(/<[^>]*>/g)?.map((tag) => /^<[/!]?(\w+)/.exec(tag)?.[1]));
      expect([...tags].sort()).toEqual(['a', 'body', 'doctype', 'html', 'meta', 'p', 'title']);
      expect(mail.html.match(/</g)?.length).toBe(mail.html.match(/<[^>]*>/g)?.length);
    }),
  );
});
