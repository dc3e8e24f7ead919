import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useMemo } from 'react';
import { schemeManager, useAccent } from './appearance.ts';
import type { AppRouter } from './router.tsx';
import { themeOf, variablesOf } from './theme.ts';

interface Props {
  readonly queryClient: QueryClient;
  readonly router: AppRouter;
}

/** What every screen stands in: the theme in the chosen accent, the cache, the addresses. */
export function App({ queryClient, router }: Props) {
  const accent = useAccent();
  const theme = useMemo(() => themeOf(accent), [accent]);
  const variables = useMemo(() => variablesOf(accent), [accent]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      colorSchemeManager={schemeManager}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
