/** Verifies the whole chain here, with the browser's own cryptography: the server is asked for entries, not for a verdict. */
import { type AuditEntry, type Break, ChainVerifier } from '../../../../shared/audit/chain.ts';
import { call } from '../../api/client.ts';

export interface Verdict {
  readonly checked: number;
  readonly broken: Break | undefined;
  /** Where the chain stood when this began; null for an empty log. */
  readonly head: { readonly sequence: number; readonly hash: string } | null;
  /** RFC 3339 of the newest entry. */
  readonly until: string | undefined;
}

const PAGE = 100;

/** @param onProgress from 0 to 1 */
export async function verifyLog(onProgress: (share: number) => void, signal: AbortSignal): Promise<Verdict> {
  const { head, retention_days } = await call(
    'GET /api/v1/audit/verify',
    { query: { limit: 1 } },
    { signal },
  );
  const verifier = new ChainVerifier({ retentionDays: retention_days });
  const verdict = (broken?: Break): Verdict => ({
    checked: verifier.checked,
    broken,
    head,
    until: verifier.last?.recorded_at,
  });
  if (!head) return verdict();
  let ahead: number | undefined;
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { data: readonly AuditEntry[]; next_cursor: string | null } = await call(
      'GET /api/v1/audit',
      { query: { limit: PAGE, sort: 'recorded_at', ...(cursor && { cursor }) } },
      { signal },
    );
    for (const entry of page.data) {
      // What was entered since is for the next time.
      if (entry.sequence > head.sequence) return verdict(verifier.end(head));
      ahead ??= entry.sequence - 1;
      const broken = await verifier.add(entry);
      if (broken) return verdict(broken);
    }
    onProgress(verifier.checked / Math.max(1, head.sequence - (ahead ?? 0)));
    cursor = page.next_cursor;
  }
  return verdict(verifier.end(head));
}
