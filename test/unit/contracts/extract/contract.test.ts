import { describe, expect, test } from 'vitest';
import { extract } from '../../../../shared/contracts/extract/index.ts';
import { plainValues } from '../../../../shared/contracts/extract/plain.ts';
import { type Extraction, LIST_FIELDS, SCALAR_FIELDS } from '../../../../shared/contracts/extraction.ts';
import { document, table } from './document.ts';

const ORDER = document(
  [
    'SUBSCRIPTION AGREEMENT',
    'This Subscription Agreement (the "Agreement") is dated March 3, 2025 and is made between Quill & Tarn Software, Inc., a Delaware corporation ("Quill"), and Mossbank Clinics, LLC, an Oregon limited liability company ("Customer").',
    '1. Term',
    'This Agreement starts on April 1, 2025 and continues for an initial term of three (3) years. It then renews for successive periods of one (1) year unless a party gives notice that it will not renew at least ninety (90) days before the current period ends.',
    '2. Payment',
    'Invoices are due within forty-five (45) days of receipt. The liability of either party stays below $900,000.',
    '3. Technical requirements',
    'Users sign in through SAML 2.0 single sign-on.',
    'Backups are stored in data centers within Canada.',
    'Historical visits are migrated from the LegacyChart database.',
    '4. Support',
    'Quill answers urgent calls within 30 minutes.',
    '5. Governing law',
    'This Agreement is governed by the laws of the State of Oregon, without regard to its conflict of laws rules.',
    'Quill & Tarn Software, Inc.',
    'By: ____________________',
    'Name: Ines Varga',
    'Title: Chief Executive Officer',
    'Mossbank Clinics, LLC',
    'By: ____________________',
    'Name: Dr. Theo Lund',
    'Title: Medical Director',
  ],
  [
    table([
      ['Product', 'Quantity', 'Unit Price', 'Annual Fee'],
      ['Tarn Charting', '40 clinicians', '$300.00', '$12,000.00'],
      ['Tarn Scheduling', '5 sites', '$1,000.00', '$5,000.00'],
      ['Loyalty discount', '', '', '($1,700.00)'],
      ['Annual Total', '', '', '$15,300.00'],
    ]),
    table([
      ['Role', 'Name', 'Title', 'E-mail', 'Telephone'],
      ['Executive Sponsor', 'Theo Lund', 'Medical Director', 't.lund@mossbank.example', '(503) 555-0101'],
      ['Billing Contact', 'Ana Reyes', 'Controller', 'ap@mossbank.example', '—'],
    ]),
  ],
);

