import { expect, it } from 'vitest';
import { fieldsOf } from '../../../shared/provisioning/fields.ts';
import { BLUEPRINTS } from '../../../shared/team/presets.ts';
import { CustomFields } from '../../../shared/workspace/custom-fields.ts';

it.each(BLUEPRINTS)('the fields of %s are such as an organization could have made itself', (blueprint) => {
  const customer = fieldsOf(blueprint);
  expect(customer.length).toBeGreaterThan(0);
  expect(CustomFields.parse({ customer })).toEqual({ customer });
});
