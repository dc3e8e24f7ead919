import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Member, MemberChange } from '../../api/types.ts';
import { t } from '../../i18n/i18n.ts';
import { changeMember, membersKey, rolesKey } from './queries.ts';

interface Pages {
  readonly data: readonly Member[];
}

interface Done {
  readonly message: string;
  readonly undo: () => void;
}

/** A member's role or status, shown at once, with a way back. */
export function useTeamChanges() {
  const queryClient = useQueryClient();
  const [done, setDone] = useState<Done>();
  const replace = (member: Member) =>
    queryClient.setQueriesData<InfiniteData<Pages>>(
      { queryKey: membersKey, predicate: ({ queryKey }) => queryKey[2] !== 'choice' },
      (before) =>
        before && {
          ...before,
          pages: before.pages.map((page) => ({
            ...page,
            data: page.data.map((other) => (other.id === member.id ? member : other)),
          })),
        },
    );
  const change = useMutation({
    mutationFn: ({ member, changes }: { member: Member; changes: MemberChange; undoing?: true }) =>
      changeMember(member, changes),
    onMutate: ({ member, changes }) => {
      setDone(undefined);
      replace({ ...member, ...changes } as Member);
    },
    onSuccess: (after, { member, changes, undoing }) => {
      replace(after);
      if (undoing) return;
      const back = Object.fromEntries(
        Object.keys(changes).map((field) => [field, member[field as keyof MemberChange]]),
      ) as MemberChange;
      setDone({
        message: t(
          changes.status === 'suspended'
            ? 'team.suspendedDone'
            : changes.status === 'active'
              ? 'team.reactivatedDone'
              : 'team.roleDone',
          { name: member.name },
        ),
        undo: () => change.mutate({ member: after, changes: back, undoing: true }),
      });
    },
    onError: (_, { member }) => replace(member),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: membersKey }),
        queryClient.invalidateQueries({ queryKey: rolesKey }),
      ]),
  });
  return { change, done, forget: () => setDone(undefined) };
}
