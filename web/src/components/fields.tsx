/** What the forms of every door are made of: the staff's and the customers'. */
import { PasswordInput, Stack, TextInput } from '@mantine/core';
import type { ReactNode, SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';

interface FormProps {
  readonly gap?: 'sm' | 'md';
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** Fields under one another. Submitting is a call: the page stays. */
export function Form({ gap = 'sm', onSubmit, children }: FormProps) {
  return (
    <Stack
      component="form"
      gap={gap}
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </Stack>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
}

/** By which somebody signs in. */
export function EmailField({ onChange, ...field }: FieldProps) {
  return (
    <TextInput
      {...field}
      type="email"
      autoComplete="username"
      required
      withAsterisk={false}
      maxLength={254}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

export function NameField({ onChange, ...field }: FieldProps) {
  return (
    <TextInput
      {...field}
      autoComplete="name"
      required
      withAsterisk={false}
      maxLength={100}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

interface PasswordProps extends FieldProps {
  /** One that is chosen now, for password managers; and what it has to be. */
  readonly rules?: string | undefined;
}

export function PasswordField({ rules, onChange, ...field }: PasswordProps) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      {...field}
      {...(rules !== undefined && { description: rules })}
      autoComplete={rules === undefined ? 'current-password' : 'new-password'}
      visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
      required
      withAsterisk={false}
      maxLength={256}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
