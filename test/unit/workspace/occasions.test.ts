import { describe, expect, it } from 'vitest';
import { systemActor } from '../../../shared/kernel/actor.ts';
import type { RecordEvent } from '../../../shared/kernel/record-event.ts';
import type { Item } from '../../../shared/kernel/records.ts';
import type { TenantEntry } from '../../../shared/team/roles.ts';
import { notificationMail } from '../../../shared/workspace/notification-mail.ts';
import { isTold } from '../../../shared/workspace/notifications.ts';
import { audienceOf, occasionOf } from '../../../shared/workspace/occasions.ts';
import { eventOf } from '../../support/record-events.ts';
import { TENANT } from '../kernel/actors.ts';

const SYSTEM = systemActor(TENANT, 'reaction:notify', 'request');
const member = (id: string, role: string, more: Item = {}): Item => ({ id, role, status: 'active', ...more });
const TEAM = [
  member('admin', 'admin'),
  member('manager', 'manager'),
  // Sees what is assigned; sees what they brought in and still have.
  member('agent', 'agent'),
  member('user', 'user'),
  member('viewer', 'viewer'),
  member('blind', 'blind'),
  member('suspended', 'admin', { status: 'suspended' }),
  member('gone', 'admin', { archived_at: '2026-01-01' }),
];
const ENTRY: TenantEntry = { status: 'active', blueprint: 'insurance', roles: { blind: {} } };

/** Who is told, by account. */
function told(event: RecordEvent, record: Item | undefined = event.after ?? undefined, entry = ENTRY) {
  const occasion = occasionOf(event);
  if (!occasion) return undefined;
  return audienceOf(SYSTEM, occasion, record, { entry, members: TEAM }).map(({ id }) => id);
}

const assigned = (owner_id: string, by = 'admin', more: Item = {}) =>
  eventOf(TENANT, {
    before: { name: 'Meridian', owner_id: 'somebody' },
    after: { name: 'Meridian', owner_id, created_by: owner_id, ...more },
    changed: ['owner_id'],
    cause: { actor: by, request_id: 'request' },
  });

const contract = (from: string, status: string, more: Item = {}) =>
  eventOf(TENANT, {
    type: 'contract.status_changed',
    entity: 'contract',
    before: { status: from },
    after: {
      status,
      owner_id: 'agent',
      created_by: 'manager',
      file_name: 'a.pdf',
      customer_name: 'X',
      ...more,
    },
    changed: ['status'],
    cause: { actor: 'system:pipeline', request_id: 'request' },
  });

const joined = (before: Item | null = null) =>
  eventOf(TENANT, {
    type: 'member.created',
    entity: 'member',
    record_id: 'agent',
    before,
    after: { id: 'agent', name: 'Grace', role: 'agent' },
    changed: [],
    cause: { actor: 'agent', request_id: 'request' },
  });

describe('an assigned customer is told', () => {
  it.each([
    ['to whom it was assigned', assigned('agent'), ['agent']],
    ['to nobody who took it themselves', assigned('agent', 'agent'), []],
    ['to nobody who is suspended', assigned('suspended'), []],
    ['to nobody who left', assigned('gone'), []],
    ['to nobody who may see no customer', assigned('blind'), []],
    ['to whoever brought it in', assigned('user'), ['user']],
    ['to nobody who sees only what they brought in', assigned('user', 'admin', { created_by: 'admin' }), []],
    ['not when it is archived', assigned('agent', 'admin', { archived_at: '2026-01-01' }), []],
    ['to nobody when something else changed', eventOf(TENANT), undefined],
  ])('%s', (_, event, expected) => expect(told(event)).toEqual(expected));

  it('to nobody who has lost it again since, nor when it is gone', () => {
    expect(told(assigned('agent'), { name: 'Meridian', owner_id: 'manager' })).toEqual([]);
    expect(
      audienceOf(SYSTEM, occasionOf(assigned('agent'))!, undefined, { entry: ENTRY, members: TEAM }),
    ).toEqual([]);
  });

  it.each([
    ['suspended', { ...ENTRY, status: 'suspended' }],
    ['deleting', { ...ENTRY, status: 'deleting' }],
    ['a demonstration', { ...ENTRY, demo: 'yes' }],
  ] as const)('to nobody in an organization that is %s', (_, entry) =>
    expect(told(assigned('agent'), undefined, entry)).toEqual([]),
  );
});

describe('a contract is told', () => {
  it.each([
    ['read', 'processing', 'ready', {}, ['manager', 'agent']],
    ['read, with doubts', 'processing', 'review', {}, ['manager', 'agent']],
    ['failed', 'processing', 'failed', {}, ['manager', 'agent']],
    [
      'failed, of somebody else’s customer',
      'processing',
      'failed',
      { owner_id: 'user', created_by: 'agent' },
      [],
    ],
    ['uploaded by a program', 'processing', 'ready', { created_by: 'key:1' }, ['agent']],
    ['ready because somebody decided', 'review', 'ready', {}, undefined],
    ['confirmed', 'ready', 'confirmed', {}, undefined],
    ['processing', 'awaiting_upload', 'processing', {}, undefined],
  ])('%s', (_, from, to, more, expected) => expect(told(contract(from, to, more))).toEqual(expected));

  it('not when it has gone on since', () => {
    expect(told(contract('processing', 'review'), { status: 'confirmed', owner_id: 'agent' })).toEqual([]);
  });
});

it('who joins, or joins again, is told to those who manage the team; a change of a member is not', () => {
  expect(told(joined())).toEqual(['admin', 'manager']);
  expect(told(joined({ archived_at: '2026-01-01' }))).toEqual(['admin', 'manager']);
  expect(told(joined({ role: 'viewer' }))).toBeUndefined();
});

it('a person’s own goes before the organization’s, and that before how it begins', () => {
  const [on, off] = [{ contract_ready: { email: true } }, { contract_ready: { email: false } }];
  expect(isTold('contract_ready', 'email', undefined, undefined)).toBe(false);
  expect(isTold('contract_ready', 'email', on, undefined)).toBe(true);
  expect(isTold('contract_ready', 'email', on, off)).toBe(false);
  expect(isTold('contract_ready', 'email', on, { contract_ready: { email: null } })).toBe(true);
});

it('several customers of one request are one mail, each named on a line of its own', () => {
  const occasions = Array.from({ length: 25 }, (_, index) =>
    occasionOf(assigned('agent', 'admin', { name: `Kunde\n${index} <b>` })),
  ).filter((occasion) => occasion !== undefined);
  const mail = notificationMail('en', {
    occasions,
    organization: 'Harbor',
    by: 'Ada',
    appUrl: 'https://gangway.example',
  });
  expect(mail.subject).toBe('Ada assigned 25 customers to you');
  expect(mail.text).toContain('- Kunde 19 <b>\n- …\n\n');
  expect(mail.text).toContain('https://gangway.example/customers\n');
  expect(mail.html).toContain('<li>Kunde 0 &lt;b&gt;</li>');
  expect(mail.html).not.toContain('<b>');
});
