/** Platform administrators for tests: made as operators make them. */
import { operate } from '../../bin/client/operate.ts';
import { type Session, signUp } from '../../bin/client/session.ts';
import { newPerson } from './people.ts';

export async function newPlatformAdmin(url: string, name = 'Grace Platform'): Promise<Session> {
  const person = newPerson(name);
  const session = await signUp(url, person);
  await operate({ stage: 'dev', url }, 'platform-manage-administrators', {
    action: 'add',
    email: person.email,
  });
  await session.refresh();
  return session;
}
