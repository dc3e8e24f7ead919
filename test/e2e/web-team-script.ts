/** A team for browser tests: an API that keeps what it is told. */
import type { Invitation, Member, Role, TeamImport } from '../../web/src/api/types.ts';
import { account, listOf, organization } from './web-fixtures.ts';
import { refuse, type Script } from './web-server.ts';

const AT = '2026-11-20T09:00:00.000Z';

export const member = (id: string, name: string, role = 'csm', more: Partial<Member> = {}): Member => ({
  id,
  name,
  email: `${id}@harborlight.example`,
  role,
  status: 'active',
  joined_at: AT,
  version: 1,
  updated_at: AT,
  ...more,
});

export const invitation = (email: string, more: Partial<Invitation> = {}): Invitation => ({
  id: `01K${email.slice(0, 6).toUpperCase()}`,
  email,
  role: 'csm',
  status: 'pending',
  language: 'en',
  customer_ids: [],
  expires_at: '2026-11-27T09:00:00.000Z',
  accepted_by: null,
  accepted_at: null,
  invited_by: 'ada',
  version: 1,
  created_at: AT,
  updated_at: AT,
  ...more,
});

const SECRETS = { code: '7H3KQ-M2PXW', link: 'https://app.example/join?token=abc', mailed: true };

const role = (key: string, name: string, grants: Role['grants'], more: Partial<Role> = {}): Role => ({
  key,
  name,
  description: `What a ${name.toLowerCase()} does`,
  preset: true,
  grants: { 'organization:read': 'org', 'team:read': 'org', ...grants },
  matrix: [],
  members: 1,
  assignable: true,
  version: null,
  ...more,
});

export const ROLES: Role[] = [
  role('admin', 'Admin', {
    'team:manage': 'org',
    'role:manage': 'org',
    'customer:read': 'org',
    'customer:write': 'org',
  }),
  role('csm', 'Customer success manager', { 'customer:read': 'assigned', 'customer:write': 'assigned' }),
  role('viewer', 'Viewer', { 'customer:read': 'org' }, { members: 0 }),
  role('auditor', 'Auditor', { 'customer:read': 'own' }, { preset: false, version: 3 }),
];

const permission = (name: string, description: string, scopes: Role['grants'][string][] = ['org']) => {
  const [resource = '', action = ''] = name.split(':');
  return { permission: name, resource, action, description, scopes };
};

const PERMISSIONS = [
  permission('organization:read', 'See the organization'),
  permission('team:read', 'See the team and its roles'),
  permission('team:manage', 'Invite, change and remove members'),
  permission('role:manage', 'Make and change roles'),
  permission('customer:read', 'See customers', ['own', 'assigned', 'queue', 'org']),
  permission('customer:write', 'Add and change customers', ['own', 'assigned', 'queue', 'org']),
];

/** Of a file with five rows, whatever was sent. */
const imported = (dry_run: boolean): TeamImport => {
  const row = (line: number, email: string, more: Partial<TeamImport['rows'][number]>) => ({
    line,
    email,
    name: '',
    role: 'viewer',
    outcome: 'invalid' as const,
    reason: null,
    formula: false,
    code: null,
    mailed: null,
    ...more,
  });
  const taken = dry_run
    ? { outcome: 'invite' as const }
    : { outcome: 'invited' as const, code: SECRETS.code, mailed: true };
  return {
    dry_run,
    encoding: 'utf-8',
    delimiter: ';',
    ignored_columns: ['Telefon'],
    counts: {
      invite: dry_run ? 2 : 0,
      invited: dry_run ? 0 : 2,
      already_member: 1,
      pending: 0,
      invalid: 1,
      duplicate: 1,
      no_room: 0,
      not_done: 0,
    },
    rows: [
      row(2, 'one@x.example', { name: 'One', ...taken }),
      row(3, 'two@x.example', { name: '=1+1', formula: true, ...taken }),
      row(4, 'bea@x.example', { outcome: 'already_member' }),
      row(5, 'one@x.example', { outcome: 'duplicate' }),
      row(6, 'not an address', { outcome: 'invalid', reason: 'bad_email', role: null }),
    ],
    rejected_csv: 'email,line,reason\r\nnot an address,6,bad_email\r\n',
  };
};

