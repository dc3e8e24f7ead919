import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSame, MAXIMUM_EVENT_BYTES, matches, recordEvent } from '../../../shared/kernel/record-event.ts';
import { OTHER_TENANT, TENANT } from './actors.ts';

type Image = Readonly<Record<string, unknown>>;

const KEY = { pk: `T#${TENANT}#CUSTOMER#01JQ3V9N0W8ZC7KXH5T2R4M6PX`, sk: 'CUSTOMER' };
const CUSTOMER: Image = {
  __edb_e__: 'customer',
  __edb_v__: '1',
  gsi1pk: 'x',
  gsi1sk: 'x',
  tenant_id: TENANT,
  id: '01JQ3V9N0W8ZC7KXH5T2R4M6PX',
  name: 'Harborlight',
  status: 'active',
  version: 3,
  updated_at: '2026-11-21T11:00:00.123Z',
  cause: { actor: 'account-1', request_id: 'request-1', address: '192.0.2.1', agent: 'x' },
};

function change(before: Image | undefined, after: Image | undefined, more: object = {}): DynamoDBRecord {
  const image = (values: Image | undefined) =>
    values && (marshall({ ...KEY, ...values }, { removeUndefinedValues: true }) as never);
  return {
    eventID: 'event-1',
    dynamodb: {
      Keys: marshall(KEY) as never,
      OldImage: image(before),
      NewImage: image(after),
      SequenceNumber: '100000000000000000042',
      ApproximateCreationDateTime: 1_795_000_000,
    },
    ...more,
  } as DynamoDBRecord;
}

describe('a record event', () => {
  it('says which record, what became of it, and why, without the keys of the table', () => {
    expect(recordEvent(change(CUSTOMER, { ...CUSTOMER, name: 'Harbourlight', version: 4 }))).toEqual({
      id: 'event-1',
      type: 'customer.updated',
      tenant_id: TENANT,
      entity: 'customer',
      record_id: CUSTOMER.id,
      key: KEY,
      sequence: '0000000000000000000100000000000000000042',
      before: expect.objectContaining({ name: 'Harborlight', version: 3 }),
      after: {
        tenant_id: TENANT,
        id: CUSTOMER.id,
        name: 'Harbourlight',
        status: 'active',
        version: 4,
        updated_at: CUSTOMER.updated_at,
      },
      changed: ['name'],
      omitted: [],
      cause: CUSTOMER.cause,
      at: CUSTOMER.updated_at,
    });
  });

  it.each([
    ['created', undefined, CUSTOMER],
    ['deleted', CUSTOMER, undefined],
    ['archived', CUSTOMER, { ...CUSTOMER, archived_at: 'now', status: 'churned' }],
    ['restored', { ...CUSTOMER, archived_at: 'then' }, CUSTOMER],
    ['status_changed', CUSTOMER, { ...CUSTOMER, status: 'churned', name: 'x' }],
    ['updated', CUSTOMER, { ...CUSTOMER, name: 'x' }],
  ])('is called customer.%s', (action, before, after) => {
    expect(recordEvent(change(before, after))?.type).toBe(`customer.${action}`);
  });

  it('of an occurrence is called as that says, and there is none when its record leaves', () => {
    const signedIn = { ...CUSTOMER, __edb_e__: 'account', occurrence: 'signed_in' };
    expect(recordEvent(change(undefined, signedIn))?.type).toBe('account.signed_in');
    expect(recordEvent(change(signedIn, undefined))).toBeUndefined();
  });

  it('says when it happened also of a record that has no stamp of its own', () => {
    const { updated_at: _, ...unstamped } = CUSTOMER;
    for (const event of [recordEvent(change(CUSTOMER, unstamped)), recordEvent(change(CUSTOMER, undefined))])
      expect(Date.parse(event?.at ?? '')).not.toBeNaN();
  });

  it('of what was deleted or has expired names nobody who only wrote it last', () => {
    const expired = { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } };
    expect(recordEvent(change(CUSTOMER, undefined))?.cause.actor).toBe('system:deletion');
    expect(recordEvent(change(CUSTOMER, undefined, expired))?.cause).toEqual({
      actor: 'system:expiry',
      request_id: 'request-1',
    });
  });

  it('has its tenant from the key, whatever the record says', () => {
    const lying = { ...CUSTOMER, tenant_id: OTHER_TENANT };
    expect(recordEvent(change(undefined, lying))?.tenant_id).toBe(TENANT);
  });

  it('is not made of what is no record of a tenant, nor too deep in a chain of reactions', () => {
    const { cause: _, ...uncaused } = CUSTOMER;
    const { __edb_e__: __, ...unnamed } = CUSTOMER;
    const deep = { ...CUSTOMER, cause: { actor: 'system:x', request_id: 'r', depth: 9 } };
    for (const image of [uncaused, unnamed, deep])
      expect(recordEvent(change(undefined, image))).toBeUndefined();
    for (const pk of ['DIR#SLUG#x', 'T#x#CUSTOMER#y', `X#${TENANT}#CUSTOMER`]) {
      const record = change(undefined, CUSTOMER);
      Object.assign(record.dynamodb ?? {}, { Keys: marshall({ ...KEY, pk }) });
      expect(recordEvent(record)).toBeUndefined();
    }
  });

  it('fits into a message however large the record is, and says what it left out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 200_000 }), { minLength: 1, maxLength: 6 }),
        fc.constantFrom('x', 'ü', '"', '\n'),
        (sizes, character) => {
          const large = Object.fromEntries(
            sizes.map((size, index) => [`text${index}`, character.repeat(size / 2)]),
          );
          const event = recordEvent(change({ ...CUSTOMER, ...large }, { ...CUSTOMER, ...large, name: 'x' }));
          expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThanOrEqual(MAXIMUM_EVENT_BYTES);
          for (const name of Object.keys(large))
            expect(event?.omitted.includes(name)).toBe(event?.after?.[name] === undefined);
          expect(event?.changed).toEqual(['name']);
          expect(event?.after).toMatchObject({ name: 'x', status: 'active' });
        },
      ),
      { numRuns: 40 },
    );
  });
});

it('values are the same whatever the order of their members, and different where one differs', () => {
  const values = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(values, values, (one, other) => {
      expect(isSame(one, structuredClone(one))).toBe(true);
      let equal = true;
      try {
        expect(one).toEqual(other);
      } catch {
        equal = false;
      }
      if (!equal) expect(isSame(one, other)).toBe(false);
    }),
  );
});

it.each([
  ['*', 'customer.created', true],
  ['customer.*', 'customer.created', true],
  ['customer.*', 'customers.created', false],
  ['customer.created', 'customer.created', true],
  ['customer.created', 'customer.updated', false],
] as const)('the pattern %s means %s: %s', (pattern, type, expected) => {
  expect(matches(pattern, type)).toBe(expected);
});
