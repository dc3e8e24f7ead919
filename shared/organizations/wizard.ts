/**
 * The wizard: exactly six steps (ORG-08…ORG-14). Each is checked when it is saved and once more when the wizard is
 * finished; a step may be changed as long as those before it are done, so that one can go back but not jump ahead.
 */
import * as z from 'zod';
import { type FieldError, fieldErrors, Problem } from '../kernel/problem.ts';
import type { Item } from '../kernel/records.ts';
import { isBlueprintKey } from './blueprints/index.ts';
import { wrongLines } from './blueprints/lines.ts';
import { PlanKey } from './plans.ts';
import { OrganizationName } from './schema.ts';
import { IndustryLines, Integrations, LeadSources, Location, Markets, Size } from './settings.ts';

const Industry = z
  .strictObject({
    blueprint: z.string().refine(isBlueprintKey, 'there is no such blueprint'),
    industry_lines: IndustryLines.default([]),
  })
  .superRefine(({ blueprint, industry_lines }, context) => {
    const message = wrongLines(blueprint, industry_lines);
    if (message) context.addIssue({ code: 'custom', path: ['industry_lines'], message });
  });

const SCHEMAS = {
  company: z.strictObject({ name: OrganizationName, size: Size, location: Location }),
  industry: Industry,
  markets: Markets,
  lead_sources: z.strictObject({ sources: LeadSources }),
  integrations: Integrations,
  billing: z.strictObject({ plan: PlanKey, billing_email: z.email('use an e-mail address').max(254) }),
} as const;

export type StepKey = keyof typeof SCHEMAS;
export const STEPS = Object.keys(SCHEMAS) as readonly StepKey[];
export const StepKey = z.enum(STEPS as unknown as readonly [StepKey, ...StepKey[]]);

/** What has been saved, by step. */
export type Answers = Readonly<Partial<Record<StepKey, Item>>>;

type Checked = { [K in StepKey]: z.output<(typeof SCHEMAS)[K]> };

/** @throws Problem 400 `validation_failed`, its fields below `data` */
export function checkStep<K extends StepKey>(step: K, data: unknown): Checked[K] {
  const result = SCHEMAS[step].safeParse(data);
  if (result.success) return result.data as Checked[K];
  const errors = fieldErrors(result.error, 'data');
  throw new Problem(400, 'validation_failed', sentence(errors), { errors });
}

const sentence = (errors: readonly FieldError[]) =>
  errors.length === 1 && errors[0]
    ? `${errors[0].field}: ${errors[0].message}`
    : `${errors.length} fields need your attention.`;

const isDone = (answers: Answers, step: StepKey) => SCHEMAS[step].safeParse(answers[step]).success;

/** Steps that are missing or no longer right, in their order. */
export const missingSteps = (answers: Answers): StepKey[] => STEPS.filter((step) => !isDone(answers, step));

/** @throws Problem 409 `step_out_of_order` for a step beyond the first that is missing */
export function refuseJump(answers: Answers, step: StepKey): void {
  const [next] = missingSteps(answers);
  if (next === undefined || STEPS.indexOf(step) <= STEPS.indexOf(next)) return;
  throw new Problem(409, 'step_out_of_order', `Finish the step "${next}" first.`, { next_step: next });
}

/** @throws Problem 422 `onboarding_incomplete` with the missing steps */
export function checkAll(answers: Answers): Checked {
  const missing = missingSteps(answers);
  if (missing.length > 0)
    throw new Problem(422, 'onboarding_incomplete', `${missing.length} of 6 steps are still to do.`, {
      missing_steps: missing,
    });
  return Object.fromEntries(STEPS.map((step) => [step, SCHEMAS[step].parse(answers[step])])) as Checked;
}

/** The organization's settings that the answers make. */
export const settingsFrom = ({
  company,
  industry,
  markets,
  lead_sources,
  integrations,
  billing,
}: Checked) => ({
  ...company,
  ...industry,
  markets,
  lead_sources: lead_sources.sources,
  integrations,
  ...billing,
});
