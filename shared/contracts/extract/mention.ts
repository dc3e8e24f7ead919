import type { Evidence, StakeholderRole } from '../extraction.ts';

/** A person as one place of the document shows them. */
export interface Mention {
  readonly name: string;
  readonly title: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** The organisation, where the place itself says it; else words that may name it. */
  readonly organizationHint: string;
  readonly roles: readonly StakeholderRole[];
  readonly evidence: readonly Evidence[];
  /** 0…1: how surely a person of this contract. */
  readonly strength: number;
}
