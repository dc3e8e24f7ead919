/** Who is to do a task: a side and a role, and the person of the contract who fits. */
import type { Side } from '../customers/stakeholder-model.ts';
import type { Owner, OwnerRole, PlanPerson } from './plan-model.ts';

/** The roles of a contract's people that fit a task's, best first. */
const FITTING: Readonly<Record<OwnerRole, readonly string[]>> = {
  success_manager: ['project'],
  sales: ['signatory'],
  technical: ['technical'],
  project: ['project'],
  billing: ['billing'],
  trainer: [],
  support: [],
  executive_sponsor: ['executive_sponsor'],
};

export function findOwner(people: readonly PlanPerson[], side: Side, role: OwnerRole): Owner {
  const candidates = people.filter((person) => person.side === side);
  for (const wanted of FITTING[role]) {
    // Whose first role it is comes before somebody who also has it.
    const [fit] = candidates
      .filter(({ roles }) => roles.includes(wanted))
      .sort((a, b) => a.roles.indexOf(wanted) - b.roles.indexOf(wanted));
    if (fit) return { side, role, stakeholder_id: fit.id, name: fit.name };
  }
  return { side, role, stakeholder_id: null, name: null };
}

export const hasRole = (people: readonly PlanPerson[], side: Side, role: string): boolean =>
  people.some((person) => person.side === side && person.roles.includes(role));
