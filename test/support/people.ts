/** Accounts for tests: nobody's, and never twice. */
import { type Person, type Session, signUp } from '../../bin/client/session.ts';

let count = 0;

export const newPerson = (name = 'Ada Lovelace'): Person => ({
  name,
  email: `person${++count}.${Date.now().toString(36)}@example.com`,
  password: 'correct-Horse-7-battery',
});

/** Somebody invited and joined, signed in with that role. */
export async function newMember(admin: Session, role: string, name?: string): Promise<Session> {
  const person = newPerson(name);
  const { code } = await admin.expect('POST', '/api/v1/teams/invitations', { email: person.email, role });
  const session = await signUp(admin.appUrl, person);
  await session.expect('POST', '/api/v1/teams/invitations/accept', { code });
  await session.refresh();
  return session;
}

/** Somebody with an organization of their own, signed in as its admin. */
export async function newAdmin(appUrl: string, organization = 'Tessellate'): Promise<Session> {
  const session = await signUp(appUrl, newPerson());
  await session.found(`${organization} ${++count} ${Date.now().toString(36)}`);
  return session;
}
