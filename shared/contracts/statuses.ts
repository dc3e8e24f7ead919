/**
 * awaiting_upload: the presigned form was handed out. processing: the pipeline runs. review: a person should look at
 * some facts. ready: nothing is doubtful. confirmed: a person took the facts over. failed: `failure` says why.
 */
export const CONTRACT_STATUSES = [
  'awaiting_upload',
  'processing',
  'review',
  'ready',
  'confirmed',
  'failed',
] as const;
export type ContractStatus = (typeof CONTRACT_STATUSES)[number];

/** The pipeline's seven stages, in order. */
export const STAGES = ['inspect', 'read', 'parse', 'ground', 'stakeholders', 'plan', 'publish'] as const;
export type Stage = (typeof STAGES)[number];
