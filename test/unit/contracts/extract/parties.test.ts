import '../../../support/property-seed.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extract } from '../../../../shared/contracts/extract/index.ts';
import { scanName } from '../../../../shared/contracts/extract/party-names.ts';
import { partyTerms } from '../../../../shared/contracts/extract/party-terms.ts';
import { document } from './document.ts';

type Told = readonly [name: string, role: string, ...aliases: string[]];
const partiesOf = (...lines: string[]): Told[] =>
  extract(document(lines)).parties.map(({ value }) => [value.name, value.role, ...value.aliases]);

const TARN = 'Tarn Valley Foods, Inc.';
const OSPREY = 'Osprey Freight LLC';

describe('the parties', () => {
  test.each<[string, string[], Told[]]>([
    [
      'of a classic preamble',
      [
        `This Supply Agreement is entered into as of May 2, 2022 by and between ${TARN}, a Delaware corporation with offices at 12 Quay Street, Portland, Oregon ("Supplier"), and ${OSPREY}, a Nevada limited liability company ("Buyer").`,
      ],
      [
        [TARN, 'provider', 'Supplier'],
        [OSPREY, 'customer', 'Buyer'],
      ],
    ],
    [
      'of "made by X and Y"',
      [
        `This Agreement is made on 3 May 2021 by ${TARN}, with offices in Portland ("Supplier"), and ${OSPREY} ("Buyer").`,
      ],
      [
        [TARN, 'provider', 'Supplier'],
        [OSPREY, 'customer', 'Buyer'],
      ],
    ],
    [
      'of numbered paragraphs without a heading',
      [
        'SUPPLY AGREEMENT',
        '(1) TARN VALLEY LIMITED, incorporated and registered in England and Wales with company number 01234567 whose registered office is at 1 High Street, London (Tarn); and',
        '(2) OSPREY PLC, incorporated in Scotland (company number SC99887) whose registered office is at 2 Low Street, Edinburgh (the Customer).',
      ],
      [
        ['TARN VALLEY LIMITED', 'provider', 'Tarn'],
        ['OSPREY PLC', 'customer', 'Customer'],
      ],
    ],
    [
      'of an order form',
      ['ORDER FORM', `Provider: ${TARN}`, `Customer: ${OSPREY}`, 'Billing contact: Ada Quill'],
      [
        [TARN, 'provider', 'Provider'],
        [OSPREY, 'customer', 'Customer'],
      ],
    ],
    [
      'with a guarantor, who is neither provider nor customer',
      [
        `This Agreement is entered into among ${TARN} ("Seller"), ${OSPREY} ("Buyer") and, solely for purposes of Section 9, Osprey Holdings, Inc. ("Guarantor").`,
      ],
      [
        [TARN, 'provider', 'Seller'],
        [OSPREY, 'customer', 'Buyer'],
        ['Osprey Holdings, Inc.', 'other', 'Guarantor'],
      ],
    ],
    [
      'who share a term',
      [
        'This Agreement is between Casa Verde Surrogacy, Inc. ("Agency"), and Maria Lopez and Juan Lopez (collectively, the "Intended Parents").',
      ],
      [
        ['Casa Verde Surrogacy, Inc.', 'provider', 'Agency'],
        ['Maria Lopez', 'customer', 'Intended Parents'],
        ['Juan Lopez', 'customer', 'Intended Parents'],
      ],
    ],
    [
      'of a franchise agreement',
      [
        'This Franchise Agreement is made between Burger Barn Franchising, LLC, a Texas limited liability company ("we," "us" or "our"), and John Roe, an individual ("you" or "Franchisee").',
      ],
      [
        ['Burger Barn Franchising, LLC', 'provider', 'we', 'us', 'our'],
        ['John Roe', 'customer', 'you', 'Franchisee'],
      ],
    ],
    [
      'of an amendment, not of the agreement it amends',
      [
        `This Amendment No. 1 (this "Amendment") to that certain Lease Agreement dated May 1, 2019 by and between Quarry Bank Trust ("Original Lessor") and ${OSPREY}, is entered into by and between ${TARN}, successor to Quarry Bank Trust ("Lessor"), and ${OSPREY} ("Lessee").`,
      ],
      [
        [TARN, 'provider', 'Lessor'],
        [OSPREY, 'customer', 'Lessee'],
      ],
    ],
    [
      'of a letter',
      [
        TARN,
        'June 3, 2021',
        OSPREY,
        'Attention: Ada Quill',
        'Dear Ms. Quill:',
        `${TARN}, a Delaware corporation (the "Company"), hereby engages ${OSPREY} ("Osprey") as its forwarder.`,
      ],
      [
        [TARN, 'other', 'Company'],
        [OSPREY, 'other', 'Osprey'],
      ],
    ],
    [
      'whose term stands behind the address',
      [
        'Contract between Ridge School, 3 Lime Street, Deal ("the School"), and Coastal Transit Agency, public establishment, 41 Quay Road, Deal ("the Agency").',
      ],
      [
        ['Ridge School', 'customer', 'School'],
        ['Coastal Transit Agency', 'provider', 'Agency'],
      ],
    ],
    [
      'with the name they trade under',
      [
        `This License is made by and between ${TARN}, doing business as TarnSoft ("Licensor"), and ${OSPREY} ("Licensee").`,
      ],
      [
        [TARN, 'provider', 'TarnSoft', 'Licensor'],
        [OSPREY, 'customer', 'Licensee'],
      ],
    ],
    [
      'of a German contract',
      [
        'Vertrag zwischen der Tarn Valley GmbH, Hafenstraße 1, Kiel (nachfolgend "Auftragnehmer" genannt) und der Osprey AG, Beispielweg 2, München (nachfolgend "Auftraggeber" genannt)',
      ],
      [
        ['Tarn Valley GmbH', 'provider', 'Auftragnehmer'],
        ['Osprey AG', 'customer', 'Auftraggeber'],
      ],
    ],
  ])('%s', (_, lines, told) => {
    expect(partiesOf(...lines)).toEqual(told);
  });

  test('are not affiliates, banks, law firms and places that the preamble also names', () => {
    expect(
      partiesOf(
        `This Agreement is by and between ${TARN} (together with its subsidiaries and affiliates, the "Company") and Ada Quill, an individual residing in San Mateo, California (the "Consultant").`,
        'Copies of notices go to Marsh & Webb LLP. The bank of the Company is First Harbor Bank, N.A.',
      ).map(([name]) => name),
    ).toEqual([TARN, 'Ada Quill']);
  });

  test('have no terms that stand for documents, dates or goods', () => {
    expect(
      partyTerms(', a Delaware corporation ("Tarn"), dated May 2, 2020 (the "Effective Date")', TARN),
    ).toEqual({ own: ['Tarn'], shared: [] });
    expect(partyTerms(' (ACN 106 702 416), of 7 Sirius Road', TARN)).toEqual({ own: [], shared: [] });
    expect(partyTerms(' sells goods (the "Products")', TARN).own).toEqual([]);
  });

  test('are surer with a signature that agrees than without', () => {
    const preamble = `This Agreement is by and between ${TARN} ("Supplier") and ${OSPREY} ("Buyer").`;
    const [signed, unsigned] = extract(
      document([
        preamble,
        'IN WITNESS WHEREOF, the parties have signed.',
        TARN,
        'By: /s/ Jo Park',
        'Name: Jo Park',
      ]),
    ).parties;
    expect(signed?.confidence).toBeGreaterThan(unsigned?.confidence ?? 1);
    expect(signed?.evidence.length).toBe(2);
  });
});

