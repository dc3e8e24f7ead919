import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cleanPerson,
  isLegalName,
  looksLikeOrganization,
  looksLikePerson,
  nameKey,
  samePerson,
} from '../../../../shared/contracts/extract/names.ts';
import { scanName } from '../../../../shared/contracts/extract/party-names.ts';
import { isPlaceholder } from '../../../../shared/contracts/extract/placeholders.ts';

describe('a person', () => {
  test.each([
    'Helena Marchetti',
    'Devon R. Okafor',
    'Priya Raghunathan, PhD',
    'Marcus A. Whitfield Jr.',
    'Hạnh Nguyễn',
    'Noor van den Heuvel',
    'E. Lindgren',
    'Nurul Aisyah binti Rahman',
    'Everett Stroud II',
    "Siobhán O'Brien-Katz",
    'R. Bannister Cole, CPA',
    'Dr. Ada Quill',
  ])('is recognised: %s', (name) => {
    expect(looksLikePerson(name)).toBe(true);
  });

  test.each([
    'Northlight Scheduling, Inc.',
    'Chief Executive Officer',
    'Accounts Payable',
    'Effective Date',
    'New York',
    'LARKFIELD ADVISORY PARTNERS',
    'Acceptable Use Policy',
    'Customer',
    '12 Main Street',
    'Bank of Ireland',
    'Legal Department',
    'March 2025',
  ])('is not: %s', (text) => {
    expect(looksLikePerson(text)).toBe(false);
  });

  test('keeps academic titles and loses forms of address', () => {
    expect(cleanPerson('Dr. Ada Quill')).toBe('Ada Quill');
    expect(cleanPerson('/s/ Mr. Jo Park, Esq.')).toBe('Jo Park, Esq.');
  });

  test('is the same with initials, accents and middle names, and another with another surname', () => {
    expect(samePerson('Claudia Benítez-Royce', 'claudia benitez-royce')).toBe(true);
    expect(samePerson('Devon R. Okafor', 'D. Okafor')).toBe(true);
    expect(samePerson('Gregory Aldous Penn', 'Gregory Penn')).toBe(true);
    expect(samePerson('Léonie Marchal', 'Bastien Marchal')).toBe(false);
    expect(samePerson('Okafor', 'Devon Okafor')).toBe(false);
  });
});

describe('an organisation', () => {
  test.each([
    'Northlight Scheduling, Inc.',
    'Stratus Kiln Pte. Ltd.',
    'Meridian Fold Systems Sdn. Bhd.',
    'Casa Arbórea GmbH',
    'Veoneer AB',
    'Moliphara S.r.l.',
  ])('has a legal form: %s', (name) => {
    expect(isLegalName(name)).toBe(true);
  });

  test('is known by what it does where the form is missing', () => {
    expect(looksLikeOrganization('St. Brigid Regional Medical Center')).toBe(true);
    expect(looksLikeOrganization('BANK OF NOWHERE')).toBe(true);
    expect(looksLikeOrganization('Helena Marchetti')).toBe(false);
  });

  test('has one key for all its printings', () => {
    expect(nameKey('ACME HEALTH PARTNERS, L.L.C.')).toBe(nameKey('Acme Health Partners LLC'));
    expect(nameKey('Telefónica, S.A.')).toBe(nameKey('TELEFONICA SA'));
  });
});

describe('a name in running text', () => {
  test.each([
    ['Northlight Scheduling, Inc., a Delaware corporation', 'Northlight Scheduling, Inc.'],
    ['Institute of Soil and Water ("ISW"), and Beta Ltd.', 'Institute of Soil and Water'],
    [
      'Quill Research and Engineering Company, a New Jersey corporation',
      'Quill Research and Engineering Company',
    ],
    ['Johnson & Marsh LLP ("JM")', 'Johnson & Marsh LLP'],
    ['e.l.f. Beauty, Inc., a Delaware corporation', 'e.l.f. Beauty, Inc.'],
    ['Rise (Tianjin) Education Co., Ltd. ("Provider")', 'Rise (Tianjin) Education Co., Ltd.'],
    ['ACME INCORPORATED, a Delaware corporation', 'ACME INCORPORATED'],
    ['Beta Corp. and Gamma LLC', 'Beta Corp.'],
    ['Orrery. The parties agree', 'Orrery'],
  ])('ends where the name does: %s', (text, expected) => {
    expect(scanName(text, 0, text.length)?.name).toBe(expected);
  });

  test('is null where none begins', () => {
    expect(scanName('the party of the first part', 0, 27)).toBeNull();
  });

  test('lies within the bounds it was looked for in, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.nat(50), (text, start) => {
        const found = scanName(text, start, text.length);
        if (found)
          expect(found.start >= start && found.end <= text.length && found.start < found.end).toBe(true);
      }),
    );
  });
});

test('blanks to be filled in are placeholders, names are not', () => {
  for (const text of [
    '[Customer name]',
    '{party}',
    '________',
    '[●]',
    'TBD',
    '<Insert Date>',
    'Legal Entity Name',
    '☐ Annual',
  ])
    expect(isPlaceholder(text)).toBe(true);
  for (const text of ['Acme Health Partners, LLC', 'March 18, 2025', '$500 per month'])
    expect(isPlaceholder(text)).toBe(false);
});
