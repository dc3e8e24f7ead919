/**
 * The hash chain of an organization's audit log (AUD-03), and how it is verified. The API, `npm run audit:verify` and the
 * browser run this same module: it stands on Web Crypto alone.
 */
import { canonicalJson } from './canonical.ts';

/** What became of a field. `hidden`: it changed, and what it held is not kept here. */
export type FieldChange =
  | { readonly field: string; readonly before: unknown; readonly after: unknown }
  | { readonly field: string; readonly hidden: 'sensitive' | 'large' };

export interface AuditEntry {
  readonly id: string;
  readonly organization_id: string;
  /** From 1, without a gap. */
  readonly sequence: number;
  /** `customer.updated` */
  readonly event: string;
  readonly event_id: string;
  /** When it happened, RFC 3339. */
  readonly at: string;
  /** When it was entered: never before the entry ahead of it. */
  readonly recorded_at: string;
  readonly actor: {
    readonly id: string;
    readonly name: string;
    readonly kind: 'user' | 'api_key' | 'portal_user' | 'system';
    /** IP address; null for the system. */
    readonly address: string | null;
    readonly agent: string | null;
  };
  readonly resource: { readonly type: string; readonly id: string; readonly label: string };
  readonly changes: readonly FieldChange[];
  readonly request_id: string;
  /** Of the entry ahead of this one; null for the first. */
  readonly previous_hash: string | null;
  readonly previous_at: string | null;
  /** SHA-256 of the canonical JSON of everything else, in hex. */
  readonly hash: string;
}

/** Where a chain stands: what the next entry joins on to. */
export interface Link {
  readonly organization_id: string;
  readonly sequence: number;
  readonly hash: string;
  readonly recorded_at: string;
}

/**
 * altered: its content does not give its hash. missing: entries ahead of it are not there. unlinked: it does not name the
 * entry ahead of it. foreign: it belongs to another organization. ends_early: entries at the end are not there.
 */
export type BreakReason = 'altered' | 'missing' | 'unlinked' | 'foreign' | 'ends_early';

export interface Break {
  readonly sequence: number;
  readonly id: string | null;
  readonly reason: BreakReason;
}

const encoder = new TextEncoder();

const hex = (bytes: ArrayBuffer) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

export const sha256 = async (text: string): Promise<string> =>
  hex(await crypto.subtle.digest('SHA-256', encoder.encode(text)));

/** What an entry's hash must be. */
export const hashOf = ({
  hash: _,
  ...content
}: Omit<AuditEntry, 'hash'> & { hash?: string }): Promise<string> => sha256(canonicalJson(content));

export const linkOf = ({ organization_id, sequence, hash, recorded_at }: AuditEntry): Link => ({
  organization_id,
  sequence,
  hash,
  recorded_at,
});

const DAY_MS = 24 * 3600_000;

export interface ChainOptions {
  /** Where an earlier look at the chain ended. */
  readonly after?: Link | undefined;
  /** Days that entries are kept; 0 for ever. A chain may begin behind its first entry only where that has expired. */
  readonly retentionDays: number;
  /** ms since 1970. */
  readonly now?: number;
}

/** Looks at a chain from its oldest entry on, one at a time. */
export class ChainVerifier {
  #last: Link | undefined;
  readonly #oldest: number;
  checked = 0;

  constructor({ after, retentionDays, now = Date.now() }: ChainOptions) {
    this.#last = after;
    this.#oldest = retentionDays === 0 ? Number.NEGATIVE_INFINITY : now - retentionDays * DAY_MS;
  }

  get last(): Link | undefined {
    return this.#last;
  }

  /** @returns what is wrong with this entry; then the rest of the chain proves nothing */
  async add(entry: AuditEntry): Promise<Break | undefined> {
    const reason = await this.#wrong(entry);
    if (reason) return { sequence: entry.sequence, id: entry.id, reason };
    this.#last = linkOf(entry);
    this.checked++;
    return undefined;
  }

  /** @param head where the chain stands now, as its keeper says */
  end(head: Pick<Link, 'sequence' | 'hash'> | null): Break | undefined {
    const { sequence = 0, hash } = this.#last ?? {};
    if (!head || (head.sequence === sequence && head.hash === hash)) return undefined;
    return { sequence: sequence + 1, id: null, reason: 'ends_early' };
  }

  async #wrong(entry: AuditEntry): Promise<BreakReason | undefined> {
    if (!(await isUnaltered(entry))) return 'altered';
    const last = this.#last;
    if (!last) return this.#mayBegin(entry) ? undefined : 'missing';
    if (entry.organization_id !== last.organization_id) return 'foreign';
    if (entry.sequence !== last.sequence + 1) return 'missing';
    const isJoined = entry.previous_hash === last.hash && entry.previous_at === last.recorded_at;
    return isJoined && entry.recorded_at >= last.recorded_at ? undefined : 'unlinked';
  }

  #mayBegin({ sequence, previous_hash, previous_at }: AuditEntry): boolean {
    if (sequence === 1) return previous_hash === null && previous_at === null;
    return previous_at !== null && Date.parse(previous_at) <= this.#oldest;
  }
}

async function isUnaltered(entry: AuditEntry): Promise<boolean> {
  try {
    return (await hashOf(entry)) === entry.hash;
  } catch {
    // Nothing that canonical JSON cannot say was ever entered.
    return false;
  }
}