const fragment = fc.constantFrom(
  'by and between ',
  'Acme ',
  'Inc., ',
  'and ',
  '("',
  '"), ',
  'a Delaware corporation ',
  'AGREEMENT ',
  'the "',
  'LLC ',
  '(1) ',
  'By: ',
  'of ',
  'de la ',
  'Société générale du ',
  ', ',
  '. ',
  '\n',
  '\t',
  'Dear ',
  'hereinafter ',
  '&',
  '/s/ ',
  'Customer: ',
  'law of Ohio ',
  '(',
  ')',
  '"',
  '1. ',
  'É',
  '_',
);

describe('on any text', () => {
  test('names and terms are words of the document, and nothing throws', () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 60 }), (parts) => {
        const lines = parts.join('').split('\n');
        const text = lines.join(' ').replace(/\s+/g, ' ');
        for (const { value } of extract(document(lines)).parties) {
          expect(text).toContain(value.name);
          for (const alias of value.aliases) expect(text).toContain(alias);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a scanned name is the text between its ends', () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 20 }), fc.nat(80), (parts, start) => {
        const flat = parts.join('').replace(/[\n\t]/g, ' ');
        const scanned = scanName(flat, Math.min(start, flat.length), flat.length);
        if (scanned) expect(flat.slice(scanned.start, scanned.end)).toContain(scanned.name);
      }),
    );
  });

  test('200 kB of one repeated fragment are read', () => {
    const pieces = [
      'A ',
      'Acme Inc. and ',
      '("A") ',
      'by and between ',
      'a and ',
      'AGREEMENT ',
      '(',
      '"',
      'de la ',
      'Société générale du ',
      'Acme, ',
      '1. ',
      'Dear A',
      'By: A B ',
      'Acme Widgets Inc. ',
      'hereinafter "',
      'laws of ',
      'This A ',
      'droit ',
      'Customer: A\n',
      '& ',
      'of the ',
      '(1) A ',
    ];
    for (const piece of pieces) {
      const lines = piece.repeat(Math.ceil(200_000 / piece.length)).split('\n');
      expect(extract(document(lines)).parties.length, piece).toBeLessThanOrEqual(80);
    }
  });
});
