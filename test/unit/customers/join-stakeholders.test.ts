import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Party, Stakeholder as Read, StakeholderRole } from '../../../shared/contracts/extraction.ts';
import type { KeyedFact } from '../../../shared/contracts/fact.ts';
import { joinStakeholders } from '../../../shared/customers/join-stakeholders.ts';
import type { ExistingStakeholder, Stakeholder } from '../../../shared/customers/stakeholder-model.ts';

const CUSTOMER_ID = '01JQ3V9N0W8ZC7KXH5T2R4M6PA';
const CONTRACT_ID = '01JQ3V9N0W8ZC7KXH5T2R4M6PB';
const OTHER_CONTRACT = '01JQ3V9N0W8ZC7KXH5T2R4M6PC';
const PROVIDER = 'Quillwork Analytics, Inc.';
const CUSTOMER = 'Harbor & Pine Clinics, LLC';

const fact = <T>(field: string, value: T, index: number): KeyedFact<T> => ({
  key: `${field}/${index}`,
  value,
  evidence: [],
  confidence: 0.9,
  method: 'rule',
  needsReview: false,
});
const parties = [
  { name: PROVIDER, role: 'provider', aliases: ['Quillwork'] },
  { name: CUSTOMER, role: 'customer', aliases: ['Customer', 'the Clinics'] },
] as const satisfies readonly Party[];
const somebody = (name: string, more: Partial<Read> = {}): Read => ({
  name,
  title: null,
  email: null,
  phone: null,
  organization: CUSTOMER,
  roles: ['other'],
  ...more,
});
const join = (
  people: readonly Read[],
  existing: readonly ExistingStakeholder[] = [],
  { contractId = CONTRACT_ID, of = parties as readonly Party[] } = {},
) =>
  joinStakeholders(
    {
      stakeholders: people.map((person, index) => fact('stakeholders', person, index)),
      parties: of.map((party, index) => fact('parties', party, index)),
    },
    existing,
    { customerId: CUSTOMER_ID, contractId },
  );
const only = (people: readonly Stakeholder[]): Stakeholder => {
  expect(people).toHaveLength(1);
  return people[0] as Stakeholder;
};
const stored = (person: Stakeholder, changes: Partial<ExistingStakeholder> = {}): ExistingStakeholder => ({
  ...person,
  version: 1,
  ...changes,
});

