/** Training and enablement. */
import type { TaskTemplate } from '../../template.ts';

export const TRAINING: readonly TaskTemplate[] = [
  {
    key: 'training-plan',
    phase: 'training',
    title: 'Plan the training',
    description: 'Who learns what, when and how; {users}.',
    side: 'provider',
    role: 'trainer',
    days: 2,
    after: ['kickoff-meeting'],
    reason: 'Everybody who is to use it needs to be able to.',
  },
  {
    key: 'administrator-training',
    phase: 'training',
    title: 'Train the administrators',
    description: 'Accounts, settings, reports, first help.',
    side: 'provider',
    role: 'trainer',
    days: 1,
    after: ['training-plan', 'environment', 'provision'],
    reason: 'Administrators help everybody else.',
  },
  {
    key: 'user-training',
    phase: 'training',
    title: 'Train the users ({sessions})',
    description: 'In the customer’s own environment, with their own cases; {users}.',
    side: 'provider',
    role: 'trainer',
    days: 'training',
    after: ['administrator-training', 'sso-test', 'migration-trial'],
    reason: 'Sized by the number of users in the contract.',
  },
];
