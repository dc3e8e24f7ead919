/** What a contract says becomes records: people, entitlements, prices, and the plan. The pipeline and confirming share it. */
import { termsWrite } from '../customers/contract-terms.ts';
import { readRows, rowWrites } from '../customers/publish-rows.ts';
import type { Stakeholder } from '../customers/stakeholder-model.ts';
import type { Actor } from '../kernel/actor.ts';
import { type Item, queryAll, type TransactItem, transactInChunks, wasCancelled } from '../kernel/records.ts';
import type { PlanChanges } from '../onboarding/merge-plan.ts';
import type { PlanDraft } from '../onboarding/plan-model.ts';
import { planCollection, storedPlan } from '../onboarding/plan-record.ts';
import { planWrites } from '../onboarding/publish-plan.ts';
import type { KeyedExtraction } from './fact.ts';

/** People may be at work on the same records: each attempt reads them anew. */
const ATTEMPTS = 5;

export interface Published {
  readonly plan_id: string;
  readonly counts: {
    readonly stakeholders: number;
    readonly entitlements: number;
    readonly prices: number;
    readonly tasks: number;
  };
  readonly changes: PlanChanges;
}

/**
 * Idempotent: what is already so is not written again, what this contract no longer says is removed, and what people
 * edited, completed or added stays.
 *
 * @param write how the writes are made; a run of the pipeline makes them only while it is the current one
 */
export async function publishContract(
  actor: Actor,
  contract: Item,
  result: {
    readonly extraction: KeyedExtraction;
    readonly stakeholders: readonly Stakeholder[];
    readonly plan: PlanDraft;
  },
  write: (writes: readonly TransactItem[]) => Promise<void> = (writes) => transactInChunks(actor, writes),
): Promise<Published> {
  const id = String(contract.id);
  for (let attempt = 1; ; attempt++) {
    const [rows, plan] = await Promise.all([
      readRows(actor, String(contract.customer_id), id),
      queryAll(actor, planCollection(actor, id), 'write').then(storedPlan),
    ]);
    const { writes, changes, tasks } = planWrites(actor, contract, plan, result.plan);
    try {
      const terms = termsWrite(actor, contract, result.extraction);
      await write([terms, ...rowWrites(actor, contract, rows, result), ...writes]);
      const { extraction, stakeholders } = result;
      return {
        plan_id: id,
        counts: {
          stakeholders: stakeholders.length,
          entitlements: extraction.entitlements.length,
          prices: extraction.pricing.length,
          tasks,
        },
        changes,
      };
    } catch (error) {
      if (!wasCancelled(error) || attempt === ATTEMPTS) throw error;
    }
  }
}
