/** Accounts for tests: nobody's, and never twice. */
import { type Person, type Session, signUp } from '../../bin/client/session.ts';

let count = 0;

export const newPerson = (name = 'Ada Lovelace'): Person => ({
  name,
  email: `person${++count}.${Date.now().toString(36)}@example.com`,
  password: 'correct-Horse-7-battery',
});

/** Somebody with an organization of their own, signed in as its admin. */
export async function newAdmin(appUrl: string, organization = 'Tessellate'): Promise<Session> {
  const session = await signUp(appUrl, newPerson());
  await session.found(`${organization} ${++count} ${Date.now().toString(36)}`);
  return session;
}