describe('a filled contract', () => {
  const values = plainValues(extract(ORDER));

  test('gives its title, parties with roles, dates and law', () => {
    expect(values).toMatchObject({
      documentName: 'SUBSCRIPTION AGREEMENT',
      parties: [
        { name: 'Quill & Tarn Software, Inc.', role: 'provider' },
        { name: 'Mossbank Clinics, LLC', role: 'customer' },
      ],
      agreementDate: '2025-03-03',
      effectiveDate: '2025-04-01',
      governingLaw: 'Oregon',
    });
  });

  test('gives term, renewal, notice and payment terms, and no limit of liability as a price', () => {
    expect(values).toMatchObject({
      term: '3 years',
      renewalTerm: '1 year',
      noticePeriod: '90 days',
      paymentTerms: 'net 45',
    });
    expect(JSON.stringify(values.pricing)).not.toContain('900000');
  });

  test('computes the end that it only implies, and says from what', () => {
    const { expirationDate } = extract(ORDER);
    expect(expirationDate).toMatchObject({
      value: '2028-04-01',
      method: 'computed',
      note: 'Computed: 3 years from 2025-04-01.',
    });
    expect(expirationDate?.evidence.map((entry) => entry.quote)).toEqual([
      'April 1, 2025',
      'three (3) years',
    ]);
  });

  test('gives priced lines with negative discounts, and the total apart', () => {
    expect(values.pricing).toEqual([
      { item: 'Tarn Charting', quantity: 40, unitPrice: 300, amount: 12000, currency: 'USD', period: 'year' },
      {
        item: 'Tarn Scheduling',
        quantity: 5,
        unitPrice: 1000,
        amount: 5000,
        currency: 'USD',
        period: 'year',
      },
      {
        item: 'Loyalty discount',
        quantity: null,
        unitPrice: null,
        amount: -1700,
        currency: 'USD',
        period: 'year',
      },
    ]);
    expect(values.totals).toMatchObject({ annual: 15300, currency: 'USD' });
    expect(values.entitlements).toMatchObject([
      { product: 'Tarn Charting', quantity: 40, unit: 'clinicians' },
      { product: 'Tarn Scheduling', quantity: 5, unit: 'sites' },
    ]);
  });

  test('names every person once, with what tables and signatures say of them', () => {
    expect(values.stakeholders).toMatchObject([
      {
        name: 'Theo Lund',
        title: 'Medical Director',
        email: 't.lund@mossbank.example',
        phone: '(503) 555-0101',
        organization: 'Mossbank Clinics, LLC',
        roles: ['executive_sponsor', 'signatory'],
      },
      { name: 'Ana Reyes', email: 'ap@mossbank.example', phone: null, roles: ['billing'] },
      {
        name: 'Ines Varga',
        title: 'Chief Executive Officer',
        organization: 'Quill & Tarn Software, Inc.',
        roles: ['signatory'],
      },
    ]);
  });

  test('gives service levels and technical requirements by category', () => {
    expect(values.serviceLevels).toEqual([{ metric: 'Quill answers urgent calls', target: '30 minutes' }]);
    expect(values.technicalRequirements).toEqual([
      { requirement: 'Users sign in through SAML 2.0 single sign-on', category: 'identity' },
      { requirement: 'Backups are stored in data centers within Canada', category: 'data' },
      { requirement: 'Historical visits are migrated from the LegacyChart database', category: 'migration' },
    ]);
  });

  test('stands on evidence in every fact', () => {
    const extraction = extract(ORDER);
    for (const field of SCALAR_FIELDS)
      if (extraction[field]) expect(extraction[field].evidence.length, field).toBeGreaterThan(0);
    for (const field of LIST_FIELDS)
      for (const fact of extraction[field]) {
        expect(fact.evidence.length, field).toBeGreaterThan(0);
        expect(fact.confidence).toBeGreaterThan(0.2);
      }
  });
});

describe('other ways to write a contract', () => {
  test('amounts, dates and people of other countries', () => {
    const values = plainValues(
      extract(
        document(
          [
            'VERTRIEBSVEREINBARUNG',
            'Distribution Agreement of 24 June 2025 between Kessel Werke GmbH, Ulm, Germany ("Supplier") and Aino Korhonen ("Distributor"). It is governed by German law.',
          ],
          [
            table([
              ['Fee', 'Amount'],
              ['Starter package', '12.750,00 €'],
              ['Training', '390,50 €'],
            ]),
          ],
        ),
      ),
    );
    expect(values).toMatchObject({ agreementDate: '2025-06-24', governingLaw: 'Germany' });
    expect(values.pricing).toMatchObject([
      { item: 'Starter package', amount: 12750, currency: 'EUR' },
      { item: 'Training', amount: 390.5, currency: 'EUR' },
    ]);
  });

  test('a ramp is one line a year', () => {
    const { pricing } = extract(
      document(
        ['Order Form'],
        [
          table([
            ['Product', 'Year 1', 'Year 2'],
            ['Platform', '$10,000', '$12,000'],
          ]),
        ],
      ),
    );
    expect(pricing.map(({ value }) => [value.item, value.amount?.minor])).toEqual([
      ['Platform, Year 1', 1_000_000],
      ['Platform, Year 2', 1_200_000],
    ]);
  });

  test('what an amendment replaces, strikes or removes is no fact', () => {
    const { pricing, stakeholders } = extract(
      document(
        [
          'Amendment No. 1',
          'Project Manager: Nora Falk. Piet Claes is no longer a contact; the project manager is Nora Falk.',
        ],
        [
          table([
            ['Product', 'Current annual fee', 'Revised annual fee'],
            ['Platform', '$9,000.00', '$11,000.00'],
            ['~Archive', '', '~$500.00'],
          ]),
        ],
      ),
    );
    expect(pricing.map(({ value }) => [value.item, value.amount?.minor])).toEqual([['Platform', 1_100_000]]);
    expect(stakeholders.map(({ value }) => value.name)).toEqual(['Nora Falk']);
  });

  test('rates are percentages, and what they are reckoned on is no price', () => {
    const values = plainValues(
      extract(
        document(
          ['Brokerage Agreement'],
          [
            table([
              ['Line of Business', 'Expected premium', 'Commission rate'],
              ['Property', '$310,000', '11%'],
              ['Auto', '$184,000', '12.5%'],
            ]),
          ],
        ),
      ),
    );
    expect(values.pricing).toMatchObject([
      { item: 'Property', amount: 11, currency: '%' },
      { item: 'Auto', amount: 12.5, currency: '%' },
    ]);
  });

  test('prices in sentences, but no caps, thresholds or insurance', () => {
    const { pricing } = extract(
      document([
        'Our monthly retainer is $7,500.00. In addition a success fee of $15,000.00 is payable once.',
        'We carry insurance cover of $250,000 for each claim. Expenses above $200 need approval. Liability is limited to fees paid, up to $50,000.',
      ]),
    );
    expect(pricing.map(({ value }) => [value.item, value.amount?.minor, value.period])).toEqual([
      ['monthly retainer', 750_000, 'month'],
      ['success fee', 1_500_000, 'one_time'],
    ]);
  });
});