describe('people of one contract', () => {
  it('named twice are one person with all roles, the weightiest first, and the fullest name', () => {
    const person = only(
      join([
        somebody('D. Okafor', { roles: ['notices'], phone: '(415) 555-0177' }),
        somebody('Devon R. Okafor', { roles: ['signatory'], title: 'General Counsel' }),
        somebody('Dr. Devon Okafor', {
          roles: ['executive_sponsor', 'other'],
          email: 'd.okafor@harborpine.example',
        }),
      ]),
    );
    expect(person).toMatchObject({
      name: 'Devon R. Okafor',
      title: 'General Counsel',
      phone: '(415) 555-0177',
      email: 'd.okafor@harborpine.example',
      roles: ['executive_sponsor', 'signatory', 'notices'],
    });
    expect(person.mentions.map(({ fact_key }) => fact_key)).toEqual([
      'stakeholders/0',
      'stakeholders/1',
      'stakeholders/2',
    ]);
  });

  it('with one personal address are one person, even under another surname', () => {
    const email = 'bea@harborpine.example';
    expect(
      join([somebody('Bea Lindqvist', { email }), somebody('Bea Holm', { email: 'BEA@harborpine.example' })]),
    ).toHaveLength(1);
  });

  it.each(['ap@harborpine.example', 'billing@harborpine.example', 'legal.notices@harborpine.example'])(
    'who share %s stay two',
    (email) => {
      expect(join([somebody('Sam Tolland', { email }), somebody('Kit Sander', { email })])).toHaveLength(2);
    },
  );

  it('of two organizations stay two, unless their personal address is the same', () => {
    const [here, there] = [somebody('Sam Tolland'), somebody('Sam Tolland', { organization: PROVIDER })];
    expect(join([here, there])).toHaveLength(2);
    const email = 's.tolland@harborpine.example';
    expect(
      join([
        { ...here, email },
        { ...there, email },
      ]),
    ).toHaveLength(1);
  });

  it('of one organization under its name and its alias are one', () => {
    expect(
      join([somebody('Sam Tolland'), somebody('Sam Tolland', { organization: 'the Clinics' })]),
    ).toHaveLength(1);
  });

  it('are not joined through an initial that can mean both', () => {
    expect(join([somebody('Jane Smith'), somebody('John Smith'), somebody('J. Smith')])).toHaveLength(3);
  });

  it('have a side: by organization, as a party, by the domain others use, else none', () => {
    const people = join(
      [
        somebody('Ines Calder', { organization: 'Quillwork', email: 'ines@quillwork.example' }),
        somebody('Tom Reed', { organization: null, email: 'tom@quillwork.example' }),
        somebody('Léonie Marchal', { organization: null }),
        somebody('Una Stray', { organization: 'Somebody Else Ltd' }),
        somebody('Pat Public', { organization: null, email: 'pat@gmail.com' }),
      ],
      [],
      { of: [...parties, { name: 'Léonie Marchal', role: 'customer', aliases: [] }] },
    );
    expect(Object.fromEntries(people.map(({ name, side }) => [name, side]))).toEqual({
      'Ines Calder': 'provider',
      'Tom Reed': 'provider',
      'Léonie Marchal': 'customer',
      'Una Stray': null,
      'Pat Public': null,
    });
  });

  it.each<[StakeholderRole, string | null, string]>([
    ['executive_sponsor', null, 'decision_maker'],
    ['signatory', null, 'decision_maker'],
    ['other', 'Chief Financial Officer', 'decision_maker'],
    ['technical', 'Engineer', 'influencer'],
    ['project', null, 'influencer'],
    ['other', 'Risk Manager', 'influencer'],
    ['billing', 'Bookkeeper', 'informed'],
    ['notices', 'Associate Counsel', 'informed'],
    ['other', 'Journey Coordinator', 'user'],
  ])('as %s, %s, have the influence of a %s, with the reason', (role, title, influence) => {
    const person = only(join([somebody('Sam Tolland', { roles: [role], title })]));
    expect(person.influence).toBe(influence);
    expect(person.influence_reason).toMatch(/\.$/);
  });
});

describe('people of one contract, in any order', () => {
  const people = fc.array(
    fc.record({
      name: fc.constantFrom(
        'Ana Bell',
        'A. Bell',
        'Ana M. Bell',
        'Bo Bell',
        'B. Bell',
        'Cy Reed',
        'Cy Reed Jr.',
        'Reed',
      ),
      email: fc.constantFrom(null, 'ana@x.example', 'ap@x.example', 'bo@x.example', 'cy@y.example'),
      organization: fc.constantFrom(null, CUSTOMER, PROVIDER),
    }),
    { maxLength: 8 },
  );
  const shape = (joined: readonly Stakeholder[]) =>
    joined.map(({ mentions: _mentions, ...person }) => person);

  it('are the same people with the same ids', () => {
    fc.assert(
      fc.property(people, (drawn) => {
        const read = drawn.map(({ name, ...more }) => somebody(name, more));
        expect(shape(join(read.toReversed()))).toEqual(shape(join(read)));
      }),
      { numRuns: 500 },
    );
  });

  it('are never invented: each has a name of the contract, and each mention is somebody’s, once', () => {
    fc.assert(
      fc.property(people, (drawn) => {
        const read = drawn.map(({ name, ...more }) => somebody(name, more));
        const joined = join(read);
        for (const { name } of joined) expect(read.map((person) => person.name)).toContain(name);
        expect(joined.flatMap(({ mentions }) => mentions.map(({ fact_key }) => fact_key)).sort()).toEqual(
          read.map((_, index) => `stakeholders/${index}`).sort(),
        );
        expect(new Set(joined.map(({ id }) => id)).size).toBe(joined.length);
      }),
    );
  });

  it('are the same people when they are read again', () => {
    fc.assert(
      fc.property(people, (drawn) => {
        const read = drawn.map(({ name, ...more }) => somebody(name, more));
        const joined = join(read);
        expect(
          join(
            read,
            joined.map((person) => stored(person)),
          ),
        ).toEqual(joined);
      }),
    );
  });
});

