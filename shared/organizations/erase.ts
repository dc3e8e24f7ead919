/** Erasing an organization whose days of grace are over: in pieces, each of which may be interrupted and done again. */
import { DeleteObjectsCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { closeAccount } from '../identity/accounts.ts';
import type { Actor } from '../kernel/actor.ts';
import { release, revise } from '../kernel/directory.ts';
import { environment } from '../kernel/environment.ts';
import { s3For } from '../kernel/files.ts';
import { failedConditions, type Item, type TransactItem, table, transact } from '../kernel/records.ts';
import { now } from '../kernel/time.ts';
import {
  auditPartitions,
  COUNTERS,
  entityOf,
  entriesOf,
  headsOf,
  LISTED,
  NAMED,
  OWN,
  partitionOf,
} from './holdings.ts';

/** Heads whose partitions one round takes. */
const HEADS = 25;
/** Records in one transaction: a quarter of what one may hold, since each may have three entries in the directory. */
const CHUNK = 25;

/** Says when an invocation should stop and let the next one go on. */
type InTime = () => boolean;

/** @returns whether everything is gone, or nothing is to go any more */
export async function erase(actor: Actor, deletion: number, inTime: InTime): Promise<boolean> {
  const own = await partitionOf(actor, OWN, 'erase');
  const organization = own.find(({ sk }) => sk === OWN);
  if (!organization) return true;
  if (!organization.deletion || organization.deletions !== deletion) return true;
  if (!(await beginErasing(actor))) return true;
  for (const listed of LISTED)
    for (;;) {
      const { items } = await headsOf(actor, listed, 'erase', { limit: HEADS });
      if (items.length === 0) break;
      for (const { id } of items) await erasePartition(actor, `${listed.head}#${String(id)}`);
      if (!inTime()) return false;
    }
  for (const name of NAMED) await erasePartition(actor, name);
  while (await eraseFiles(actor)) if (!inTime()) return false;
  await eraseOrganization(actor, own, organization);
  return true;
}

/**
 * The audit log and the counters, when the organization itself is gone: also what was told of its deletion.
 * @returns whether everything is gone, or the organization is still there and keeps its log
 */
export async function eraseLog(actor: Actor, inTime: InTime): Promise<boolean> {
  const own = await partitionOf(actor, OWN, 'erase');
  if (own.length > 0) return true;
  for (const name of [COUNTERS, ...(await auditPartitions(actor, 'erase', new Date()))]) {
    await erasePartition(actor, name);
    if (!inTime()) return false;
  }
  return true;
}

/** From here on it cannot be taken back. @returns false when it was, just now */
async function beginErasing(actor: Actor): Promise<boolean> {
  try {
    await transact(
      actor,
      [revise('TENANT', actor.tenantId, { set: { erasing_since: now() }, only: { status: 'deleting' } })],
      'erase',
    );
    return true;
  } catch (error) {
    if (failedConditions(error)) return false;
    throw error;
  }
}

const deletionOf = ({ pk, sk }: Item): TransactItem => ({
  Delete: { TableName: table().table, Key: { pk, sk } },
});

async function erasePartition(actor: Actor, name: string): Promise<void> {
  await eraseItems(actor, await partitionOf(actor, name, 'erase'));
}

async function eraseItems(actor: Actor, items: readonly Item[]): Promise<void> {
  for (let start = 0; start < items.length; start += CHUNK) {
    const chunk = items.slice(start, start + CHUNK);
    // Members keep their accounts; customers' users have theirs for this organization's portal alone.
    for (const { id } of chunk.filter((item) => entityOf(item) === 'portal_user'))
      await closeAccount(String(id));
    const writes = chunk.flatMap((item) => [...entriesOf(item, actor.tenantId), deletionOf(item)]);
    // An address that was invited twice has one entry in the directory: a transaction writes it once.
    const unique = new Map(
      writes.map((write) => [JSON.stringify((write.Delete ?? write.Update)?.Key), write]),
    );
    await transact(actor, [...unique.values()], 'erase');
  }
}

/** Every version of up to a thousand files. @returns whether there were any */
async function eraseFiles(actor: Actor): Promise<boolean> {
  const s3 = await s3For(actor, 'erase');
  const Bucket = environment('BUCKET_NAME');
  const { Versions = [], DeleteMarkers = [] } = await s3.send(
    new ListObjectVersionsCommand({ Bucket, Prefix: `T/${actor.tenantId}/` }),
  );
  const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
  if (Objects.length === 0) return false;
  const { Errors = [] } = await s3.send(
    new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true }, ChecksumAlgorithm: 'SHA256' }),
  );
  if (Errors.length > 0) throw new Error(`${Errors.length} files were not deleted: ${Errors[0]?.Code}`);
  return true;
}

/** Members first, each with what binds the account to the organization; the head with its names last. */
async function eraseOrganization(actor: Actor, own: readonly Item[], organization: Item): Promise<void> {
  await eraseItems(
    actor,
    own.filter((item) => item !== organization),
  );
  await transact(
    actor,
    [
      release('SLUG', String(organization.slug), actor.tenantId),
      release('TENANT', actor.tenantId),
      deletionOf(organization),
    ],
    'erase',
  );
}
