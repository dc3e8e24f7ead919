/** A contract: its file, where its processing stands, and what came of it. */
import { Entity } from 'electrodb';
import type { Actor } from '../kernel/actor.ts';
import { primary, secondary, stamps } from '../kernel/entity.ts';
import { fileKey } from '../kernel/file-key.ts';
import { type Item, table, updated } from '../kernel/records.ts';
import { textOrNull } from '../kernel/values.ts';
import { CONTRACT_STATUSES, type ContractStatus, STAGES, type Stage } from './statuses.ts';

const time = { type: 'string' } as const;

export const Contract = new Entity({
  model: { entity: 'contract', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    customer_id: { type: 'string', required: true },
    customer_name: { type: 'string', required: true },
    /** The member whom the customer is assigned to. */
    owner_id: { type: 'string', required: true },
    file_name: { type: 'string', required: true },
    content_type: { type: 'string', required: true },
    /** Bytes; what was declared until the file is there, then what it has. */
    size: { type: 'number', required: true },
    status: { type: CONTRACT_STATUSES, required: true },
    /** Version of the uploaded object: one version is processed once. */
    object_version: { type: 'string' },
    /** Counts the runs of the pipeline; a state of an older run writes nothing. */
    run: { type: 'number', required: true },
    execution_arn: { type: 'string' },
    /** When each stage of the current run was entered. */
    stages: {
      type: 'map',
      required: true,
      properties: {
        inspect: time,
        read: time,
        parse: time,
        ground: time,
        stakeholders: time,
        plan: time,
        publish: time,
        done: time,
      },
    },
    failure: { type: 'any' },
    reader: { type: 'string' },
    pages: { type: 'number' },
    document_name: { type: 'string' },
    /** What read the facts: `rules` or `model`, and why. */
    extractor: { type: 'string' },
    extractor_reason: { type: 'string' },
    usage: { type: 'any' },
    facts: { type: 'number' },
    needs_review: { type: 'number' },
    plan_id: { type: 'string' },
    confirmed_at: { type: 'string' },
    confirmed_by: { type: 'string' },
    /** `active` or `archived`: which of the lists it stands in. */
    shelf: { type: ['active', 'archived'] as const, required: true },
    ...stamps,
  },
  indexes: {
    record: primary(['tenant_id', 'id'], `T#\${tenant_id}#CONTRACT#\${id}`, [], 'CONTRACT'),
    all: secondary('gsi1', ['tenant_id', 'shelf'], `T#\${tenant_id}#CONTRACTS#\${shelf}`, ['id'], `\${id}`),
    byStatus: secondary(
      'gsi2',
      ['tenant_id', 'shelf', 'status'],
      `T#\${tenant_id}#CONTRACTS#\${shelf}#\${status}`,
      ['id'],
      `\${id}`,
    ),
    byCustomer: secondary(
      'gsi3',
      ['tenant_id', 'customer_id', 'shelf'],
      `T#\${tenant_id}#CUSTOMER#\${customer_id}#CONTRACTS#\${shelf}`,
      ['id'],
      `\${id}`,
    ),
    byOwner: secondary(
      'gsi4',
      ['tenant_id', 'owner_id', 'shelf'],
      `T#\${tenant_id}#OWNER#\${owner_id}#CONTRACTS#\${shelf}`,
      ['id'],
      `\${id}`,
    ),
  },
});

export const contractKey = (actor: Actor, id: string) =>
  Contract.get({ tenant_id: actor.tenantId, id }).params(table());

/** A change of one contract. Its status is part of an index with the shelf: a change of status is for the active shelf only. */
export function contractPatch(actor: Actor, id: string, attributes: Readonly<Record<string, unknown>>) {
  const patch = Contract.patch({ tenant_id: actor.tenantId, id })
    .set({ ...attributes, ...updated(actor) } as never)
    .add({ version: 1 });
  return 'status' in attributes ? patch.composite({ shelf: 'active' }) : patch;
}

export const isArchived = (record: Item) => record.shelf === 'archived';

/** The uploaded file. The pipeline's rule in `lib/` listens for keys of this form. */
export const originalKey = (actor: Actor, id: string) => fileKey(actor, 'contracts', id, 'original');

/** What a run of the pipeline hands from state to state. */
export const runKey = (actor: Actor, id: string, run: number, name: string) =>
  fileKey(actor, 'contracts', id, 'runs', String(run), name);

const number = (value: unknown) => (typeof value === 'number' ? value : null);

/** A contract as the API shows it. */
export function contractView(record: Item) {
  const stages = (record.stages ?? {}) as Partial<Record<Stage | 'done', string>>;
  const entered = STAGES.filter((stage) => stages[stage]);
  return {
    id: String(record.id),
    customer_id: String(record.customer_id),
    customer_name: String(record.customer_name),
    owner_id: String(record.owner_id),
    file_name: String(record.file_name),
    content_type: String(record.content_type),
    size: Number(record.size),
    status: record.status as ContractStatus,
    run: Number(record.run),
    progress: {
      stage: entered.at(-1) ?? null,
      stages: entered.map((stage, index) => {
        const next = entered[index + 1];
        return {
          stage,
          entered_at: String(stages[stage]),
          left_at: (next ? stages[next] : stages.done) ?? null,
        };
      }),
    },
    failure: (record.failure as { code: string; message: string } | undefined) ?? null,
    reader: textOrNull(record.reader),
    pages: number(record.pages),
    document_name: textOrNull(record.document_name),
    extractor: textOrNull(record.extractor),
    extractor_reason: textOrNull(record.extractor_reason),
    usage:
      (record.usage as { input_tokens: number; output_tokens: number; cost_usd: number } | undefined) ?? null,
    facts: number(record.facts),
    needs_review: number(record.needs_review),
    plan_id: textOrNull(record.plan_id),
    confirmed_at: textOrNull(record.confirmed_at),
    confirmed_by: textOrNull(record.confirmed_by),
    version: Number(record.version),
    created_at: String(record.created_at),
    updated_at: String(record.updated_at),
    archived_at: textOrNull(record.archived_at),
  };
}
