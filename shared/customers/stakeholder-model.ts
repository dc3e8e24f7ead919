/** A person of a customer relationship, on either side. */
import type { StakeholderRole } from '../contracts/extraction.ts';

export const SIDES = ['provider', 'customer'] as const;
export type Side = (typeof SIDES)[number];

/** How much a person's word weighs: signs or sponsors; steers the work or the money; works with it; is kept informed. */
export const INFLUENCE_LEVELS = ['decision_maker', 'influencer', 'user', 'informed'] as const;
export type InfluenceLevel = (typeof INFLUENCE_LEVELS)[number];

/** Where a contract names the person. */
export interface Mention {
  readonly contract_id: string;
  readonly fact_key: string;
  /** The name as read there: finds the person again after somebody corrected it. */
  readonly name: string;
}

/** What a person may change. */
export const EDITABLE = [
  'name',
  'title',
  'email',
  'phone',
  'organization',
  'roles',
  'side',
  'influence',
] as const;
export type EditableField = (typeof EDITABLE)[number];

export interface Stakeholder {
  /** `<customer id>-<ULID>`: names its own record, so that a write needs no search. */
  readonly id: string;
  readonly name: string;
  readonly title: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly organization: string | null;
  /** The weightiest first. */
  readonly roles: readonly StakeholderRole[];
  /** null where the contract does not tell. */
  readonly side: Side | null;
  readonly influence: InfluenceLevel;
  readonly influence_reason: string;
  /** Who put this person here first. */
  readonly source: 'contract' | 'person';
  readonly mentions: readonly Mention[];
  readonly confidence: number;
  readonly needs_review: boolean;
  /** When a person last changed each field; a rerun leaves these fields alone. */
  readonly edited: Readonly<Partial<Record<EditableField, string>>>;
}

/** A stakeholder as it is stored. */
export interface ExistingStakeholder extends Stakeholder {
  readonly version: number;
  readonly archived_at?: string;
}
