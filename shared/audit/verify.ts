/** Verifies the chain as it stands, part by part, so that no call takes longer than it may (AUD-03). */
import type { Actor } from '../kernel/actor.ts';
import { openCursor, sealCursor } from '../kernel/cursor.ts';
import { environment } from '../kernel/environment.ts';
import type { Item } from '../kernel/records.ts';
import { readHead } from './append.ts';
import { type Break, ChainVerifier, type Link } from './chain.ts';
import { type Position, readEntries } from './read.ts';

/** Entries in one call. */
const MOST_ENTRIES = 2_000;
const PAGE = 500;
const SCOPE = 'audit-verify';

interface State extends Item {
  readonly link: Link | null;
  readonly start: Position;
  readonly checked: number;
}

export const retentionDays = () => Number(environment('AUDIT_RETENTION_DAYS'));

export async function verifyPart(actor: Actor, cursor: string | undefined, most = MOST_ENTRIES) {
  const state = (await openCursor(actor, SCOPE, cursor)) as State | undefined;
  const retention = retentionDays();
  const head = await readHead(actor);
  const answer = (broken: Break | undefined, checked: number, next: string | null) => ({
    intact: broken === undefined,
    complete: next === null,
    checked,
    broken: broken ?? null,
    head: head ? { sequence: head.sequence, hash: head.hash, recorded_at: head.recorded_at } : null,
    retention_days: retention,
    next_cursor: next,
  });
  if (!head) return answer(undefined, 0, null);
  const verifier = new ChainVerifier({ after: state?.link ?? undefined, retentionDays: retention });
  const before = state?.checked ?? 0;
  let start = state?.start;
  do {
    const page = await readEntries(actor, head.began, {
      descending: false,
      limit: Math.min(PAGE, most - verifier.checked),
      start,
    });
    for (const entry of page.entries) {
      // What was entered since is for the next time.
      if (entry.sequence > head.sequence) return answer(verifier.end(head), before + verifier.checked, null);
      const broken = await verifier.add(entry);
      if (broken) return answer(broken, before + verifier.checked, null);
    }
    start = page.next;
  } while (start && verifier.checked < most);
  const checked = before + verifier.checked;
  if (!start) return answer(verifier.end(head), checked, null);
  return answer(
    undefined,
    checked,
    await sealCursor(actor, SCOPE, { link: verifier.last ?? null, start, checked }),
  );
}
