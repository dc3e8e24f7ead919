/** How much a stakeholder's word weighs in an onboarding, and why. */
import type { StakeholderRole } from '../contracts/extraction.ts';
import type { InfluenceLevel } from './stakeholder-model.ts';

const EXECUTIVE =
  /\b(?:chief|c[eftimo]o|president(?!,? [a-z ]*sales)|owner|founder|partner(?! \w)|principal|managing|general manager|board)\b/i;
const LEADING = /\b(?:director|head|vice president|vp|manager|lead|controller|supervisor|architect)\b/i;

/** The strongest of what the roles and the title say. */
export function influenceOf(
  roles: readonly StakeholderRole[],
  title: string | null,
): { level: InfluenceLevel; reason: string } {
  const has = (role: StakeholderRole) => roles.includes(role);
  const job = title ? `“${title}”` : '';
  if (has('executive_sponsor')) return { level: 'decision_maker', reason: 'Named as executive sponsor.' };
  if (has('signatory')) return { level: 'decision_maker', reason: 'Signs the contract.' };
  if (title && EXECUTIVE.test(title))
    return { level: 'decision_maker', reason: `Holds an executive office: ${job}.` };
  if (has('project')) return { level: 'influencer', reason: 'Leads the project’s work.' };
  if (has('technical')) return { level: 'influencer', reason: 'Decides how technical requirements are met.' };
  if (title && LEADING.test(title)) return { level: 'influencer', reason: `Leads others: ${job}.` };
  if (has('billing')) return { level: 'informed', reason: 'Handles invoices.' };
  if (has('notices')) return { level: 'informed', reason: 'Receives notices.' };
  return { level: 'user', reason: title ? `Works as ${job}.` : 'No role is known.' };
}
