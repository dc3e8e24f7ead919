/** Inviting a team from a table (TEAM-03): every row has an outcome, and sending the table again does nothing twice. */
import type * as z from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { fold } from '../../kernel/fold.ts';
import { covers } from '../../kernel/permissions.ts';
import { invalid, Problem } from '../../kernel/problem.ts';
import { queryAll } from '../../kernel/records.ts';
import { rolesQuery } from '../custom-roles.ts';
import { type Announce, invite } from '../invite.ts';
import { presetsOf } from '../presets.ts';
import { grantsOfRole } from '../roles.ts';
import { invitedAddresses, roomToInvite } from '../room.ts';
import type { Team } from '../team.ts';
import { isAddress, type ListedPerson, type PeopleTable, readPeople } from './people.ts';
import {
  type ImportInput,
  type ImportReport,
  type ImportRow,
  MOST_PEOPLE,
  OUTCOMES,
  type Reason,
} from './schema.ts';
import { readTable, writeTable } from './table.ts';
import { decodeText } from './text.ts';

/** Rows that are worked on at the same time. */
const AT_ONCE = 6;
/** What one row may take at worst, and the answer after it. */
const RESERVE_MS = 6_000;

type Input = z.output<typeof ImportInput>;

/**
 * @param announce mails an invitation
 * @param remainingMs how long this invocation can go on
 * @throws Problem 400 for a file that is no table of people, or has too many
 */
export async function importTeam(
  actor: Actor,
  team: Team,
  input: Input,
  announce: Announce,
  remainingMs: number,
): Promise<ImportReport> {
  const until = Date.now() + remainingMs - RESERVE_MS;
  const bytes = input.csv === undefined ? Buffer.from(input.content ?? '', 'base64') : Buffer.from(input.csv);
  const { text, encoding } = decodeText(bytes);
  const table = readTable(text);
  const listed = readPeople(table);
  if (listed.people.length > MOST_PEOPLE)
    throw invalid([
      {
        field: 'file',
        code: 'too_many_rows',
        message: `has ${listed.people.length} rows; at most ${MOST_PEOPLE} are imported at once`,
      },
    ]);
  const planned = await plan(actor, team, input, listed.people);
  const rows = input.dry_run ? planned : await carryOut(actor, team, input, planned, announce, until);
  return {
    dry_run: input.dry_run,
    encoding,
    delimiter: table.delimiter,
    ignored_columns: [...listed.ignored],
    counts: Object.fromEntries(
      OUTCOMES.map((outcome) => [outcome, rows.filter((row) => row.outcome === outcome).length]),
    ) as ImportReport['counts'],
    rows,
    rejected_csv: rejected(listed, rows),
  };
}

/** Keys of roles by their keys and names, as people write them. */
async function roleNames(actor: Actor, { entry }: Team): Promise<ReadonlyMap<string, string>> {
  const own = await queryAll(actor, rolesQuery(actor));
  const named = [...presetsOf(entry.blueprint), ...own].map(({ key, name }) => [String(key), String(name)]);
  return new Map(
    named.flatMap(([key = '', name = '']) => [
      [fold(name), key],
      [fold(key), key],
    ]),
  );
}

async function plan(
  actor: Actor,
  team: Team,
  input: Input,
  people: readonly ListedPerson[],
): Promise<ImportRow[]> {
  const [names, pending] = await Promise.all([roleNames(actor, team), invitedAddresses(actor)]);
  let room = await roomToInvite(actor, team, pending);
  const members = new Set(team.members.map(({ email }) => String(email).toLowerCase()));
  const seen = new Set<string>();
  return people.map(({ line, email, name, role: written, formula }): ImportRow => {
    const role = written === '' ? (input.role ?? null) : (names.get(fold(written)) ?? null);
    const reason = reasonOf(actor, team, email, written, role);
    const duplicate = !reason && seen.has(email);
    if (!reason) seen.add(email);
    const outcome = reason
      ? 'invalid'
      : duplicate
        ? 'duplicate'
        : members.has(email)
          ? 'already_member'
          : pending.has(email)
            ? 'pending'
            : room-- > 0
              ? 'invite'
              : 'no_room';
    return { line, email, name, role, outcome, reason, formula, code: null, mailed: null };
  });
}

function reasonOf(
  actor: Actor,
  { entry }: Team,
  email: string,
  written: string,
  role: string | null,
): Reason | null {
  if (email === '') return 'no_email';
  if (!isAddress(email)) return 'bad_email';
  if (role === null) return written === '' ? 'no_role' : 'unknown_role';
  const grants = grantsOfRole(entry, role);
  if (grants.size === 0) return 'unknown_role';
  return covers(actor.grants, grants) ? null : 'role_exceeds_yours';
}

async function carryOut(
  actor: Actor,
  team: Team,
  { language }: Input,
  planned: readonly ImportRow[],
  announce: Announce,
  until: number,
): Promise<ImportRow[]> {
  const rows = [...planned];
  const waiting = rows.flatMap(({ outcome }, index) => (outcome === 'invite' ? [index] : []));
  const worker = async () => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      const row = rows[index] as ImportRow;
      if (Date.now() > until) {
        rows[index] = { ...row, outcome: 'not_done' };
        continue;
      }
      try {
        const opened = await invite(actor, team, {
          email: row.email,
          role: row.role ?? '',
          language,
          customer_ids: [],
        });
        const { code, mailed } = await announce(opened);
        rows[index] = { ...row, outcome: 'invited', code, mailed };
      } catch (error) {
        // Somebody else invited them a moment ago.
        if (!(error instanceof Problem) || error.code !== 'invitation_pending') throw error;
        rows[index] = { ...row, outcome: 'pending' };
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return rows;
}

/** What was not taken, as it came, with why: to be mended and sent again. */
function rejected({ head, people }: PeopleTable, rows: readonly ImportRow[]): string | null {
  const refused = rows.flatMap(({ outcome, reason }, index) =>
    outcome === 'invalid' || outcome === 'duplicate' || outcome === 'no_room' || outcome === 'not_done'
      ? [[...(people[index]?.cells ?? []), String(people[index]?.line), reason ?? outcome]]
      : [],
  );
  return refused.length === 0 ? null : writeTable([[...head, 'line', 'reason'], ...refused]);
}
