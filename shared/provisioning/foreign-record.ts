/** A record of another organization, which IAM has to refuse (ORG-28). */
import type { Actor } from '../kernel/actor.ts';
import { newId } from '../kernel/ids.ts';
import { getItem, table } from '../kernel/records.ts';

const DENIED = /^AccessDenied/;

export const probe = (tenant: string) => ({ pk: `T#${tenant}#ORG`, sk: 'PROBE' });

/** Whether IAM refuses a call. @throws whatever else it fails with */
export async function refused(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return false;
  } catch (error) {
    if (error instanceof Error && DENIED.test(error.name)) return true;
    throw error;
  }
}

/** Nobody's: a tenant id that has just been made. */
export const foreignRecordRefused = (actor: Actor, stranger: string = newId()) =>
  refused(getItem(actor, { TableName: table().table, Key: probe(stranger) }));
