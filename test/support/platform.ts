/** Platform administrators for tests: made as operators make them. */
import { makePlatformAdmin } from '../../bin/client/platform.ts';
import { type Session, signUp } from '../../bin/client/session.ts';
import { newPerson } from './people.ts';

export async function newPlatformAdmin(url: string, name = 'Grace Platform'): Promise<Session> {
  const session = await signUp(url, newPerson(name));
  await makePlatformAdmin(session);
  return session;
}
