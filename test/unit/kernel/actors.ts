/** Actors and requests for tests, made the only way there is: from what the authorizer verified. */
import type { Context } from 'aws-lambda';
import fc from 'fast-check';
import { type Actor, actorOf } from '../../../shared/kernel/actor.ts';
import { type GrantRecord, grantsOf } from '../../../shared/kernel/permissions.ts';

export const TENANT = '01JQ3V9N0W8ZC7KXH5T2R4M6PA';
export const OTHER_TENANT = '01JQ3V9N0W8ZC7KXH5T2R4M6PB';

export function actorFor(tenantId: string, grants: GrantRecord = {}): Actor {
  const actor = actorOf(
    {
      sub: 'account-1',
      email: 'a@example.com',
      name: 'Ada',
      tenantId,
      role: 'admin',
      grants: grantsOf(grants),
    },
    'request-1',
  );
  if (!actor) throw new Error('An identity with a tenant gave no actor.');
  return actor;
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const tenantIds = fc
  .tuple(
    fc.constantFrom(...'01234567'),
    fc.string({ unit: fc.constantFrom(...CROCKFORD), minLength: 25, maxLength: 25 }),
  )
  .map(([first, rest]) => first + rest);

/** Text as somebody would send it who wants to leave his partition. */
export const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    '#',
    `T#${OTHER_TENANT}#ORG`,
    `\${tenant_id}`,
    '$tenant_id',
    '../../T/other',
    '*',
    '\0',
    '__proto__',
    'constructor',
    'toString',
    '\n',
    '%23',
  ),
);

export const context = {
  functionName: 'test',
  awsRequestId: 'invocation-1',
  getRemainingTimeInMillis: () => 15_000,
} as unknown as Context;
