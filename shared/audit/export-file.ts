/**
 * An export of the audit log: JSON Lines. The first line says what it is, then the entries as they were hashed, and the
 * last line signs everything before it. Verified without the system that made it.
 */
import { canonicalJson } from './canonical.ts';
import { type AuditEntry, type Break, ChainVerifier, type Link, sha256 } from './chain.ts';

export const EXPORT_TYPE = 'gangway-audit-export';
const END_TYPE = 'end';

export interface ExportHeader {
  readonly type: typeof EXPORT_TYPE;
  readonly version: 1;
  readonly organization_id: string;
  readonly exported_at: string;
  /** Null where it reaches back to the oldest entry there is. */
  readonly from: string | null;
  /** Null where it goes up to the newest entry there was. */
  readonly to: string | null;
  readonly retention_days: number;
}

export interface ExportEnd {
  readonly type: typeof END_TYPE;
  readonly entries: number;
  /** Where the chain stood; null for an export that ends before. */
  readonly head: Pick<Link, 'sequence' | 'hash'> | null;
  /** Of everything before this line, in hex. */
  readonly sha256: string;
  /** Ed25519 over the text of `sha256`, base64. */
  readonly signature: string;
  /** SPKI, base64. */
  readonly public_key: string;
}

export interface Signer {
  readonly publicKey: string;
  readonly sign: (text: string) => string;
}

export async function exportText(
  header: Omit<ExportHeader, 'type' | 'version'>,
  entries: readonly AuditEntry[],
  head: Pick<Link, 'sequence' | 'hash'> | null,
  signer: Signer,
): Promise<string> {
  const lines = [{ type: EXPORT_TYPE, version: 1, ...header }, ...entries].map(
    (line) => `${canonicalJson(line)}\n`,
  );
  const body = lines.join('');
  const digest = await sha256(body);
  const end: ExportEnd = {
    type: END_TYPE,
    entries: entries.length,
    head: head && { sequence: head.sequence, hash: head.hash },
    sha256: digest,
    signature: signer.sign(digest),
    public_key: signer.publicKey,
  };
  return `${body}${canonicalJson(end)}\n`;
}

export type ExportFault = 'not_an_export' | 'incomplete' | 'digest' | 'signature' | 'foreign_key' | 'count';

export interface ExportVerdict {
  readonly header: ExportHeader | null;
  readonly end: ExportEnd | null;
  readonly checked: number;
  readonly broken: Break | null;
  /** What is wrong with the file as a whole. */
  readonly fault: ExportFault | null;
}

/**
 * @param key SPKI in base64: the key that must have signed; without it the file's own key is used, which shows only
 * that the file is as it was made
 */
export async function verifyExport(text: string, key?: string, now?: number): Promise<ExportVerdict> {
  const lines = text.split('\n').filter((line) => line !== '');
  const header = parsed<ExportHeader>(lines[0], EXPORT_TYPE);
  const end = parsed<ExportEnd>(lines.at(-1), END_TYPE);
  const verdict = (fault: ExportFault | null, checked = 0, broken: Break | null = null): ExportVerdict => ({
    header: header ?? null,
    end: end ?? null,
    checked,
    broken,
    fault,
  });
  if (header?.version !== 1) return verdict('not_an_export');
  const entries = lines.slice(1, end ? -1 : undefined).map(anyJson) as (AuditEntry | undefined)[];
  const [first] = entries;
  const verifier = new ChainVerifier({
    // A part of the log begins where it was asked to, with what its first entry says of the one ahead of it.
    after: header.from === null ? undefined : first && linkAhead(first),
    retentionDays: header.retention_days,
    now: now ?? Date.parse(header.exported_at),
  });
  for (const entry of entries) {
    if (!entry) return verdict('incomplete', verifier.checked);
    const broken: Break | undefined =
      entry.organization_id === header.organization_id
        ? await verifier.add(entry)
        : { sequence: entry.sequence, id: entry.id, reason: 'foreign' };
    if (broken) return verdict(null, verifier.checked, broken);
  }
  if (!end) return verdict('incomplete', verifier.checked);
  if (end.entries !== verifier.checked) return verdict('count', verifier.checked);
  const broken = verifier.end(end.head);
  if (broken) return verdict(null, verifier.checked, broken);
  const body = text.slice(0, text.lastIndexOf(lines.at(-1) ?? ''));
  if ((await sha256(body)) !== end.sha256) return verdict('digest', verifier.checked);
  if (key !== undefined && key !== end.public_key) return verdict('foreign_key', verifier.checked);
  return verdict((await isSigned(end)) ? null : 'signature', verifier.checked);
}

const linkAhead = (entry: AuditEntry): Link | undefined =>
  entry.previous_hash && entry.previous_at
    ? {
        organization_id: entry.organization_id,
        sequence: entry.sequence - 1,
        hash: entry.previous_hash,
        recorded_at: entry.previous_at,
      }
    : undefined;

async function isSigned({ sha256: digest, signature, public_key }: ExportEnd): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('spki', bytesOf(public_key), { name: 'Ed25519' }, false, [
      'verify',
    ]);
    return await crypto.subtle.verify(
      { name: 'Ed25519' },
      key,
      bytesOf(signature),
      new TextEncoder().encode(digest),
    );
  } catch {
    return false;
  }
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

function parsed<T>(line: string | undefined, type: string): T | undefined {
  const value = anyJson(line ?? '');
  return value && (value as { type?: unknown }).type === type ? (value as T) : undefined;
}

function anyJson(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
