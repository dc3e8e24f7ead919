/** What a technical requirement asks for, by its own words first and by its category where they say nothing. */
import type { RequirementCategory, TechnicalRequirement } from '../contracts/extraction.ts';

export const REQUIREMENT_KINDS = [
  'single_sign_on',
  'provisioning',
  'multi_factor',
  'encryption',
  'data_residency',
  'data_retention',
  'backup',
  'security_review',
  'compliance_evidence',
  'migration',
  'integration',
  'performance',
  'infrastructure',
  'other',
] as const;
export type RequirementKind = (typeof REQUIREMENT_KINDS)[number];

/** In this order: the first whose words occur. */
const WORDS: readonly (readonly [RequirementKind, RegExp])[] = [
  [
    'provisioning',
    /\bSCIM\b|(?:de-?)?provision\w* (?:of )?(?:users?|accounts?)|\buser (?:de-?)?provisioning/i,
  ],
  ['single_sign_on', /\b(?:SSO|SAML|OIDC|OpenID|single sign-?on)\b/i],
  ['multi_factor', /\b(?:MFA|2FA|(?:multi|two)-?factor)\b/i],
  [
    'migration',
    /\bmigrat|\b(?:history|records|archive|legacy)\b.*\b(?:loaded|imported|converted|reconciled)\b/i,
  ],
  [
    'security_review',
    /\bpenetration|\bpen-?test|\bvulnerabilit|\bsecurity (?:review|assessment|questionnaire|audit)/i,
  ],
  [
    'compliance_evidence',
    /\bSOC ?[12]\b|\bISO ?\d{4,5}|\bPCI\b|\bHITRUST\b|\bFedRAMP\b|\bBAA\b|\bDPA\b|\baudit report/i,
  ],
  ['encryption', /\bencrypt|\bTLS\b|\bAES\b/i],
  ['backup', /\bback-?ups? (?:are|is|every|daily|nightly|shall|must)|\bdisaster recovery|\bfailover/i],
  ['data_retention', /\bretain|\bretention|\bdelet(?:e|ed|ion)\b|\bpurge/i],
  [
    'data_residency',
    /\b(?:data cent(?:er|re)s?|regions?|residen|stored|kept|stays?|hosted|remain)\b.*\b(?:in|within|inside)\b/i,
  ],
  [
    'performance',
    /\b(?:per (?:second|minute|hour)|latency|throughput|concurrent|response times?|completes? in)\b/i,
  ],
  [
    'integration',
    /\b(?:API|FHIR|HL7|EDI|SFTP|webhooks?|OData|integrat|interface|connector|import format|feed)/i,
  ],
];

const BY_CATEGORY: Readonly<Record<RequirementCategory, RequirementKind>> = {
  identity: 'other',
  security: 'other',
  data: 'other',
  integration: 'integration',
  performance: 'performance',
  infrastructure: 'infrastructure',
  migration: 'migration',
  compliance: 'compliance_evidence',
  other: 'other',
};

/** Categories that decide alone: their sentences often name other things in passing. */
const DECISIVE: ReadonlySet<RequirementCategory> = new Set([
  'integration',
  'migration',
  'performance',
  'infrastructure',
]);

export function requirementKind({ requirement, category }: TechnicalRequirement): RequirementKind {
  if (DECISIVE.has(category)) return BY_CATEGORY[category];
  return WORDS.find(([, words]) => words.test(requirement))?.[0] ?? BY_CATEGORY[category];
}
