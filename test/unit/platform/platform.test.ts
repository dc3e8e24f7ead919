import { describe, expect, it } from 'vitest';
import type { RecordEvent } from '../../../shared/kernel/record-event.ts';
import type { Item } from '../../../shared/kernel/records.ts';
import { figuresDelta, sumsDelta } from '../../../shared/platform/figures.ts';
import { grantsAt } from '../../../shared/platform/standing.ts';
import { nameKey } from '../../../shared/platform/summary-items.ts';

describe('what a platform administrator may do fades with the age of the sign-in', () => {
  const HOUR = 3_600_000;
  it.each([
    [0, ['platform:read', 'platform:manage'], undefined],
    [HOUR - 1, ['platform:read', 'platform:manage'], undefined],
    [HOUR, ['platform:read'], 'sign_in_again'],
    [12 * HOUR - 1, ['platform:read'], 'sign_in_again'],
    [12 * HOUR, [], 'sign_in_again'],
    [Number.NaN, [], 'sign_in_again'],
  ])('%s ms', (age, permissions, refusal) => {
    const standing = grantsAt(1_000_000_000 - age, 1_000_000_000);
    expect([...standing.grants.keys()]).toEqual(permissions);
    for (const scope of standing.grants.values()) expect(scope).toBe('platform');
    expect(standing.refusal).toBe(refusal);
  });
});

const event = (entity: string, before: Item | null, after: Item | null) =>
  ({ entity, before, after }) as unknown as RecordEvent;

describe('figures', () => {
  it.each([
    ['member', null, { status: 'active' }, { members: 1 }],
    ['member', { status: 'active' }, { status: 'suspended' }, {}],
    ['member', { status: 'active' }, { status: 'active', archived_at: 'x' }, { members: -1 }],
    ['contract', null, { shelf: 'active', size: 10 }, { contracts: 1 }],
    [
      'contract',
      { shelf: 'active', size: 10 },
      { shelf: 'active', size: 12, object_version: 'v' },
      { storage_bytes: 12 },
    ],
    [
      'contract',
      { shelf: 'active', size: 12, object_version: 'v' },
      { shelf: 'archived', size: 12, object_version: 'v' },
      { contracts: -1 },
    ],
    ['contract', { shelf: 'archived', size: 12, object_version: 'v' }, null, { storage_bytes: -12 }],
    ['customer', { name: 'a' }, null, { customers: -1 }],
    ['fact', null, { key: 'x' }, {}],
  ] as const)('%s %j → %j', (entity, before, after, expected) => {
    expect(Object.fromEntries(figuresDelta(event(entity, before, after)))).toEqual(expected);
  });
});

describe('sums over all organizations', () => {
  const organization = { plan: 'team', blueprint: 'generic' };
  const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();
  it('move with status and plan, and remember who was founded and who is gone', () => {
    const delta = (before: Item | null, after: Item | null) =>
      Object.fromEntries(sumsDelta(event('organization', before, after)));
    const all = { organizations: 1, 'status#active': 1, 'plan#team': 1, 'blueprint#generic': 1 };
    expect(delta(null, organization)).toEqual({ ...all, founded: 1 });
    expect(delta(organization, { ...organization, suspension: {}, plan: 'free' })).toEqual({
      'status#active': -1,
      'status#suspended': 1,
      'plan#team': -1,
      'plan#free': 1,
    });
    expect(delta(organization, { ...organization, name: 'Another' })).toEqual({});
    expect(delta({ ...organization, deletion: {} }, null)).toEqual({
      organizations: -1,
      'status#deleting': -1,
      'plan#team': -1,
      'blueprint#generic': -1,
      deleted: 1,
    });
  });

  it('tell how long setting up took, and keep it when the organization is gone', () => {
    const running = { status: 'running', created_at: at(0) };
    const done = { status: 'succeeded', created_at: at(0), ended_at: at(8) };
    expect(Object.fromEntries(sumsDelta(event('provisioning', running, done)))).toEqual({
      'runs#running': -1,
      'runs#succeeded': 1,
      runs_seconds: 8,
      'within#10': 1,
    });
    expect(sumsDelta(event('provisioning', done, null)).size).toBe(0);
    expect(sumsDelta(event('provisioning', running, { ...done, ended_at: at(500) })).get('within#more')).toBe(
      1,
    );
    expect(
      Object.fromEntries(sumsDelta(event('setup', { wizard: 'x' }, { wizard: 'x', team: 'y' }))),
    ).toEqual({
      'setup#team': 1,
    });
  });
});

it('names are compared without case, accents and doubled blanks', () => {
  expect(nameKey('  Äpfel  &\tSÖHNE ')).toBe('apfel & sohne');
});
