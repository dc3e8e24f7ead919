import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OrganizationName, Slug } from '../../../shared/organizations/schema.ts';
import {
  alternatives,
  isReserved,
  SLUG_MAXIMUM,
  SLUG_PATTERN,
  slugify,
} from '../../../shared/organizations/slug.ts';

const isValid = (slug: string) => Slug.safeParse(slug).success;
const names = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('a', 'B', '7', '-', ' ', '&', 'ß', 'İ', 'é', '#', '/'), maxLength: 120 }),
  fc.constantFrom('Admin', 'API', 'sign in', 'W W W', 'æ', '—', '株式会社'),
);
const slugs = names.map(slugify);

describe('the slug of a name', () => {
  it('is valid and free to use, for any name', () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(isValid(slugify(name)), slugify(name)).toBe(true);
      }),
    );
  });

  it('of a slug is that slug', () => {
    fc.assert(
      fc.property(slugs, (slug) => {
        expect(slugify(slug)).toBe(slug);
      }),
    );
  });

  it.each([
    ['Äpfel & Söhne GmbH', 'apfel-and-sohne-gmbh'],
    ['Straße 7', 'strasse-7'],
    ['Łódź', 'lodz'],
    ["McDonald's", 'mcdonalds'],
    ['  --Acme--  ', 'acme'],
    ['Admin', 'admin-team'],
    ['AB', 'ab-team'],
    ['株式会社', 'organization'],
    [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
  ])('%s is %s', (name, slug) => {
    expect(slugify(name)).toBe(slug);
  });
});

describe('the alternatives of a slug', () => {
  it('are valid, all different, and never the slug itself', () => {
    fc.assert(
      fc.property(slugs, (slug) => {
        const offered = [...alternatives(slug)];
        expect(offered.length).toBeGreaterThan(90);
        expect(new Set(offered).size).toBe(offered.length);
        expect(offered).not.toContain(slug);
        for (const candidate of offered.filter((entry) => !isReserved(entry)))
          expect(isValid(candidate), candidate).toBe(true);
      }),
    );
  });

  it('leave the slug out even where cutting it to length would bring it back', () => {
    const slug = `${'a'.repeat(SLUG_MAXIMUM - 3)}-hq`;
    expect([...alternatives(slug)]).not.toContain(slug);
  });
});

describe('a slug', () => {
  it('is one only in its own spelling: no case, no dash at an end or twice, no blank, no line', () => {
    for (const text of [
      'Acme',
      '-acme',
      'acme-',
      'a--b',
      'a b',
      'acme\n',
      'ab',
      'a'.repeat(41),
      'äcme',
      'a_b',
      'a.b',
      '',
    ])
      expect(SLUG_PATTERN.test(text), text).toBe(false);
    for (const text of ['abc', 'a-b', '007', 'a'.repeat(40)])
      expect(SLUG_PATTERN.test(text), text).toBe(true);
  });

  it('is refused when it would read as a part of the product', () => {
    for (const text of ['admin', 'api', 'sign-in', 'www']) expect(isValid(text)).toBe(false);
  });

  it('is checked in linear time', () => {
    const started = performance.now();
    SLUG_PATTERN.test(`${'a-'.repeat(100_000)}!`);
    slugify('-'.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('an organization’s name', () => {
  it.each([
    '',
    ' ',
    'x',
    '\u0000\u0001',
    '--',
    '\u0301\u0301',
    'a\nb',
    'a\u2028b',
    'a'.repeat(101),
    '\u200b\u200b',
  ])('is refused as %j', (name) => {
    expect(OrganizationName.safeParse(name).success).toBe(false);
  });

  it.each(['3M', '株式会社', '  Acme  ', 'Ünïcode 😀 & Söhne'])(
    'may be %s, without blanks around it',
    (name) => {
      expect(OrganizationName.parse(name)).toBe(name.trim());
    },
  );
});
