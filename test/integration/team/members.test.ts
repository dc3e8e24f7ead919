import { describe, expect, it } from 'vitest';
import { type Session, signUp } from '../../../bin/client/session.ts';
import { newAdmin, newMember, newPerson } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';

const system = useSystem();
const app = () => system.current.appUrl;
const PATH = '/api/v1/teams/members';

const idOf = async (session: Session) => (await session.expect('GET', '/api/v1/auth/me')).id as string;
const change = (admin: Session, id: string, edits: object) => admin.call('PUT', `${PATH}/${id}`, edits);

describe('the team (TEAM-02, TEAM-06)', () => {
  it('is listed by name, searched anywhere in names and addresses, in pages that are counted', async () => {
    const admin = await newAdmin(app());
    for (const name of ['Åsa Öberg', 'Bea Tester', 'Cem Tester']) await newMember(admin, 'csm', name);
    const team = await admin.list(`${PATH}?limit=3`);
    expect(team.map(({ name }) => name)).toEqual(['Ada Lovelace', 'Åsa Öberg', 'Bea Tester', 'Cem Tester']);
    const page = await admin.expect('GET', `${PATH}?limit=3`);
    expect(page).toMatchObject({ total: 4, pages: 2 });
    const names = async (query: string) => (await admin.list(`${PATH}?${query}`)).map(({ name }) => name);
    expect(await names('q=oberg')).toEqual(['Åsa Öberg']);
    expect(await names('q=TESTER')).toEqual(['Bea Tester', 'Cem Tester']);
    expect(await names('role=admin')).toEqual(['Ada Lovelace']);
    expect(await names('status=suspended')).toEqual([]);
    const one = await admin.expect('GET', `${PATH}/${team[1].id}`);
    expect(one).toEqual(team[1]);
    const other = await newAdmin(app());
    expect((await other.call('GET', `${PATH}/${team[1].id}`)).status).toBe(404);
    expect((await change(other, team[1].id, { version: 1, role: 'viewer' })).status).toBe(404);
    expect((await other.call('DELETE', `${PATH}/${team[1].id}`)).status).toBe(404);
  });

  it('a changed role and a suspension hold with the next token; a stale change is refused', async () => {
    const admin = await newAdmin(app());
    const member = await newMember(admin, 'csm');
    const id = await idOf(member);
    expect(await change(admin, id, { version: 1, role: 'viewer' })).toMatchObject({
      status: 200,
      body: { role: 'viewer', version: 2 },
    });
    expect(await change(admin, id, { version: 1, role: 'csm' })).toMatchObject({
      status: 409,
      body: { code: 'version_conflict', data: { current_version: 2 } },
    });
    await member.refresh();
    expect(await member.expect('GET', '/api/v1/auth/me')).toMatchObject({ role: 'viewer' });
    expect((await change(member, id, { version: 2, role: 'admin' })).status).toBe(403);

    expect((await change(admin, id, { version: 2, status: 'suspended' })).status).toBe(200);
    await member.refresh();
    expect(await member.call('GET', '/api/v1/contracts')).toMatchObject({
      body: { code: 'member_suspended' },
    });
    expect((await change(admin, id, { version: 3, status: 'active' })).body).toMatchObject({ version: 4 });
    await member.refresh();
    expect((await member.call('GET', '/api/v1/contracts')).status).toBe(200);
  });

  it('who was removed is out, free for another organization, and may come back', async () => {
    const [admin, other] = await Promise.all([newAdmin(app()), newAdmin(app())]);
    const member = await newMember(admin, 'viewer');
    const id = await idOf(member);
    expect((await member.call('DELETE', `${PATH}/${await idOf(admin)}`)).status).toBe(403);
    expect((await admin.call('DELETE', `${PATH}/${id}`)).status).toBe(204);
    expect((await admin.call('DELETE', `${PATH}/${id}`)).status).toBe(404);
    expect((await admin.call('GET', `${PATH}/${id}`)).status).toBe(404);
    await member.refresh();
    expect(await member.call('GET', '/api/v1/contracts')).toMatchObject({
      body: { code: 'no_organization' },
    });
    for (const host of [other, admin]) {
      const { code } = await host.expect('POST', '/api/v1/teams/invitations', {
        email: newPerson().email,
        role: 'csm',
      });
      expect((await member.call('POST', '/api/v1/organizations/join', { code })).status).toBe(200);
      await member.refresh();
      expect(await member.expect('GET', '/api/v1/auth/me')).toMatchObject({ role: 'csm' });
      // Leaving needs no right to manage the team.
      expect((await member.call('DELETE', `${PATH}/${id}`)).status).toBe(204);
    }
  });

  it('never loses the last who can manage it: by role, suspension, leaving, or two at once', async () => {
    const admin = await newAdmin(app());
    const id = await idOf(admin);
    const LAST = { status: 409, body: { code: 'last_admin' } };
    await newMember(admin, 'csm');
    expect(await change(admin, id, { version: 1, role: 'viewer' })).toMatchObject(LAST);
    expect(await admin.call('DELETE', `${PATH}/${id}`)).toMatchObject(LAST);
    expect(await change(admin, id, { version: 1, status: 'suspended' })).toMatchObject({
      body: { code: 'own_membership' },
    });

    const second = await newMember(admin, 'admin');
    const secondId = await idOf(second);
    const demoted = await Promise.all([
      change(admin, secondId, { version: 1, role: 'viewer' }),
      change(second, id, { version: 1, role: 'viewer' }),
    ]);
    expect(demoted.map(({ status }) => status).sort()).toEqual([200, 409]);
    const admins = await admin.list(`${PATH}?role=admin`);
    expect(admins).toHaveLength(1);

    const left = await newAdmin(app());
    const partner = await newMember(left, 'admin');
    const leaving = await Promise.all(
      [left, partner].map(async (session) => session.call('DELETE', `${PATH}/${await idOf(session)}`)),
    );
    expect(leaving.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  it('an account that was never invited sees no team', async () => {
    const nobody = await signUp(app(), newPerson());
    expect(await nobody.call('GET', PATH)).toMatchObject({ status: 403, body: { code: 'no_organization' } });
  });
});
