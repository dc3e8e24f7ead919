/** The fields that a trade has beside everybody's: customers of the organization begin with them (WS-04, ORG-28). */
import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '../kernel/actor.ts';
import { Problem } from '../kernel/problem.ts';
import type { CustomField as BlueprintField } from '../organizations/blueprints/definition.ts';
import { blueprintOf } from '../organizations/blueprints/index.ts';
import { BLUEPRINTS } from '../team/presets.ts';
import { type CustomField, readCustomFields } from '../workspace/custom-fields.ts';
import { replaceDocument } from '../workspace/document.ts';

/** Somebody may edit the fields at the same moment: theirs stay, and the trade's are put beside them. */
const TRIES = 3;

/**
 * Idempotent: a field that is there, archived or under another label, stays as it is. Those of the trade that was chosen
 * before leave while nobody has touched them.
 */
export async function addFields(actor: Actor, blueprint: string): Promise<void> {
  const wanted = fieldsOf(blueprint);
  for (let tries = 1; ; tries++) {
    const { value, version } = await readCustomFields(actor);
    const kept = version === 1 && areAnotherTrades(value.customer, blueprint) ? [] : value.customer;
    const missing = wanted.filter(({ key }) => !kept.some((field) => field.key === key));
    if (missing.length === 0 && kept.length === value.customer.length) return;
    try {
      await replaceDocument(actor, 'custom_fields', { customer: [...kept, ...missing] }, version);
      return;
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'version_conflict') || tries === TRIES) throw error;
    }
  }
}

/** What customers of a trade have, as the workspace has it. */
export const fieldsOf = (blueprint: string): readonly CustomField[] =>
  blueprintOf(blueprint)
    .fields.filter(({ entity }) => entity === 'customer')
    .map(fieldOf);

const areAnotherTrades = (fields: readonly CustomField[], blueprint: string) =>
  BLUEPRINTS.some((other) => other !== blueprint && isDeepStrictEqual(fields, fieldsOf(other)));

const fieldOf = ({ key, label, type, options = [], required }: BlueprintField): CustomField => ({
  key,
  type: type === 'select' ? 'choice' : type,
  label,
  help: '',
  required: required ?? false,
  options: options.map((option) => ({ value: choiceOf(option), label: option, archived: false })),
  archived: false,
});

/** `Mid-market` is `mid_market`. */
const choiceOf = (label: string) =>
  label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
