import type { PlanTask } from '../../api/types.ts';
import type { Tone } from '../../components/status.tsx';

export const OWNER_ROLE: Readonly<Record<PlanTask['owner']['role'], string>> = {
  success_manager: 'Success manager',
  sales: 'Sales',
  technical: 'Technical lead',
  project: 'Project lead',
  billing: 'Billing',
  trainer: 'Trainer',
  support: 'Support',
  executive_sponsor: 'Executive sponsor',
};

export const SIDE: Readonly<Record<PlanTask['owner']['side'], string>> = {
  provider: 'your team',
  customer: 'customer',
};

export const SEVERITY: Readonly<
  Record<'high' | 'medium' | 'low', { readonly label: string; readonly tone: Tone }>
> = {
  high: { label: 'High', tone: 'bad' },
  medium: { label: 'Medium', tone: 'attention' },
  low: { label: 'Low', tone: 'quiet' },
};

export const TEXT = {
  plans: 'Plans',
  emptyTitle: 'Plans come from contracts',
  emptyHelp: 'Upload a contract: when it has been read, its dated onboarding plan stands here.',
  toContracts: 'Go to contracts',
  more: 'Show more',
  nextStep: 'Next step',
  allDone: 'Everything in this plan is done.',
  done: 'Mark as done',
  openContract: 'Open contract',
  risks: 'Risks',
  success: 'How you will know it worked',
  goesLive: 'Goes live',
  later: (agreed: string, planned: string) =>
    `The contract asks to go live on ${agreed}. The work needs until ${planned}: agree on a new date, or move tasks.`,
  conflict: 'Somebody else changed this task in the meantime. The plan has been reloaded: look again.',
  stillWaits: (titles: readonly string[]) => `Done. It was to wait for: ${titles.join(', ')}.`,
  why: 'Why it is here',
  fromPage: (page: number) => `From page ${page} of the contract`,
  fromContract: 'From the contract',
  archived: 'This plan is archived.',
} as const;
