import { Button, Stack, Text, Title } from '@mantine/core';
import { IconBrandGoogleFilled, IconBrandWindowsFilled, IconMail } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import icon from '../../app/icon.svg';
import styles from '../../components/entrance.module.css';
import { PROBLEMS, TEXT } from './text.ts';

const route = getRouteApi('/sign-in');

const WAYS = [
  { provider: 'google', label: TEXT.google, icon: IconBrandGoogleFilled },
  { provider: 'microsoft', label: TEXT.microsoft, icon: IconBrandWindowsFilled },
  { provider: 'password', label: TEXT.password, icon: IconMail },
] as const;

export function SignInPage() {
  const { problem, return_to = '/' } = route.useSearch();
  return (
    <main className={styles.entrance}>
      <title>Sign in · Gangway</title>
      <div className={styles.card}>
        <img src={icon} alt="" width={44} height={44} />
        <div>
          <Title order={1} size="h2">
            Gangway
          </Title>
          <Text c="dimmed">{TEXT.claim}</Text>
        </div>
        {problem && (
          <div role="alert" className={styles.problem}>
            {PROBLEMS[problem]}
          </div>
        )}
        <Stack gap="xs">
          {WAYS.map(({ provider, label, icon: Icon }) => (
            // A navigation, not a call: the browser itself goes to the managed login and comes back.
            <Button
              key={provider}
              component="a"
              href={`/api/v1/auth/oauth/${provider}/start?${new URLSearchParams({ return_to })}`}
              variant="default"
              size="md"
              fullWidth
              leftSection={<Icon size={18} aria-hidden />}
            >
              {label}
            </Button>
          ))}
        </Stack>
        <Text size="sm" c="dimmed">
          {TEXT.newHere}
        </Text>
      </div>
    </main>
  );
}
