/** What somebody does for the contract, judged by a label, a title or the words around the name. */
import { STAKEHOLDER_ROLES, type StakeholderRole } from '../extraction.ts';

const CUES: readonly (readonly [role: StakeholderRole, cue: RegExp])[] = [
  [
    'executive_sponsor',
    /\b(?:executive|client|customer|business|project)?[ -]?sponsor\b|\bexecutive contact\b/i,
  ],
  [
    'billing',
    /\b(?:billing|billed|bills?|invoic\w+|accounts? payable|payables?|payments?|remit\w*|bookkeep\w*|ledger|accounting|accounts|finance|financial (?:contact|matters)|purchase orders?|Rechnung\w*|factur\w+|facturación|exchequer|credit (?:manager|control\w*))\b/i,
  ],
  [
    'technical',
    /\b(?:technical|technology|IT contact|I\.T\.|integration|architect|system administrator|security contact|engineering|infrastructure|administrator|systems?|data|interfaces?|EDI|IT|networks?|informati(?:cs|que|k)|DevOps|software)\b/i,
  ],
  [
    'project',
    /\b(?:project|program(?:me)?|implementation|engagement manager|delivery|customer success|coordinator|onboarding|rollout|deployment|day to day manager|relationship manager|service manager|day[- ]to[- ]day|account manager|client (?:partner|manager)|case manager|contract manager|management of the contract|service delivery|operations|site manager|supervisor|authori[sz]ed representative|clientèle|delivery)\b/i,
  ],
  ['notices', /\b(?:notices?|legal notices?|legal contact|attention|attn)\b/i],
];

/** Roles a label or phrase speaks of. */
export function rolesIn(text: string): StakeholderRole[] {
  return CUES.filter(([, cue]) => cue.test(text)).map(([role]) => role);
}

/** Unique roles, the weightiest first; 'other' only where nothing else is known. */
export function orderRoles(roles: Iterable<StakeholderRole>): StakeholderRole[] {
  const own = new Set(roles);
  const known = STAKEHOLDER_ROLES.filter((role) => role !== 'other' && own.has(role));
  return known.length > 0 ? known : ['other'];
}
