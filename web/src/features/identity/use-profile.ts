import { useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { call, type InputOf, type ResponseOf } from '../../api/client.ts';
import { chooseAccent, chosenAccent } from '../../app/appearance.ts';
import { chooseLanguage, chosenLanguage } from '../../i18n/i18n.ts';
import { accountQuery } from './queries.ts';

type Changes = InputOf<'PATCH /api/v1/auth/me'>['body'];

/** Keeps what somebody chose with their account. Where that fails, this browser remembers it all the same. */
export function useSaveProfile(): (changes: Changes) => void {
  const queryClient = useQueryClient();
  return useCallback(
    (changes) => {
      call('PATCH /api/v1/auth/me', { body: changes }).then(
        (account) => queryClient.setQueryData(accountQuery.queryKey, account),
        () => undefined,
      );
    },
    [queryClient],
  );
}

/** The look and language that somebody chose on another device; a scheme that is chosen here, wherever, is kept. */
export function useProfile(account: ResponseOf<'GET /api/v1/auth/me'> | undefined): void {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const save = useSaveProfile();
  const kept = useRef<string>(undefined);
  useEffect(() => {
    if (!account) return;
    if (kept.current === undefined) {
      kept.current = account.theme ?? colorScheme;
      if (account.theme && account.theme !== colorScheme) setColorScheme(account.theme);
      if (account.accent && account.accent !== chosenAccent()) chooseAccent(account.accent);
      if (account.locale && account.locale !== chosenLanguage()) void chooseLanguage(account.locale);
    } else if (colorScheme !== kept.current) {
      kept.current = colorScheme;
      save({ theme: colorScheme });
    }
  }, [account, colorScheme, setColorScheme, save]);
}
