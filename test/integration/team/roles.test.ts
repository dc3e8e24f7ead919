import { describe, expect, it } from 'vitest';
import type { Session } from '../../../bin/client/session.ts';
import { newAdmin, newMember, newPerson } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';

const system = useSystem();
const app = () => system.current.appUrl;
const PATH = '/api/v1/roles';
const MEMBERS = '/api/v1/teams/members';

const idOf = async (session: Session) => (await session.expect('GET', '/api/v1/auth/me')).id as string;
const rolesOf = async (session: Session) => (await session.expect('GET', PATH)).data;
const make = (session: Session, name: string, grants: object) => session.call('POST', PATH, { name, grants });

const RECRUITER = { 'team:manage': 'org', 'role:manage': 'org', 'customer:read': 'org' };

describe('roles (TEAM-10, TEAM-21)', () => {
  it('are the blueprint’s presets with who has them, and cannot be changed', async () => {
    const admin = await newAdmin(app());
    await newMember(admin, 'csm');
    const roles = await rolesOf(admin);
    expect(roles.map(({ key, members }: { key: string; members: number }) => [key, members])).toEqual([
      ['admin', 1],
      ['csm', 1],
      ['viewer', 0],
    ]);
    expect(roles[1]).toMatchObject({
      preset: true,
      version: null,
      grants: { 'customer:write': 'assigned' },
      matrix: ['ViewOwn', 'EditOwn', 'ViewLeads', 'ManageLeads'],
    });
    const edit = await admin.call('PUT', `${PATH}/csm`, { version: 1, name: 'Mine', grants: {} });
    expect(edit).toMatchObject({ status: 409, body: { code: 'preset_role' } });
    expect((await admin.call('DELETE', `${PATH}/viewer`)).body.code).toBe('preset_role');
  });

  it('of one’s own are given, hold, are changed, and go when nobody has them', async () => {
    const admin = await newAdmin(app());
    const made = await make(admin, 'Prüfer & Co', { 'customer:read': 'assigned', 'report:read': 'org' });
    expect(made).toMatchObject({
      status: 201,
      body: {
        key: 'prufer-co',
        preset: false,
        version: 1,
        grants: {
          'customer:read': 'assigned',
          'report:read': 'org',
          'organization:read': 'org',
          'team:read': 'org',
        },
      },
    });
    const auditor = await newMember(admin, 'prufer-co');
    expect(await auditor.expect('GET', '/api/v1/auth/me')).toMatchObject({
      role: 'prufer-co',
      scopes: { 'customer:read': 'assigned' },
    });
    expect((await auditor.call('GET', '/api/v1/contracts')).status).toBe(403);
    const grants = { 'customer:read': 'org', 'contract:read': 'org' };
    const changed = await admin.expect('PUT', `${PATH}/prufer-co`, { version: 1, name: 'Reviewer', grants });
    expect(changed).toMatchObject({ key: 'prufer-co', name: 'Reviewer', version: 2, members: 1 });
    await auditor.refresh();
    expect((await auditor.call('GET', '/api/v1/contracts')).status).toBe(200);
    const stale = await admin.call('PUT', `${PATH}/prufer-co`, { version: 1, name: 'Reviewer', grants });
    expect(stale.body.code).toBe('version_conflict');

    const email = newPerson().email;
    await admin.expect('POST', '/api/v1/teams/invitations', { email, role: 'prufer-co' });
    expect(await admin.call('DELETE', `${PATH}/prufer-co`)).toMatchObject({
      status: 409,
      body: { code: 'role_in_use', data: { members: 1, invitations: 1 } },
    });
    expect((await admin.call('DELETE', `${PATH}/prufer-co?reassign_to=viewer`)).status).toBe(204);
    expect((await rolesOf(admin)).map(({ key }: { key: string }) => key)).toEqual(['admin', 'csm', 'viewer']);
    expect(await admin.expect('GET', `${MEMBERS}/${await idOf(auditor)}`)).toMatchObject({ role: 'viewer' });
    expect((await admin.list('/api/v1/teams/invitations?status=pending'))[0]).toMatchObject({
      role: 'viewer',
    });
    expect((await admin.call('DELETE', `${PATH}/prufer-co`)).status).toBe(404);
  });

  it('take only what makes sense', async () => {
    const admin = await newAdmin(app());
    const refused = await make(admin, 'Senseless', {
      'platform:manage': 'platform',
      'galaxy:rule': 'org',
      'settings:manage': 'own',
      'contract:write': 'org',
      'contract:read': 'own',
      'plan:write': 'own',
    });
    expect(refused.status).toBe(400);
    expect(
      refused.body.data.errors.map(({ field, code }: { field: string; code: string }) => [field, code]),
    ).toEqual([
      ['grants.platform:manage', 'unknown'],
      ['grants.galaxy:rule', 'unknown'],
      ['grants.settings:manage', 'scope'],
      ['grants.contract:write', 'needs_read'],
      ['grants.plan:write', 'needs_read'],
    ]);
    expect((await make(admin, 'Admin', {})).body.code).toBe('role_exists');
    expect((await make(admin, 'VIEWER', {})).body.code).toBe('role_exists');
    const same = await Promise.all([1, 2].map(() => make(admin, 'Twice', {})));
    expect(same.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('are at most twenty, however many ask at once', async () => {
    const admin = await newAdmin(app());
    for (let number = 1; number < 20; number++) await make(admin, `Role ${number}`, {});
    const last = await Promise.all([make(admin, 'One', {}), make(admin, 'Other', {})]);
    expect(last.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(last.find(({ status }) => status === 409)?.body.code).toBe('too_many_roles');
  });

  it('let nobody hand out, take on or touch more than they have (no escalation)', async () => {
    const admin = await newAdmin(app());
    expect((await make(admin, 'Recruiter', RECRUITER)).status).toBe(201);
    const recruiter = await newMember(admin, 'recruiter');
    const own = await idOf(recruiter);
    const adminId = await idOf(admin);
    const EXCEEDS = { status: 403, body: { code: 'role_exceeds_yours' } };
    const invite = (role: string) =>
      recruiter.call('POST', '/api/v1/teams/invitations', { email: newPerson().email, role });
    expect(await invite('admin')).toMatchObject(EXCEEDS);
    expect(await invite('csm')).toMatchObject(EXCEEDS);
    expect((await invite('recruiter')).status).toBe(201);
    expect(await recruiter.call('PUT', `${MEMBERS}/${own}`, { version: 1, role: 'admin' })).toMatchObject(
      EXCEEDS,
    );
    const demote = await recruiter.call('PUT', `${MEMBERS}/${adminId}`, { version: 1, role: 'recruiter' });
    expect(demote).toMatchObject(EXCEEDS);
    expect(await recruiter.call('DELETE', `${MEMBERS}/${adminId}`)).toMatchObject(EXCEEDS);
    expect(await make(recruiter, 'More', { 'billing:manage': 'org' })).toMatchObject(EXCEEDS);
    const wider = { ...RECRUITER, 'settings:manage': 'org' };
    expect(
      await recruiter.call('PUT', `${PATH}/recruiter`, { version: 1, name: 'Recruiter', grants: wider }),
    ).toMatchObject(EXCEEDS);
    await make(admin, 'Keeper', { 'settings:manage': 'org' });
    const shrink = await recruiter.call('PUT', `${PATH}/keeper`, { version: 1, name: 'Keeper', grants: {} });
    expect(shrink).toMatchObject(EXCEEDS);
    expect(await recruiter.call('DELETE', `${PATH}/keeper`)).toMatchObject(EXCEEDS);
    // A narrower invitation cannot be raised by somebody who may not give the wider role.
    const pending = await admin.expect('POST', '/api/v1/teams/invitations', {
      email: newPerson().email,
      role: 'viewer',
    });
    expect(
      await recruiter.call('PUT', `/api/v1/teams/invitations/${pending.id}`, { version: 1, role: 'admin' }),
    ).toMatchObject(EXCEEDS);
    const assignable = (await rolesOf(recruiter))
      .filter((role: { assignable: boolean }) => role.assignable)
      .map(({ key }: { key: string }) => key);
    expect(assignable).toEqual(['recruiter']);
  });

  it('an edit or a deletion never leaves a team that nobody can manage', async () => {
    const admin = await newAdmin(app());
    const me = await admin.expect('GET', '/api/v1/auth/me');
    expect((await make(admin, 'Boss', me.scopes)).status).toBe(201);
    expect((await admin.call('PUT', `${MEMBERS}/${me.id}`, { version: 1, role: 'boss' })).status).toBe(200);
    await admin.refresh();
    const { 'role:manage': _, ...less } = me.scopes;
    const edit = await admin.call('PUT', `${PATH}/boss`, { version: 1, name: 'Boss', grants: less });
    expect(edit).toMatchObject({ status: 409, body: { code: 'last_admin' } });
    const gone = await admin.call('DELETE', `${PATH}/boss?reassign_to=viewer`);
    expect(gone).toMatchObject({ status: 409, body: { code: 'last_admin' } });
    expect((await admin.call('DELETE', `${PATH}/boss?reassign_to=admin`)).status).toBe(204);
  });

  it('the vocabulary says which scopes make sense, and has nothing of the platform', async () => {
    const admin = await newAdmin(app());
    const { data } = await admin.expect('GET', '/api/v1/permissions');
    const scopes = Object.fromEntries(
      data.map(({ permission, scopes }: { permission: string; scopes: string[] }) => [permission, scopes]),
    );
    expect(scopes['customer:read']).toEqual(['own', 'assigned', 'queue', 'org']);
    expect(scopes['team:manage']).toEqual(['org']);
    expect(Object.keys(scopes).filter((name) => name.startsWith('platform'))).toEqual([]);
  });
});