describe('people whom the customer has already', () => {
  const known = () =>
    only(join([somebody('Bea Lindqvist', { email: 'bea@harborpine.example', title: 'Manager' })]));

  it('are found again in another contract, with both mentions', () => {
    const again = only(join([somebody('B. Lindqvist')], [stored(known())], { contractId: OTHER_CONTRACT }));
    expect(again.id).toBe(known().id);
    expect(again.mentions.map(({ contract_id }) => contract_id)).toEqual([CONTRACT_ID, OTHER_CONTRACT]);
    expect(again).toMatchObject({ email: 'bea@harborpine.example', title: 'Manager' });
  });

  it('have the roles of all their contracts', () => {
    const signs = only(join([somebody('Bea Lindqvist', { roles: ['signatory'] })]));
    const again = join([somebody('Bea Lindqvist', { roles: ['billing'] })], [stored(signs)], {
      contractId: OTHER_CONTRACT,
    });
    expect(only(again)).toMatchObject({ roles: ['signatory', 'billing'], influence: 'decision_maker' });
  });

  it('keep what a person edited, and take over the rest', () => {
    const edited = stored(known(), { name: 'Beatrix Holm', edited: { name: '2026-11-20T10:00:00Z' } });
    const again = only(
      join([somebody('Bea Lindqvist', { email: 'bea@harborpine.example', title: 'Director' })], [edited]),
    );
    expect(again).toMatchObject({ id: known().id, name: 'Beatrix Holm', title: 'Director' });
  });

  it('keep what a person cleared', () => {
    const edited = stored(known(), { title: null, edited: { title: '2026-11-20T10:00:00Z' } });
    expect(only(join([somebody('Bea Lindqvist', { title: 'Manager' })], [edited])).title).toBeNull();
  });

  it('entered by a person are only completed', () => {
    const entered = stored(known(), { source: 'person', mentions: [], phone: null, title: 'Head of Care' });
    const again = only(join([somebody('Bea Lindqvist', { title: 'Manager', phone: '555-0100' })], [entered]));
    expect(again).toMatchObject({ source: 'person', title: 'Head of Care', phone: '555-0100' });
  });

  it('stay the same person when somebody corrects their name in the contract', () => {
    const corrected = { ...fact('stakeholders', somebody('Beatrix Lund'), 0), method: 'person' as const };
    const again = joinStakeholders({ stakeholders: [corrected], parties: [] }, [stored(known())], {
      customerId: CUSTOMER_ID,
      contractId: CONTRACT_ID,
    });
    expect(only(again)).toMatchObject({ id: known().id, name: 'Beatrix Lund' });
  });

  it('and were archived are not brought back', () => {
    const archived = stored(known(), { archived_at: '2026-11-20T10:00:00Z' });
    expect(join([somebody('Bea Lindqvist', { email: 'bea@harborpine.example' })], [archived])).toEqual([]);
  });

  it('are never two of the contract’s people at once', () => {
    const people = join([somebody('Bea Lindqvist'), somebody('Bea Holm')], [stored(known())]);
    expect(new Set(people.map(({ id }) => id)).size).toBe(2);
  });

  it('have ids that name their customer', () => {
    expect(known().id).toMatch(new RegExp(`^${CUSTOMER_ID}-[0-7][0-9A-HJKMNP-TV-Z]{25}$`));
  });
});
