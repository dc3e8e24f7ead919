import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call, type InputOf, type ResponseOf } from '../../api/client.ts';
import type { Invitation, Member, MemberChange, Role, RoleForm } from '../../api/types.ts';

const PAGE = 50;

export const membersKey = ['team', 'members'] as const;
export const invitationsKey = ['team', 'invitations'] as const;
export const rolesKey = ['team', 'roles'] as const;
export const assignmentsKey = ['team', 'assignments'] as const;

export const membersQuery = (q: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [...membersKey, { q }],
    queryFn: ({ signal, pageParam }) =>
      call(
        'GET /api/v1/teams/members',
        { query: { limit: PAGE, ...(q && { q }), ...(pageParam && { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

async function everyMember(status: Member['status'] | undefined, signal: AbortSignal): Promise<Member[]> {
  const members: Member[] = [];
  let cursor: string | null = null;
  do {
    const page: { data: Member[]; next_cursor: string | null } = await call(
      'GET /api/v1/teams/members',
      { query: { limit: 100, ...(status && { status }), ...(cursor && { cursor }) } },
      { signal },
    );
    members.push(...page.data);
    cursor = page.next_cursor;
  } while (cursor);
  return members;
}

/** To choose from. */
export const activeMembersQuery = queryOptions({
  queryKey: [...membersKey, 'choice'],
  queryFn: ({ signal }) => everyMember('active', signal),
});

/** For names: who is suspended keeps what is assigned to them. */
export const everyMemberQuery = queryOptions({
  queryKey: [...membersKey, 'every'],
  queryFn: ({ signal }) => everyMember(undefined, signal),
  staleTime: 60_000,
});

export const invitationsQuery = infiniteQueryOptions({
  queryKey: invitationsKey,
  queryFn: ({ signal, pageParam }) =>
    call(
      'GET /api/v1/teams/invitations',
      { query: { limit: PAGE, status: 'pending', ...(pageParam && { cursor: pageParam }) } },
      { signal },
    ),
  initialPageParam: '',
  getNextPageParam: ({ next_cursor }) => next_cursor,
});

export const rolesQuery = queryOptions({
  queryKey: rolesKey,
  queryFn: async ({ signal }) => (await call('GET /api/v1/roles', {}, { signal })).data,
});

export const permissionsQuery = queryOptions({
  queryKey: ['permissions'],
  queryFn: async ({ signal }) => (await call('GET /api/v1/permissions', {}, { signal })).data,
  staleTime: Number.POSITIVE_INFINITY,
});

export const invite = (body: { email: string; role: string; language: 'en' | 'de' }) =>
  call('POST /api/v1/teams/invitations', { body });

export const resend = ({ id, version }: Invitation) =>
  call('PUT /api/v1/teams/invitations/{id}', { params: { id }, body: { version, resend: true } });

export const revoke = ({ id }: Invitation) =>
  call('DELETE /api/v1/teams/invitations/{id}', { params: { id } });

export const changeMember = ({ id, version }: Member, changes: MemberChange) =>
  call('PUT /api/v1/teams/members/{id}', { params: { id }, body: { version, ...changes } });

/** Asks until everything is handed over: a large book of business takes more than one call. */
export async function removeMember(id: string, handOverTo: string | undefined): Promise<void> {
  for (;;) {
    const answer = await call('DELETE /api/v1/teams/members/{id}', {
      params: { id },
      query: handOverTo === undefined ? {} : { hand_over_to: handOverTo },
    });
    if (!answer) return;
  }
}

export const createRole = (body: RoleForm) => call('POST /api/v1/roles', { body });

export const updateRole = ({ key, version }: Role, form: RoleForm) =>
  call('PUT /api/v1/roles/{id}', { params: { id: key }, body: { ...form, version: version ?? 1 } });

export const deleteRole = ({ key }: Role, reassignTo: string | undefined) =>
  call('DELETE /api/v1/roles/{id}', {
    params: { id: key },
    query: reassignTo === undefined ? {} : { reassign_to: reassignTo },
  });

export const importTeam = (body: InputOf<'POST /api/v1/teams/import'>['body']) =>
  call('POST /api/v1/teams/import', { body });

export type JoinSecret = { readonly token: string } | { readonly code: string };

export const previewQuery = (secret: JoinSecret) =>
  queryOptions({
    queryKey: ['invitation', secret],
    queryFn: ({ signal }) =>
      call(
        'GET /api/v1/teams/invitations/lookup',
        { query: { ...secret } },
        { signal, credential: 'cookie' },
      ),
    retry: false,
  });

export const accept = (secret: JoinSecret) =>
  call('POST /api/v1/teams/invitations/accept', { body: { ...secret } });

export const assignmentsQuery = (member: string | undefined, q: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [...assignmentsKey, { member, q }],
    queryFn: ({ signal, pageParam }) =>
      call(
        'GET /api/v1/teams/assignments',
        {
          query: {
            limit: 100,
            ...(member && { member_id: member }),
            ...(q && { q }),
            ...(pageParam && { cursor: pageParam }),
          },
        },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

export const assign = (member_id: string, customer_ids: string[]) =>
  call('PUT /api/v1/teams/assignments', { body: { member_id, customer_ids } });

/** The API takes as many at once. */
const AT_ONCE = 100;

/**
 * Everything that is assigned to one member. All of it is asked for before anything is moved: a page after that would not
 * know of what went.
 * @returns how many
 */
export async function handOver(from: string, to: string): Promise<number> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: ResponseOf<'GET /api/v1/teams/assignments'> = await call('GET /api/v1/teams/assignments', {
      query: { limit: AT_ONCE, member_id: from, ...(cursor && { cursor }) },
    });
    ids.push(...page.data.map(({ customer_id }) => customer_id));
    cursor = page.next_cursor;
  } while (cursor);
  for (let done = 0; done < ids.length; done += AT_ONCE) await assign(to, ids.slice(done, done + AT_ONCE));
  return ids.length;
}
