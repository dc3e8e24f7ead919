/** The blueprints there are, with the roles and the plan template that belong to each. */
import { planTemplate } from '../../onboarding/templates/index.ts';
import { BLUEPRINTS, type Blueprint, presetsOf } from '../../team/presets.ts';
import { CUSTOMER_SUCCESS } from './customer-success.ts';
import type { BlueprintDefinition, Configuration } from './definition.ts';
import { GENERIC } from './generic.ts';
import { HELPDESK } from './helpdesk.ts';
import { INSURANCE } from './insurance.ts';
import { SURROGACY } from './surrogacy.ts';

const DEFINITIONS: Readonly<Record<Blueprint, BlueprintDefinition>> = {
  'customer-success': CUSTOMER_SUCCESS,
  insurance: INSURANCE,
  surrogacy: SURROGACY,
  helpdesk: HELPDESK,
  generic: GENERIC,
};

export const isBlueprintKey = (key: unknown): key is Blueprint =>
  typeof key === 'string' && (BLUEPRINTS as readonly string[]).includes(key);

/** @returns the definition; that of `generic` for a blueprint that is no more */
export const blueprintOf = (key: unknown): BlueprintDefinition =>
  DEFINITIONS[isBlueprintKey(key) ? key : 'generic'];

/** What an organization takes over of it. */
export const configurationOf = (key: unknown): Configuration => {
  const { pipelines, fields, picklists, templates } = blueprintOf(key);
  return { pipelines, fields, picklists, templates };
};

const summary = (key: Blueprint) => {
  const { version, name, description, industry_lines } = DEFINITIONS[key];
  return { key, version, name, description, industry_lines };
};

export const blueprintSummaries = () => BLUEPRINTS.map(summary);

/** Everything an organization of this blueprint begins with. */
export function blueprintView(key: Blueprint) {
  const template = planTemplate(key);
  return {
    ...summary(key),
    roles: presetsOf(key),
    ...configurationOf(key),
    plan_template: {
      key: template.key,
      version: template.version,
      phases: template.phases,
      tasks: template.tasks.map(({ key: task, title, phase, days }) => ({ key: task, title, phase, days })),
    },
  };
}