/** @param permissions of the signed-in account */
export function teamScript(
  permissions = ['team:read', 'team:manage', 'role:manage', 'customer:assign'],
): Script & { readonly members: Member[]; readonly invitations: Invitation[] } {
  const company = organization();
  const me = account(company);
  const members = [
    member(me.id, 'Ada Lovelace', 'admin'),
    member('bea', 'Bea Marsh'),
    member('cem', 'Cem Yıldız', 'auditor', { status: 'suspended' }),
  ];
  const invitations = [
    invitation('ines@harborlight.example'),
    invitation('old@harborlight.example', { status: 'expired' }),
  ];
  const customers = [
    'Meridian Freight LLC',
    'Oduya & Partners',
    'Quayside Foods GmbH',
    'Tallis Robotics',
  ].map((customer_name, index) => ({
    customer_id: `01KCUSTOMER${index}`,
    customer_name,
    status: 'active' as const,
    member_id: [me.id, 'bea', me.id, 'cem'][index] ?? me.id,
  }));
  return {
    members,
    invitations,
    'POST /api/v1/auth/refresh': () => ({ access_token: 'token', token_type: 'Bearer', expires_in: 900 }),
    'GET /api/v1/auth/me': () => ({ ...me, permissions }),
    'GET /api/v1/organizations/current': () => company,
    'GET /api/v1/teams/members': ({ query }) => {
      const q = query.get('q')?.toLowerCase() ?? '';
      const found = members.filter(({ name }) => name.toLowerCase().includes(q));
      return { ...listOf(found), total: found.length };
    },
    'PUT /api/v1/teams/members/{id}': ({ params, body }) => {
      const found = members.find(({ id }) => id === params.id);
      if (!found) return refuse(404, 'not_found', 'There is no such record here.');
      if (body.role === 'viewer' && found.role === 'admin')
        return refuse(409, 'last_admin', 'Nobody would be left who can manage the team and its roles.');
      const { version: _, ...changes } = body;
      return Object.assign(found, changes, { version: found.version + 1 });
    },
    'DELETE /api/v1/teams/members/{id}': ({ params, query }) => {
      if (params.id === 'bea' && !query.has('hand_over_to'))
        return refuse(409, 'hand_over_required', 'Customers are assigned to this member.', { customers: 1 });
      members.splice(
        members.findIndex(({ id }) => id === params.id),
        1,
      );
      return undefined as never;
    },
    'GET /api/v1/teams/invitations': () => listOf(invitations),
    'POST /api/v1/teams/invitations': ({ body }) => {
      if (body.email.startsWith('bea'))
        return refuse(409, 'already_member', 'Somebody with this address is in the team already.');
      const made = invitation(body.email, { role: body.role, language: body.language });
      invitations.unshift(made);
      return { ...made, ...SECRETS };
    },
    'PUT /api/v1/teams/invitations/{id}': ({ params }) => {
      const found = invitations.find(({ id }) => id === params.id);
      if (!found) return refuse(404, 'not_found', 'There is no such record here.');
      return { ...Object.assign(found, { status: 'pending', version: found.version + 1 }), ...SECRETS };
    },
    'DELETE /api/v1/teams/invitations/{id}': ({ params }) => {
      invitations.splice(
        invitations.findIndex(({ id }) => id === params.id),
        1,
      );
      return undefined as never;
    },
    'POST /api/v1/teams/import': ({ body }) => imported(body.dry_run !== false),
    'GET /api/v1/roles': () => ({ data: ROLES }),
    'GET /api/v1/permissions': () => ({ data: PERMISSIONS }),
    'POST /api/v1/roles': ({ body }) => role('made', body.name, body.grants, { preset: false, version: 1 }),
    'DELETE /api/v1/roles/{id}': ({ query }) =>
      query.has('reassign_to')
        ? (undefined as never)
        : refuse(409, 'role_in_use', 'Members have this role.', { members: 1, invitations: 1 }),
    'GET /api/v1/teams/assignments': ({ query }) => {
      const whose = query.get('member_id');
      return listOf(customers.filter(({ member_id }) => whose === null || member_id === whose));
    },
    'PUT /api/v1/teams/assignments': ({ body }) => {
      for (const customer of customers)
        if (body.customer_ids.includes(customer.customer_id)) customer.member_id = body.member_id;
      return { ...body, moved: body.customer_ids.length };
    },
  };
}
