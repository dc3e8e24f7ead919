/** What scenarios start from, made before anything is timed. */
import { type Person, type Session, signUp } from '../../bin/client/session.ts';
import { AGREEMENT, TYPES } from '../../test/support/documents.ts';
import type { System } from '../system.ts';
import { inTurns } from './drive.ts';

const PASSWORD = 'correct-Horse-7-battery';
/** As many as keep this machine busy while they are made. */
const MAKERS = 4;

let batches = 0;

export function people(count: number): Person[] {
  batches++;
  const batch = `${batches}-${Date.now().toString(36)}`;
  return Array.from({ length: count }, (_, index) => ({
    name: `Load ${index}`,
    email: `load-${batch}-${index}@example.com`,
    password: PASSWORD,
  }));
}

/** @throws when one could not be made: nothing would be measured of what follows */
async function made<T>(makers: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  const { outcomes } = await inTurns(
    MAKERS,
    makers.map((make, index) => async () => {
      results[index] = await make();
    }),
  );
  const error = outcomes.find((outcome) => outcome.error)?.error;
  if (error) throw new Error(`The set-up failed: ${error}`);
  return results;
}

export const accounts = (system: System, who: readonly Person[]): Promise<Session[]> =>
  made(who.map((person) => () => signUp(system.appUrl, person)));

/** Each the admin of an organization of its own, with a token that says so. */
export async function admins(system: System, count: number): Promise<Session[]> {
  const sessions = await accounts(system, people(count));
  return made(
    sessions.map((session, index) => async () => {
      await session.found(`Load ${batches} ${index}`);
      await session.refresh();
      return session;
    }),
  );
}

export interface Filled {
  readonly session: Session;
  readonly contractId: string;
  readonly customerId: string;
}

/** Each with one contract that has gone through the pipeline. */
export const filled = (sessions: readonly Session[]): Promise<Filled[]> =>
  made(
    sessions.map((session) => async () => {
      const file = { name: 'agreement.txt', type: TYPES.txt, bytes: Buffer.from(AGREEMENT) };
      const contract = await session.settled((await session.upload(file, { name: 'Meridian Freight' })).id);
      return { session, contractId: contract.id, customerId: contract.customer_id };
    }),
  );
