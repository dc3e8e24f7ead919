import type { ContractStatus, Stage } from '../../api/types.ts';
import type { Tone } from '../../components/status.tsx';

export const TONE: Readonly<Record<ContractStatus, Tone>> = {
  awaiting_upload: 'quiet',
  processing: 'busy',
  review: 'attention',
  ready: 'good',
  confirmed: 'good',
  failed: 'bad',
};

/** The pipeline's steps in their order. */
export const STAGES: readonly Stage[] = [
  'inspect',
  'read',
  'parse',
  'ground',
  'stakeholders',
  'plan',
  'publish',
];
