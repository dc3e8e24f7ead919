/** The plan template of the customer-success blueprint: software and services that a customer's people are to use. */
import { HOLIDAYS } from '../holidays.ts';
import type { PlanTemplate } from '../template.ts';
import { ADOPTION } from './customer-success/adoption.ts';
import { DATA_INTEGRATION } from './customer-success/data-integration.ts';
import { GO_LIVE } from './customer-success/go-live.ts';
import { KICKOFF } from './customer-success/kickoff.ts';
import { TECHNICAL_SETUP } from './customer-success/technical-setup.ts';
import { TRAINING } from './customer-success/training.ts';

export const CUSTOMER_SUCCESS: PlanTemplate = {
  key: 'customer-success',
  version: 1,
  name: 'Onboarding of {customer}',
  goLive: 'go-live',
  measured: 'value-review',
  adoptionPercent: 80,
  holidays: HOLIDAYS,
  training: { usersPerSession: 25, sessionsPerDay: 2, maximumDays: 15 },
  phases: [
    { key: 'kickoff', name: 'Kickoff', goal: 'Everybody knows the goal, the dates and their part.' },
    {
      key: 'technical-setup',
      name: 'Technical setup',
      goal: 'What was bought is provisioned, secure and reachable.',
    },
    {
      key: 'data-integration',
      name: 'Data and integration',
      goal: 'Data is where it is needed and has been checked.',
    },
    {
      key: 'training',
      name: 'Training and enablement',
      goal: 'The people who are to use it can.',
    },
    { key: 'go-live', name: 'Go-live', goal: 'The customer works with it, and service is measured.' },
    {
      key: 'adoption',
      name: 'Adoption and value',
      goal: 'It is used as intended, and the renewal holds no surprise.',
    },
  ],
  tasks: [...KICKOFF, ...TECHNICAL_SETUP, ...DATA_INTEGRATION, ...TRAINING, ...GO_LIVE, ...ADOPTION],
};
