/** What the plan and the list of plans take from their addresses. */
export interface PlanSearch {
  readonly view?: 'timeline';
  readonly show?: 'mine' | 'overdue';
  readonly owner?: string;
}

export const planSearch = ({ view, show, owner }: Record<string, unknown>): PlanSearch => ({
  ...(view === 'timeline' && { view }),
  ...((show === 'mine' || show === 'overdue') && { show }),
  ...(typeof owner === 'string' && owner !== '' && { owner }),
});

const PLAN_STATES = ['open', 'overdue', 'done'] as const;
export interface PlansSearch {
  readonly state?: (typeof PLAN_STATES)[number];
  readonly owner?: string;
}

export const plansSearch = ({ state, owner }: Record<string, unknown>): PlansSearch => {
  const known = PLAN_STATES.find((candidate) => candidate === state);
  return { ...(known && { state: known }), ...(typeof owner === 'string' && owner !== '' && { owner }) };
};
