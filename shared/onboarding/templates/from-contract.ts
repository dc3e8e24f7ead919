/** Tasks that a contract asks for in every trade: its people, its money, its requirements and its term. */
import { REQUIREMENT_KINDS } from '../requirement-kinds.ts';
import type { TaskTemplate } from '../template.ts';
import { ADOPTION } from './customer-success/adoption.ts';
import { KICKOFF } from './customer-success/kickoff.ts';

/** Phases of a template, by what happens in them. */
interface Places {
  /** People meet and agree; its `handover` task is the template's own. */
  readonly start: string;
  /** What was bought is delivered. */
  readonly work: string;
  /** What follows going live. */
  readonly close: string;
}

const OF_THE_TERM: ReadonlySet<string> = new Set([
  'first-payment',
  'renewal-review',
  'last-notice-day',
  'follow-on',
  'term-end',
]);

/** A template that takes these in has tasks `handover` and `agree-plan` to build on. */
export const fromContract = ({ start, work, close }: Places): readonly TaskTemplate[] => [
  ...KICKOFF.filter(({ key }) => key !== 'handover').map((task) => ({ ...task, phase: start })),
  {
    key: 'deliver',
    phase: work,
    title: 'Set up {subject}{period}',
    description: 'As the contract describes it; note what is still missing and from whom.',
    side: 'provider',
    role: 'success_manager',
    days: 2,
    after: ['agree-plan'],
    when: { each: 'entitlements' },
    reason: 'The customer has bought it.',
  },
  {
    key: 'requirement',
    phase: work,
    title: 'Meet the requirement: {subject}',
    description: 'Agree how it is shown to work, do it, and keep the evidence.',
    side: 'provider',
    role: 'technical',
    days: 3,
    after: ['agree-plan'],
    when: { requirements: REQUIREMENT_KINDS },
    reason: 'The contract requires it.',
  },
  {
    key: 'service-level',
    phase: work,
    title: 'Measure and report {subject}',
    description: 'From the first day, the way the contract defines it; agree who receives the report.',
    side: 'provider',
    role: 'support',
    days: 1,
    after: ['agree-plan'],
    when: { each: 'serviceLevels' },
    reason: 'The contract promises this service level.',
  },
  ...ADOPTION.filter(({ key }) => OF_THE_TERM.has(key)).map((task) => ({ ...task, phase: close })),
];
