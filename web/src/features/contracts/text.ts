import type { ContractStatus, Fact, Field, Stage } from '../../api/types.ts';
import type { Tone } from '../../components/status.tsx';

export const STATUS: Readonly<Record<ContractStatus, { readonly label: string; readonly tone: Tone }>> = {
  awaiting_upload: { label: 'Waiting for its file', tone: 'quiet' },
  processing: { label: 'Being read', tone: 'busy' },
  review: { label: 'Needs you', tone: 'attention' },
  ready: { label: 'Ready', tone: 'good' },
  confirmed: { label: 'Confirmed', tone: 'good' },
  failed: { label: 'Failed', tone: 'bad' },
};

export const STAGES: readonly { readonly stage: Stage; readonly label: string }[] = [
  { stage: 'inspect', label: 'Check the file' },
  { stage: 'read', label: 'Read the pages' },
  { stage: 'parse', label: 'Find the facts' },
  { stage: 'ground', label: 'Prove each fact' },
  { stage: 'stakeholders', label: 'Find the people' },
  { stage: 'plan', label: 'Draft the plan' },
  { stage: 'publish', label: 'Finish' },
];

export const FIELD: Readonly<Record<Field, string>> = {
  document_name: 'Document',
  agreement_date: 'Agreement date',
  effective_date: 'Effective date',
  expiration_date: 'Ends',
  term: 'Term',
  renewal_term: 'Renews for',
  notice_period: 'Notice period',
  governing_law: 'Governing law',
  go_live_date: 'Go-live date',
  totals: 'Totals',
  payment_terms: 'Payment terms',
  parties: 'Party',
  stakeholders: 'Person',
  entitlements: 'Entitlement',
  pricing: 'Price',
  service_levels: 'Service level',
  technical_requirements: 'Requirement',
};

export const METHOD: Readonly<Record<Fact['method'], string>> = {
  rule: 'Read by rule',
  model: 'Read by model',
  computed: 'Worked out',
  person: 'Entered by a person',
};

export const DECISION: Readonly<Record<Exclude<Fact['decision'], 'none'>, string>> = {
  confirmed: 'Confirmed',
  corrected: 'Corrected',
  rejected: 'Rejected',
  added: 'Added',
};

export const TEXT = {
  contracts: 'Contracts',
  upload: 'Upload contract',
  emptyTitle: 'Drop your first contract here',
  emptyHelp:
    'PDF, scan, Word (DOCX), image or plain text, up to 50 MB. Gangway reads people, entitlements, prices and dates from it and drafts a dated onboarding plan.',
  noneTitle: 'No contract is in this state',
  noneHelp: 'Show all contracts, or upload another one.',
  showAll: 'Show all',
  dropHere: 'Drop the contract anywhere',
  oneAtATime: 'Upload one contract at a time: drop the first file, then the next.',
  more: 'Show more',
  customerExists: (name: string) => `There is already a customer “${name}”.`,
  chooseExisting: (name: string) => `Use “${name}”`,
  createSecond: 'Create a second one',
  sending: 'Uploading',
  sent: 'Uploaded. Starting to read it…',
  start: 'Upload and read',
  cancel: 'Cancel',
  otherFile: 'Choose another file',
  neverArrived:
    'The file of this contract never arrived: its upload was interrupted. Archive this contract and upload the file again.',
  arriving: 'The file has been sent. Reading starts in a moment.',
  needsYou: 'Needs you',
  needsYouHelp: 'Gangway is not sure about these. Check each against the words it came from.',
  allLookedAt: 'You have looked at everything that was in doubt.',
  nothingFound: 'Nothing was found in this contract.',
  nothingFoundHelp: 'If it is a scan, a sharper one may help. Upload it again as a new contract.',
  keys: 'Keys: j and k move between facts, c confirms, e corrects, x rejects, u undoes.',
  conflict:
    'Somebody else changed this contract in the meantime. It has been reloaded: look again, then decide.',
  archivedNotice: 'This contract is archived.',
  file: 'Download file',
  plan: 'Open plan',
  confirmAll: 'Confirm all',
  processAgain: 'Read again',
  archive: 'Archive',
  retry: 'Try again',
  stop: 'Stop and archive',
} as const;
