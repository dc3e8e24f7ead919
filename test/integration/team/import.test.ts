import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../../bin/client/session.ts';
import { newAdmin, newMember, newPerson } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';

const system = useSystem();
const app = () => system.current.appUrl;
const PATH = '/api/v1/teams/import';
const INVITATIONS = '/api/v1/teams/invitations';

interface Row {
  line: number;
  email: string;
  outcome: string;
  reason: string | null;
  code: string | null;
}
const outcomes = ({ rows }: { rows: Row[] }) =>
  rows.map(({ line, outcome, reason }) => [line, ...(reason ? [reason] : [outcome])]);
const pending = async (admin: Session) =>
  (await admin.list(`${INVITATIONS}?status=pending&limit=100`)).map(({ email }) => email).sort();

async function subscribe(admin: Session, plan: string) {
  const { id, version } = await admin.expect('GET', '/api/v1/organizations/current');
  await admin.expect('PUT', `/api/v1/organizations/${id}/subscription`, { plan, version });
}

describe('importing a team (TEAM-03)', () => {
  it('says what would become of each row, then does that, and a second time nothing', async () => {
    const admin = await newAdmin(app());
    const me = await admin.expect('GET', '/api/v1/auth/me');
    const waiting = newPerson().email;
    await admin.expect('POST', INVITATIONS, { email: waiting, role: 'viewer' });
    const csv = [
      'E-Mail;Name;Rolle',
      'new1@example.com;New One;Customer Success Manager',
      'NEW2@example.com;=1+1;',
      `${me.email};Me;admin`,
      `${waiting};Waiting;viewer`,
      'new1@example.com;Again;viewer',
      ';Nobody;viewer',
      'not an address;Nobody;viewer',
      'new3@example.com;Emperor;Emperor',
    ].join('\r\n');
    const preview = await admin.expect('POST', PATH, { csv, role: 'viewer' });
    expect(preview).toMatchObject({ dry_run: true, delimiter: ';', counts: { invite: 2, invalid: 3 } });
    const expected = [
      [2, 'invite'],
      [3, 'invite'],
      [4, 'already_member'],
      [5, 'pending'],
      [6, 'duplicate'],
      [7, 'no_email'],
      [8, 'bad_email'],
      [9, 'unknown_role'],
    ];
    expect(outcomes(preview)).toEqual(expected);
    expect(await pending(admin)).toEqual([waiting]);

    const done = await admin.expect('POST', PATH, { csv, role: 'viewer', dry_run: false });
    expect(outcomes(done)).toEqual(
      expected.map(([line, outcome]) => [line, outcome === 'invite' ? 'invited' : outcome]),
    );
    expect(await pending(admin)).toEqual(['new1@example.com', 'new2@example.com', waiting].sort());
    const [first] = done.rows as Row[];
    expect(first?.code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    // The row comes back as it was, except what a spreadsheet would compute.
    expect(done.rejected_csv.split('\r\n')).toEqual([
      'E-Mail,Name,Rolle,line,reason',
      'new1@example.com,Again,viewer,6,duplicate',
      ',Nobody,viewer,7,no_email',
      'not an address,Nobody,viewer,8,bad_email',
      'new3@example.com,Emperor,Emperor,9,unknown_role',
      '',
    ]);
    const again = await admin.expect('POST', PATH, { csv, role: 'viewer', dry_run: false });
    expect(again.counts).toMatchObject({ invited: 0, pending: 3 });
    expect(await pending(admin)).toHaveLength(3);
  });

  it('takes a file’s bytes in any encoding, and five hundred rows at once, as far as the plan has room', async () => {
    const admin = await newAdmin(app());
    const content = readFileSync(
      path.resolve(import.meta.dirname, '../../samples/csv/atomic-crm_contacts_500.csv'),
    ).toString('base64');
    const body = { content, role: 'viewer', dry_run: false };
    const preview = await admin.expect('POST', PATH, { ...body, dry_run: true });
    // A team of 25, of which one is there.
    expect(preview.counts.invite).toBe(24);
    expect(preview.counts.no_room).toBeGreaterThan(300);
    await subscribe(admin, 'enterprise');
    let report = await admin.expect('POST', PATH, body);
    for (let call = 1; report.counts.not_done > 0 && call < 10; call++)
      report = await admin.expect('POST', PATH, body);
    const good = (report.rows as Row[]).filter(({ outcome }) => ['invited', 'pending'].includes(outcome));
    expect(await pending(admin)).toEqual(good.map(({ email }) => email).sort());
    expect(good.length).toBeGreaterThan(300);
    const over = `email\n${Array.from({ length: 501 }, (_, row) => `p${row}@example.com`).join('\n')}`;
    expect(await admin.call('POST', PATH, { csv: over, role: 'viewer' })).toMatchObject({
      status: 400,
      body: { data: { errors: [{ code: 'too_many_rows' }] } },
    });
  });

  it('gives nobody more than the importer has, and is for those who manage the team', async () => {
    const admin = await newAdmin(app());
    await admin.expect('POST', '/api/v1/roles', { name: 'Recruiter', grants: { 'team:manage': 'org' } });
    const [recruiter, csm] = [await newMember(admin, 'recruiter'), await newMember(admin, 'csm')];
    const csv = 'email,role\na@example.com,Admin\nb@example.com,Recruiter';
    const report = await recruiter.expect('POST', PATH, { csv, dry_run: false });
    expect(outcomes(report)).toEqual([
      [2, 'role_exceeds_yours'],
      [3, 'invited'],
    ]);
    expect((await csm.call('POST', PATH, { csv })).status).toBe(403);
  });

  it.each([
    ['no text', { content: Buffer.from('a\0b').toString('base64') }, 'not_text'],
    ['nothing', { csv: '' }, 'empty'],
    ['no addresses', { csv: 'name\nAda' }, 'no_email_column'],
    ['an open quote', { csv: 'email\n"a@example.com' }, 'malformed'],
  ])('refuses %s with a reason', async (_, body, code) => {
    const admin = await newAdmin(app());
    const refused = await admin.call('POST', PATH, body);
    expect(refused).toMatchObject({ status: 400, body: { data: { errors: [{ field: 'file', code }] } } });
  });
});
