/** Subscription plans, as data (ORG-13, ORG-22). What a plan limits is enforced where it is used up; `null` is no limit. */
import * as z from 'zod';

const PLANS = [
  {
    key: 'free',
    name: 'Free',
    description: 'To try it with real contracts',
    monthly_price: { minor: 0, currency: 'EUR' },
    limits: { members: 3, api_keys: 2 },
  },
  {
    key: 'team',
    name: 'Team',
    description: 'For one team',
    monthly_price: { minor: 9900, currency: 'EUR' },
    limits: { members: 25, api_keys: 20 },
  },
  {
    key: 'business',
    name: 'Business',
    description: 'For several teams',
    monthly_price: { minor: 39900, currency: 'EUR' },
    limits: { members: 250, api_keys: 100 },
  },
  {
    key: 'enterprise',
    name: 'Enterprise',
    description: 'Without limits, by agreement',
    monthly_price: null,
    limits: { members: null, api_keys: null },
  },
] as const;

/** New organizations have room to work; nothing is charged before somebody chooses. */
export const FIRST_PLAN: PlanKey = 'team';

type PlanKey = (typeof PLANS)[number]['key'];

export const PlanKey = z.enum(PLANS.map(({ key }) => key));

const limit = z.number().int().nullable();

export const PlanBody = z.object({
  key: z.string(),
  name: z.string(),
  description: z.string(),
  monthly_price: z
    .object({ minor: z.number().int(), currency: z.string() })
    .nullable()
    .meta({ description: 'Null where the price is agreed with each customer' }),
  limits: z.object({ members: limit, api_keys: limit }),
});

export const plans = () => PLANS;

/** @returns the plan; the first for one that is no longer offered */
export const planOf = (key: unknown) => PLANS.find((plan) => plan.key === key) ?? PLANS[1];
