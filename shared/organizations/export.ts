/** A full export: every record of the organization as JSON Lines, compressed, in files of its own (AUD-05). */
import { gzipSync } from 'node:zlib';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { Entity } from 'electrodb';
import type { Actor } from '../kernel/actor.ts';
import { primary, stamps } from '../kernel/entity.ts';
import { environment } from '../kernel/environment.ts';
import { startExecution } from '../kernel/executions.ts';
import { fileKey } from '../kernel/file-key.ts';
import { s3For } from '../kernel/files.ts';
import { newId } from '../kernel/ids.ts';
import {
  created,
  getItem,
  type Item,
  putItem,
  queryPage,
  table,
  updated,
  updateItem,
} from '../kernel/records.ts';
import { entityOf, headsOf, LISTED, NAMED, OWN, partitionOf } from './holdings.ts';

interface ExportFile {
  /** `contract-0001.jsonl.gz` */
  readonly name: string;
  readonly entity: string;
  readonly records: number;
  readonly bytes: number;
}

export const ExportRecord = new Entity({
  model: { entity: 'export', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    status: { type: ['running', 'ready'] as const, required: true },
    /** `ExportFile[]` */
    files: { type: 'any', required: true },
    ...stamps,
  },
  indexes: { record: primary(['tenant_id'], `T#\${tenant_id}#EXPORTS`, ['id'], `\${id}`) },
});

/** One that has not moved for this long has lost its execution. */
const STUCK_MS = 30 * 60_000;

export async function latestExport(actor: Actor): Promise<Item | undefined> {
  const { items } = await queryPage(actor, {
    TableName: table().table,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': `T#${actor.tenantId}#EXPORTS` },
    ConsistentRead: true,
    ScanIndexForward: false,
    Limit: 1,
  });
  return items[0];
}

/** @returns the export that runs, or a new one */
export async function requestExport(actor: Actor): Promise<Item> {
  const latest = await latestExport(actor);
  const fresh = latest && Date.now() - Date.parse(String(latest.updated_at)) < STUCK_MS;
  const record =
    latest?.status === 'running' && fresh
      ? latest
      : {
          tenant_id: actor.tenantId,
          id: newId(),
          status: 'running' as const,
          files: [],
          ...created(actor),
        };
  if (record !== latest) await putItem(actor, ExportRecord.create(record as never).params(table()));
  const input = { tenant_id: actor.tenantId, export_id: record.id, progress: { from: null } };
  await startExecution(`${actor.tenantId}-${String(record.id)}`, input, 'EXPORT_MACHINE_ARN');
  return record;
}

export const exportFileKey = (actor: Actor, id: string, name: string) => fileKey(actor, 'exports', id, name);

/** Where the next piece begins: a partition by its name, or a page of a list. */
export interface From {
  readonly holding: number;
  readonly start?: Item | undefined;
  readonly piece: number;
}

/** Heads of one page, and bytes of text after which a piece is written. */
const HEADS = 25;
const PIECE_BYTES = 16 * 1024 * 1024;

/** Names of partitions first, then lists. */
const HOLDINGS = [OWN, ...NAMED, ...LISTED] as const;

/**
 * Writes one piece: as many records as fit into memory and time.
 * @returns where the next one begins; null when everything is written
 */
export async function writePiece(
  actor: Actor,
  id: string,
  from: From,
  inTime: () => boolean,
): Promise<From | null> {
  const lines = new Map<string, string[]>();
  let bytes = 0;
  const take = (items: readonly Item[]) => {
    for (const item of items)
      for (const [entity, value] of recordsOf(item)) {
        const line = JSON.stringify(value);
        bytes += line.length;
        lines.set(entity, [...(lines.get(entity) ?? []), line]);
      }
  };
  let { holding, start } = from;
  while (holding < HOLDINGS.length && bytes < PIECE_BYTES && inTime()) {
    const place = HOLDINGS[holding];
    if (typeof place === 'string') take(await partitionOf(actor, place, 'write'));
    else if (place) {
      const page = await headsOf(actor, place, 'write', { limit: HEADS, start });
      for (const head of page.items)
        take(await partitionOf(actor, `${place.head}#${String(head.id)}`, 'write'));
      start = page.last;
      if (start) continue;
    }
    holding++;
  }
  const files = await Promise.all(
    [...lines].map(([entity, texts]) => writeFile(actor, id, entity, from.piece, texts)),
  );
  const over = holding >= HOLDINGS.length;
  await addFiles(actor, id, files, over);
  return over ? null : { holding, start, piece: from.piece + 1 };
}

/** A record without the table's own attributes; of a contract also where its original lies. */
function recordsOf(item: Item): [string, Item][] {
  const entity = entityOf(item);
  const value = Object.fromEntries(
    Object.entries(item).filter(([name]) => !/^(pk|sk|gsi\d(pk|sk)|__edb_[ev]__)$/.test(name)),
  );
  const { id, file_name, content_type, size, object_version } = item;
  const original = { contract_id: id, file_name, content_type, size, object_version };
  return [[entity, value], ...(entity === 'contract' ? [['original', original] as [string, Item]] : [])];
}

async function writeFile(
  actor: Actor,
  id: string,
  entity: string,
  piece: number,
  texts: readonly string[],
): Promise<ExportFile> {
  const name = `${entity}-${String(piece).padStart(4, '0')}.jsonl.gz`;
  const body = gzipSync(`${texts.join('\n')}\n`);
  const s3 = await s3For(actor, 'write');
  await s3.send(
    new PutObjectCommand({
      Bucket: environment('BUCKET_NAME'),
      Key: exportFileKey(actor, id, name),
      Body: body,
      ContentType: 'application/gzip',
    }),
  );
  return { name, entity, records: texts.length, bytes: body.length };
}

/** Idempotent: a piece that is written once more has the same names. */
async function addFiles(
  actor: Actor,
  id: string,
  added: readonly ExportFile[],
  over: boolean,
): Promise<void> {
  const key = { tenant_id: actor.tenantId, id };
  const record = await getItem(actor, ExportRecord.get(key).params(table()));
  const known = ((record?.files ?? []) as ExportFile[]).filter(
    ({ name }) => !added.some((file) => file.name === name),
  );
  await updateItem(
    actor,
    ExportRecord.patch(key)
      .set({ files: [...known, ...added], status: over ? 'ready' : 'running', ...updated(actor) })
      .add({ version: 1 })
      .params(table()),
  );
}

export const filesOf = (record: Item) => record.files as readonly ExportFile[];
