import { describe, expect, it } from 'vitest';
import { type Session, signUp } from '../../../bin/client/session.ts';
import { newAdmin, newMember, newPerson } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';

const system = useSystem();
const app = () => system.current.appUrl;
const PATH = '/api/v1/teams/invitations';

const invite = (admin: Session, email: string, role = 'csm', more = {}) =>
  admin.expect('POST', PATH, { email, role, ...more });
const accept = (session: Session, secret: object) => session.call('POST', `${PATH}/accept`, secret);
const tokenOf = ({ link }: { link: string }) => new URL(link).searchParams.get('token') ?? '';
const lookUp = async (secret: Record<string, string>) => {
  const response = await fetch(`${app()}${PATH}/lookup?${new URLSearchParams(secret)}`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const GONE = { status: 404, body: { code: 'invitation_not_found' } };

async function mails(to: string) {
  const response = await fetch(`${app()}/_local/mail?to=${encodeURIComponent(to)}`, {
    headers: { accept: 'application/json' },
  });
  const { messages } = (await response.json()) as {
    messages: { from: string; subject: string; text: string; html: string }[];
  };
  return messages.filter(({ text }) => text.includes('/join?token='));
}

describe('inviting (TEAM-01, TEAM-04, TEAM-05)', () => {
  it('mails a link that the invited account joins by, with the role of the invitation', async () => {
    const admin = await newAdmin(app(), 'Ältere & Söhne <b>');
    const person = newPerson('Ines Invited');
    const invitation = await invite(admin, person.email.toUpperCase(), 'csm', { language: 'de' });
    expect(invitation).toMatchObject({ email: person.email, role: 'csm', status: 'pending', mailed: true });
    const [mail] = await mails(person.email);
    expect(mail?.text).toContain(invitation.link);
    expect(mail?.subject).toMatch(/lädt Sie zu Ältere & Söhne <b>/);
    expect(mail?.html).toContain('Ältere &amp; Söhne &lt;b&gt;');
    expect(mail?.html).not.toContain('<b>');
    expect(await lookUp({ token: tokenOf(invitation) })).toMatchObject({
      status: 200,
      body: {
        role: 'Customer success manager',
        anybody: false,
        email: `p…${person.email.slice(person.email.indexOf('@'))}`,
      },
    });

    const session = await signUp(app(), person);
    const joined = await accept(session, { token: tokenOf(invitation) });
    expect(joined).toMatchObject({ status: 200, body: { role: 'csm' } });
    await session.refresh();
    expect(await session.expect('GET', '/api/v1/auth/me')).toMatchObject({
      role: 'csm',
      org_id: joined.body.organization.id,
    });
    expect((await admin.list(`${PATH}?status=accepted`)).map(({ id }) => id)).toEqual([invitation.id]);
    expect(await admin.list(`${PATH}?status=pending`)).toEqual([]);
  });

  it('gives a code that whoever has it may use, once, however it is typed', async () => {
    const admin = await newAdmin(app());
    const { code } = await invite(admin, newPerson().email, 'viewer');
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    const typed = ` ${code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replace('-', ' ')} `;
    expect((await lookUp({ code: typed })).body).toMatchObject({ anybody: true, role: 'Viewer' });
    const [first, second] = await Promise.all([signUp(app(), newPerson()), signUp(app(), newPerson())]);
    expect((await first.call('POST', '/api/v1/organizations/join', { code: typed })).status).toBe(200);
    expect(await accept(second, { code })).toMatchObject(GONE);
    expect(await lookUp({ code })).toMatchObject(GONE);
  });

  it('lets one of many in who accept one invitation at once, and nobody into two organizations', async () => {
    const [admin, other] = await Promise.all([newAdmin(app()), newAdmin(app())]);
    const { code } = await invite(admin, newPerson().email);
    const sessions = await Promise.all(Array.from({ length: 4 }, () => signUp(app(), newPerson())));
    const answers = await Promise.all(sessions.map((session) => accept(session, { code })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404]);

    const [here, there] = await Promise.all([
      invite(admin, newPerson().email),
      invite(other, newPerson().email),
    ]);
    const loser = sessions[answers.findIndex(({ status }) => status === 404)] as Session;
    const both = await Promise.all([accept(loser, { code: here.code }), accept(loser, { code: there.code })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('already_member');
  });

  it('refuses the link to another account than the invited one, and leaves it good', async () => {
    const admin = await newAdmin(app());
    const person = newPerson();
    const invitation = await invite(admin, person.email);
    const stranger = await signUp(app(), newPerson());
    const refused = await accept(stranger, { token: tokenOf(invitation) });
    expect(refused).toMatchObject({ status: 403, body: { code: 'invitation_for_another' } });
    expect(JSON.stringify(refused.body)).not.toContain(person.email);
    const invited = await signUp(app(), person);
    expect((await accept(invited, { token: tokenOf(invitation) })).status).toBe(200);
  });

  it('says the same of what never was, was used and was taken back', async () => {
    const admin = await newAdmin(app());
    const stranger = await signUp(app(), newPerson());
    const revoked = await invite(admin, newPerson().email);
    expect((await admin.call('DELETE', `${PATH}/${revoked.id}`)).status).toBe(204);
    expect((await admin.call('DELETE', `${PATH}/${revoked.id}`)).status).toBe(204);
    for (const secret of [
      { token: 'x'.repeat(43) },
      { code: '00000-00000' },
      { code: '💥' },
      { token: revoked.code },
      { token: tokenOf(revoked) },
      { code: revoked.code },
    ]) {
      expect(await accept(stranger, secret), JSON.stringify(secret)).toMatchObject(GONE);
      expect(await lookUp(secret as Record<string, string>)).toMatchObject(GONE);
    }
    expect((await accept(stranger, {})).status).toBe(400);
    expect((await accept(stranger, { token: 'a', code: 'b' })).status).toBe(400);
  });

  it('has one open invitation for an address; sent again, only the newest opens', async () => {
    const admin = await newAdmin(app());
    const person = newPerson();
    const first = await invite(admin, person.email);
    const again = await admin.call('POST', PATH, { email: ` ${person.email.toUpperCase()}`, role: 'viewer' });
    expect(again).toMatchObject({
      status: 409,
      body: { code: 'invitation_pending', data: { invitation_id: first.id } },
    });
    const raced = await Promise.all(
      [1, 2, 3].map(() => admin.call('POST', PATH, { email: 'race@example.com', role: 'csm' })),
    );
    expect(raced.map(({ status }) => status).sort()).toEqual([201, 409, 409]);

    const resent = await admin.expect('PUT', `${PATH}/${first.id}`, {
      version: 1,
      resend: true,
      role: 'viewer',
    });
    expect(resent).toMatchObject({ role: 'viewer', version: 2, mailed: true });
    expect(await mails(person.email)).toHaveLength(2);
    expect(await lookUp({ token: tokenOf(first) })).toMatchObject(GONE);
    expect(await lookUp({ code: first.code })).toMatchObject(GONE);
    expect(await admin.call('PUT', `${PATH}/${first.id}`, { version: 1, role: 'csm' })).toMatchObject({
      status: 409,
      body: { code: 'version_conflict', data: { current_version: 2 } },
    });
    const changed = await admin.expect('PUT', `${PATH}/${first.id}`, { version: 2, role: 'csm' });
    expect(changed).not.toHaveProperty('code');
    const session = await signUp(app(), person);
    expect(await accept(session, { token: tokenOf(resent) })).toMatchObject({
      status: 200,
      body: { role: 'csm' },
    });
    expect(await admin.call('DELETE', `${PATH}/${first.id}`)).toMatchObject({
      body: { code: 'invitation_closed' },
    });
    expect(await admin.call('POST', PATH, { email: person.email, role: 'csm' })).toMatchObject({
      status: 409,
      body: { code: 'already_member' },
    });
  });

  it('is for those who manage the team, and another organization’s invitations do not exist', async () => {
    const [admin, other] = await Promise.all([newAdmin(app()), newAdmin(app())]);
    const [csm, viewer] = [await newMember(admin, 'csm'), await newMember(admin, 'viewer')];
    for (const session of [csm, viewer]) {
      expect((await session.call('POST', PATH, { email: 'a@example.com', role: 'admin' })).status).toBe(403);
      expect((await session.call('GET', PATH)).status).toBe(403);
    }
    const foreign = await invite(admin, newPerson().email);
    expect((await other.call('PUT', `${PATH}/${foreign.id}`, { version: 1, role: 'csm' })).status).toBe(404);
    expect((await other.call('DELETE', `${PATH}/${foreign.id}`)).status).toBe(404);
    expect(await other.list(PATH)).toEqual([]);
    const { id } = await admin.expect('GET', '/api/v1/organizations/current');
    const alias = `/api/organizations/${id}/invite`;
    expect((await other.call('POST', alias, { email: 'a@example.com', role: 'csm' })).status).toBe(404);
    expect((await admin.call('POST', alias, { email: newPerson().email, role: 'csm' })).status).toBe(201);
    expect(await admin.call('POST', PATH, { email: 'a@example.com', role: 'emperor' })).toMatchObject({
      status: 400,
      body: { data: { errors: [{ field: 'role', code: 'unknown' }] } },
    });
  });

  it('tells what opens it once only', async () => {
    const admin = await newAdmin(app());
    const { code, link, ...told } = await invite(admin, newPerson().email);
    const [listed] = await admin.list(PATH);
    expect(listed).toMatchObject({ id: told.id, status: 'pending' });
    expect(JSON.stringify(listed)).not.toMatch(/hash|token|code/);
    expect(JSON.stringify(listed)).not.toContain(code);
    expect(link).toContain('/join?token=');
  });
});
