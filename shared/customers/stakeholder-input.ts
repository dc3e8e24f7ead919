/** What a person may enter about a stakeholder. */
import * as z from 'zod';
import { STAKEHOLDER_ROLES } from '../contracts/extraction.ts';
import { Id } from '../kernel/schema.ts';
import { INFLUENCE_LEVELS, SIDES } from './stakeholder-model.ts';

const text = z.string().trim().min(1).max(300);

const fields = {
  name: text,
  title: text.nullable(),
  email: z.email().max(320).nullable(),
  phone: text.nullable(),
  organization: text.nullable(),
  roles: z.array(z.enum(STAKEHOLDER_ROLES)).min(1).max(STAKEHOLDER_ROLES.length),
  side: z.enum(SIDES).nullable(),
  influence: z.enum(INFLUENCE_LEVELS),
};

/** Without `influence`, roles and title say how much the person's word weighs. */
export const NewStakeholder = z.strictObject({
  customer_id: Id,
  name: fields.name,
  title: fields.title.default(null),
  email: fields.email.default(null),
  phone: fields.phone.default(null),
  organization: fields.organization.default(null),
  roles: fields.roles.default(['other']),
  side: fields.side.default('customer'),
  influence: fields.influence.optional(),
});
export type NewStakeholder = z.output<typeof NewStakeholder>;

export const StakeholderChanges = z.object(fields).partial();
