/** A customer's people as they are shown: by influence and side. */
import type { Person } from '../../api/types.ts';

/** The weightiest first. */
export const LEVELS = [
  'decision_maker',
  'influencer',
  'user',
  'informed',
] as const satisfies readonly Person['influence'][];
export type Level = (typeof LEVELS)[number];

/** `unknown`: the contract does not tell. */
export const MAP_SIDES = ['customer', 'provider', 'unknown'] as const;
export type MapSide = (typeof MAP_SIDES)[number];

/** The weightiest first, as the API has them. */
export const ROLES = [
  'executive_sponsor',
  'signatory',
  'billing',
  'technical',
  'project',
  'notices',
  'other',
] as const satisfies readonly Person['roles'][number][];

export const sideOf = ({ side }: Pick<Person, 'side'>): MapSide => side ?? 'unknown';

/** By side, then by how much their word weighs, then by name: as the map reads from left to right. */
export const inOrder = (people: readonly Person[]): Person[] =>
  [...people].sort(
    (a, b) =>
      MAP_SIDES.indexOf(sideOf(a)) - MAP_SIDES.indexOf(sideOf(b)) ||
      LEVELS.indexOf(a.influence) - LEVELS.indexOf(b.influence) ||
      a.name.localeCompare(b.name),
  );

/** Sides that somebody is on, each with its people by level. */
export function influenceMap(people: readonly Person[]) {
  const ordered = inOrder(people);
  return MAP_SIDES.map((side) => ({
    side,
    levels: LEVELS.map((level) => ({
      level,
      people: ordered.filter((person) => sideOf(person) === side && person.influence === level),
    })),
  })).filter(({ levels }) => levels.some((level) => level.people.length > 0));
}

/** `RO` for Renata Okafor: the first letters of the first and the last name. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
