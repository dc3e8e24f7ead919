import type { Actor } from '../kernel/actor.ts';
import { notFound } from '../kernel/problem.ts';

/** The path's id says nothing: the tenant is the credential's. Another id answers as a missing one. */
export function ownOnly(actor: Actor, id: string): void {
  if (id !== actor.tenantId && id !== 'current') throw notFound();
}
