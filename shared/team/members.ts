/** Members as lists show them (TEAM-02, TEAM-06). */
import * as z from 'zod';
import type { Actor } from '../kernel/actor.ts';
import { openCursor, sealCursor } from '../kernel/cursor.ts';
import { fold } from '../kernel/fold.ts';
import { type ListQuery, pageSize } from '../kernel/list.ts';
import { type Item, queryAll } from '../kernel/records.ts';
import { present, teamQuery } from './team.ts';

export const MEMBER_STATUSES = ['active', 'suspended'] as const;

export const MemberBody = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.string(),
  status: z.enum(MEMBER_STATUSES),
  joined_at: z.string(),
  version: z.number().int(),
  updated_at: z.string(),
});

/** Accounts have ids of their issuer: a UUID, or a provider's name with one. */
export const MemberId = z.string().regex(/^[\w.:-]{1,128}$/);

export const memberView = (record: Item) => ({
  id: String(record.id),
  email: String(record.email),
  name: String(record.name),
  role: String(record.role),
  status: record.status as (typeof MEMBER_STATUSES)[number],
  joined_at: String(record.created_at),
  version: Number(record.version),
  updated_at: String(record.updated_at),
});

export interface MemberFilter {
  readonly q?: string | undefined;
  readonly role?: string | undefined;
  readonly status?: (typeof MEMBER_STATUSES)[number] | undefined;
}

const byName = (a: readonly [string, string], b: readonly [string, string]) =>
  a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0;

/**
 * A page of the team by name. A team is read whole, in one query, so that it can be searched anywhere in a name or an
 * address, and counted.
 */
export async function memberPage(actor: Actor, query: z.output<typeof ListQuery> & MemberFilter) {
  const { cursor, ...scope } = query;
  const limit = pageSize(query);
  const start = await openCursor(actor, { list: 'members', ...scope }, cursor);
  const words = query.q ? fold(query.q) : '';
  const members = present(await queryAll(actor, teamQuery(actor)))
    .filter(
      ({ name, email, role, status }) =>
        (!words || fold(`${String(name)} ${String(email)}`).includes(words)) &&
        (!query.role || role === query.role) &&
        (!query.status || status === query.status),
    )
    .map((record) => ({ record, place: [fold(String(record.name)), String(record.id)] as const }))
    .sort((a, b) => byName(a.place, b.place));
  const from = start
    ? members.findIndex(({ place }) => byName(place, [String(start.name), String(start.id)]) > 0)
    : 0;
  const page = from < 0 ? [] : members.slice(from, from + limit);
  const last = page.at(-1);
  const more = last !== undefined && last !== members.at(-1);
  return {
    data: page.map(({ record }) => memberView(record)),
    total: members.length,
    page: null,
    limit,
    page_size: limit,
    pages: Math.ceil(members.length / limit),
    total_pages: Math.ceil(members.length / limit),
    next_cursor: await sealCursor(
      actor,
      { list: 'members', ...scope },
      more ? { name: last.place[0], id: last.place[1] } : undefined,
    ),
  };
}
