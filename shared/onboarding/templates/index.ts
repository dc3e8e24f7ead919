/** The plan template of each blueprint. */
import type { PlanTemplate } from '../template.ts';
import { CUSTOMER_SUCCESS } from './customer-success.ts';
import { GENERIC } from './generic.ts';
import { HELPDESK } from './helpdesk.ts';
import { INSURANCE } from './insurance.ts';
import { SURROGACY } from './surrogacy.ts';

export const PLAN_TEMPLATES: readonly PlanTemplate[] = [
  CUSTOMER_SUCCESS,
  INSURANCE,
  SURROGACY,
  HELPDESK,
  GENERIC,
];

/**
 * A plan keeps the template that it was made from; a new one takes that of its organization's blueprint.
 * @param keys by preference; the first that there is
 */
export const planTemplate = (...keys: readonly unknown[]): PlanTemplate =>
  keys
    .map((wanted) => PLAN_TEMPLATES.find(({ key }) => key === wanted))
    .find((template) => template !== undefined) ?? CUSTOMER_SUCCESS;