describe('an unfilled template', () => {
  const silent: readonly (keyof Extraction)[] = [
    'agreementDate',
    'effectiveDate',
    'expirationDate',
    'totals',
  ];

  test.each([
    [
      'brackets',
      'This Services Agreement is made on [date] between [Customer name], a [state] corporation ("Customer"), and [Provider name] ("Provider"). The fee is $[amount] per month.',
    ],
    [
      'underscores',
      'This Lease is made this ____ day of __________, 20__ by and between ______________, a __________ corporation ("Lessor") and ______________ ("Lessee"). Rent: $________.',
    ],
    [
      'braces',
      'This Agreement between {party_a} ("Company") and {party_b} ("Customer") is effective {effective_date} for {term}. Price: {price}.',
    ],
    [
      'bullets',
      'This Agreement is dated [●] 20[●] and made between [●] (the "Supplier") and [●] (the "Customer"). The Charges are £[●].',
    ],
    [
      'angles',
      'This Agreement is entered into between <<Company Name>> ("Supplier") and <Customer Legal Name> ("Customer") as of TBD.',
    ],
  ])('with %s gives no party, date, price or person', (_, preamble) => {
    const extraction = extract(
      document(
        [
          'SERVICES AGREEMENT',
          preamble,
          'By: ______________',
          'Name: [Print Name]',
          'Title: ______________',
          'Date: ____________',
          'Email: {email}',
        ],
        [
          table([
            ['Product', 'Quantity', 'Price'],
            ['[Product name]', '[#]', '$[___]'],
          ]),
        ],
      ),
    );
    for (const field of silent) expect(extraction[field], field).toBeNull();
    expect(extraction.parties).toEqual([]);
    expect(extraction.pricing).toEqual([]);
    expect(extraction.entitlements).toEqual([]);
    expect(extraction.stakeholders).toEqual([]);
  });
});

describe('a hostile document', () => {
  test.each([
    ['nothing', ''],
    ['one endless word', 'a'.repeat(300_000)],
    ['endless capitals', 'AND BETWEEN '.repeat(20_000)],
    ['endless parentheses', '("'.repeat(60_000)],
    ['endless names', 'By: Name: Title: '.repeat(12_000)],
    [
      'endless signatures',
      Array.from(
        { length: 8000 },
        (_, index) => `Quill ${index} Inc. By: /s/ Jo Park Name: Jo Park Title: Clerk Date: March 1, 2020`,
      ).join('\n'),
    ],
    ['endless figures', '1,000.00 $ '.repeat(20_000)],
    ['endless addresses', 'a@b.c, '.repeat(20_000)],
    ['endless terms', 'term of (1) one year until '.repeat(8_000)],
  ])('of %s ends in bounded time', (_, text) => {
    const started = performance.now();
    extract(document([text]));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
