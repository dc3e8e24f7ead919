/** Administrators of the platform. */
import { operate } from './operate.ts';
import type { Session } from './session.ts';

/** Makes an account one, as operators do. */
export async function makePlatformAdmin(session: Session): Promise<void> {
  const { email } = await session.expect('GET', '/api/v1/auth/me');
  const stage = { stage: 'dev', url: session.appUrl };
  await operate(stage, 'platform-manage-administrators', { action: 'add', email });
  await session.refresh();
}
