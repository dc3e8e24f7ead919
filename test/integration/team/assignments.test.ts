import { describe, expect, it } from 'vitest';
import { type Session, signUp } from '../../../bin/client/session.ts';
import { AGREEMENT, TYPES } from '../../support/documents.ts';
import { newAdmin, newMember, newPerson } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';

const system = useSystem();
const app = () => system.current.appUrl;
const PATH = '/api/v1/teams/assignments';
const MEMBERS = '/api/v1/teams/members';

const idOf = async (session: Session) => (await session.expect('GET', '/api/v1/auth/me')).id as string;
const seen = async (session: Session) =>
  (await session.list('/api/v1/customers')).map(({ name }) => name).sort();
const assigned = async (admin: Session, query = '') =>
  (await admin.list(`${PATH}${query}`)).map(({ customer_name, member_id }) => [customer_name, member_id]);

/** A customer by name, without waiting for its contract to be read. */
async function customer(session: Session, name: string): Promise<string> {
  const { contract } = await session.expect('POST', '/api/v1/contracts', {
    customer: { name },
    file_name: 'a.txt',
    content_type: 'text/plain',
    size: 10,
  });
  return contract.customer_id;
}

describe('a book of business (TEAM-07, TEAM-08)', () => {
  it('is assigned in bulk, seen by its member alone, and searched by name', async () => {
    const admin = await newAdmin(app());
    const [csm, viewer] = [await newMember(admin, 'csm'), await newMember(admin, 'viewer')];
    const [adminId, csmId] = [await idOf(admin), await idOf(csm)];
    const ids = [];
    for (const name of ['Ahorn AG', 'Birke AG', 'Buche AG']) ids.push(await customer(admin, name));
    expect(await seen(csm)).toEqual([]);
    const body = { member_id: csmId, customer_ids: ids.slice(0, 2) };
    expect(await admin.expect('PUT', PATH, body)).toEqual({ ...body, moved: 2 });
    expect(await admin.expect('PUT', PATH, body)).toEqual({ ...body, moved: 0 });
    expect(await seen(csm)).toEqual(['Ahorn AG', 'Birke AG']);
    expect(await assigned(admin)).toEqual([
      ['Ahorn AG', csmId],
      ['Birke AG', csmId],
      ['Buche AG', adminId],
    ]);
    expect(await assigned(admin, `?member_id=${csmId}&q=bi`)).toEqual([['Birke AG', csmId]]);
    for (const session of [csm, viewer]) {
      expect((await session.call('PUT', PATH, body)).status).toBe(403);
      expect((await session.call('GET', PATH)).status).toBe(403);
    }
    const nobody = await admin.call('PUT', PATH, { ...body, member_id: 'somebody' });
    expect(nobody).toMatchObject({ status: 422, body: { code: 'unknown_member' } });
  });

  it('comes with an invitation', async () => {
    const admin = await newAdmin(app());
    const [one, gone] = [await customer(admin, 'Eins AG'), '01JQ3V9N0W8ZC7KXH5T2R4M6PA'];
    const person = newPerson();
    const { code } = await admin.expect('POST', '/api/v1/teams/invitations', {
      email: person.email,
      role: 'csm',
      customer_ids: [gone, one],
    });
    const session = await signUp(app(), person);
    await session.expect('POST', '/api/v1/teams/invitations/accept', { code });
    await session.refresh();
    expect(await seen(session)).toEqual(['Eins AG']);
  });

  it('is handed over before a member goes, with contracts and plans, and nobody else’s', async () => {
    const admin = await newAdmin(app());
    const [leaving, staying] = [await newMember(admin, 'csm'), await newMember(admin, 'csm')];
    const [leavingId, stayingId] = [await idOf(leaving), await idOf(staying)];
    const file = { name: 'a.txt', type: TYPES.txt, bytes: Buffer.from(AGREEMENT) };
    const announced = await leaving.upload(file, { name: 'Zeder AG' });
    const contract = await leaving.settled(announced.id);
    for (let number = 0; number < 25; number++) await customer(leaving, `Kunde ${number}`);
    await customer(admin, 'Bleibt AG');

    expect(await admin.call('DELETE', `${MEMBERS}/${leavingId}`)).toMatchObject({
      status: 409,
      body: { code: 'hand_over_required', data: { customers: 26 } },
    });
    const to = (id: string) => admin.call('DELETE', `${MEMBERS}/${leavingId}?hand_over_to=${id}`);
    expect((await to(leavingId)).status).toBe(400);
    expect((await to('somebody')).body.code).toBe('unknown_member');
    expect(await seen(leaving)).toHaveLength(26);
    expect((await to(stayingId)).status).toBe(204);
    expect(await seen(staying)).toHaveLength(26);
    expect((await staying.call('GET', `/api/v1/contracts/${contract.id}`)).status).toBe(200);
    expect((await staying.call('GET', `/api/v1/onboarding-plans/${contract.plan_id}`)).status).toBe(200);
    expect(await assigned(admin, `?member_id=${leavingId}`)).toEqual([]);
    // Nobody is assigned anything once they are gone.
    const late = await admin.call('PUT', PATH, {
      member_id: leavingId,
      customer_ids: [contract.customer_id],
    });
    expect(late.body.code).toBe('unknown_member');
  });
});
