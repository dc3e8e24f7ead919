/** The wizard's record, and what finishing it does to the organization (ORG-07, ORG-14). */
import { Entity } from 'electrodb';
import type { Actor } from '../kernel/actor.ts';
import { revise } from '../kernel/directory.ts';
import { primary, stamps } from '../kernel/entity.ts';
import { notFound, Problem, versionConflict } from '../kernel/problem.ts';
import {
  conditionFailed,
  created,
  type Item,
  putItem,
  queryPage,
  type TransactItem,
  table,
  updated,
} from '../kernel/records.ts';
import { now } from '../kernel/time.ts';
import { type Blueprint, founderRole } from '../team/presets.ts';
import { changeOrganization } from './change.ts';
import { Member } from './member.ts';
import { reached } from './setup.ts';
import {
  type Answers,
  checkAll,
  checkStep,
  missingSteps,
  refuseJump,
  STEPS,
  type StepKey,
  settingsFrom,
} from './wizard.ts';

export const OnboardingRecord = new Entity({
  model: { entity: 'onboarding', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    /** What was saved, by step. */
    answers: { type: 'any', required: true },
    completed_at: { type: 'string' },
    ...stamps,
  },
  indexes: { record: primary(['tenant_id'], `T#\${tenant_id}#ORG`, [], 'ONBOARDING') },
});

/** The wizard and its organization, which lie beside each other: one round trip. */
export async function readOnboarding(
  actor: Actor,
): Promise<{ organization: Item; record: Item | undefined }> {
  const { items } = await queryPage(actor, {
    TableName: table().table,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :wizard AND :organization',
    ExpressionAttributeValues: {
      ':pk': `T#${actor.tenantId}#ORG`,
      ':wizard': 'ONBOARDING',
      ':organization': 'ORG',
    },
    ConsistentRead: true,
  });
  const organization = items.find(({ sk }) => sk === 'ORG');
  if (!organization) throw notFound();
  return { organization, record: items.find(({ sk }) => sk === 'ONBOARDING') };
}

const answersOf = (record: Item | undefined) => (record?.answers ?? {}) as Answers;

/** The wizard as the API shows it. What nobody has answered begins with what the organization says. */
export function onboardingView({ organization, record }: { organization: Item; record: Item | undefined }) {
  const answers = answersOf(record);
  const missing = missingSteps(answers);
  const suggested: Answers = {
    company: { name: organization.name },
    industry: { blueprint: organization.blueprint, industry_lines: [] },
    billing: { plan: organization.plan },
  };
  return {
    steps: STEPS.map((key) => ({
      key,
      complete: !missing.includes(key),
      data: answers[key] ?? suggested[key] ?? null,
    })),
    next_step: missing[0] ?? null,
    progress: { done: STEPS.length - missing.length, total: STEPS.length },
    completed_at: (record?.completed_at as string | undefined) ?? null,
    version: Number(record?.version ?? 0),
  };
}

/**
 * Saves one step.
 * @param version of the wizard as the caller has seen it; 0 before anything was saved
 * @throws Problem 400, 409 `version_conflict`, `step_out_of_order` or `onboarding_complete`
 */
export async function saveStep(actor: Actor, step: StepKey, data: unknown, version: number) {
  const known = await readOnboarding(actor);
  const { record } = known;
  if (record?.completed_at)
    throw new Problem(
      409,
      'onboarding_complete',
      'The wizard is finished. Change the organization in its settings.',
    );
  const current = Number(record?.version ?? 0);
  if (current !== version) throw versionConflict('wizard', current);
  const answers = answersOf(record);
  refuseJump(answers, step);
  const next = {
    tenant_id: actor.tenantId,
    answers: { ...answers, [step]: checkStep(step, data) },
    ...created(actor),
    ...(record && { created_at: String(record.created_at), created_by: String(record.created_by) }),
    version: current + 1,
  };
  try {
    await putItem(
      actor,
      OnboardingRecord.put(next)
        .where((item, { eq, notExists }) => (record ? eq(item.version, current) : notExists(item.version)))
        .params(table()),
    );
  } catch (error) {
    if (!conditionFailed(error)) throw error;
    throw versionConflict('wizard', Number((await readOnboarding(actor)).record?.version ?? 0));
  }
  return onboardingView({ ...known, record: next });
}

/**
 * Everything the six steps say becomes so, in one transaction. Finishing again changes nothing.
 * @returns the organization, and whether this call finished it
 * @throws Problem 422 `onboarding_incomplete`, 409 `blueprint_in_use`
 */
export async function completeOnboarding(actor: Actor): Promise<{ organization: Item; changed: boolean }> {
  const { organization, record } = await readOnboarding(actor);
  if (record?.completed_at) return { organization, changed: false };
  const settings = settingsFrom(checkAll(answersOf(record)));
  const finish = OnboardingRecord.patch({ tenant_id: actor.tenantId })
    .set({ completed_at: now(), ...updated(actor) })
    .add({ version: 1 })
    .where(({ version }, { eq }) => eq(version, Number(record?.version)))
    .params(table());
  const after = await changeOrganization(actor, Number(organization.version), async (before) => ({
    kind: 'wizard',
    set: settings,
    more: [
      { Update: finish } as TransactItem,
      reached(actor, 'wizard'),
      ...(settings.blueprint === before.blueprint
        ? []
        : await otherBlueprint(actor, settings.blueprint as Blueprint)),
    ],
  }));
  return { organization: after, changed: true };
}

/**
 * Another blueprint has other roles. That is simple as long as the founder is alone, who then has the first role of the
 * new one; afterwards somebody would lose theirs.
 */
async function otherBlueprint(actor: Actor, blueprint: Blueprint): Promise<TransactItem[]> {
  const { items } = await queryPage(actor, {
    TableName: table().table,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :member)',
    ExpressionAttributeValues: { ':pk': `T#${actor.tenantId}#ORG`, ':member': 'MEMBER#' },
    ConsistentRead: true,
    Limit: 2,
  });
  const [only, another] = items;
  if (!only || another)
    throw new Problem(
      409,
      'blueprint_in_use',
      'The team has members with roles of the present blueprint. Choose the blueprint before others join.',
    );
  const role = founderRole(blueprint);
  const id = String(only.id);
  const member = Member.patch({ tenant_id: actor.tenantId, id })
    .set({ role, ...updated(actor) })
    .add({ version: 1 })
    .params(table());
  return [
    { Update: member } as TransactItem,
    revise('USER', id, { set: { role }, own: actor.tenantId }),
    revise('TENANT', actor.tenantId, { set: { blueprint } }),
  ];
}
