/** What the platform's screens take from their address. */
export const STATUSES = ['active', 'suspended', 'deleting'] as const;
export const PLANS = ['free', 'team', 'business', 'enterprise'] as const;
export const BLUEPRINTS = ['customer-success', 'insurance', 'surrogacy', 'helpdesk', 'generic'] as const;
export const RUN_STATUSES = ['failed', 'running', 'pending', 'succeeded'] as const;

export interface FleetFilter {
  readonly q?: string;
  readonly status?: (typeof STATUSES)[number];
  readonly plan?: (typeof PLANS)[number];
  readonly blueprint?: (typeof BLUEPRINTS)[number];
}

export interface FleetSearch extends FleetFilter {
  /** The organization that is open. */
  readonly id?: string;
}

const oneOf = <T extends string>(all: readonly T[], value: unknown): T | undefined =>
  all.find((one) => one === value);

export function fleetSearch(search: Record<string, unknown>): FleetSearch {
  const q =
    typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q).slice(0, 100) : '';
  const status = oneOf(STATUSES, search.status);
  const plan = oneOf(PLANS, search.plan);
  const blueprint = oneOf(BLUEPRINTS, search.blueprint);
  return {
    ...(q.trim() && { q }),
    ...(status && { status }),
    ...(plan && { plan }),
    ...(blueprint && { blueprint }),
    ...(typeof search.id === 'string' && { id: search.id }),
  };
}

export function runsSearch(search: Record<string, unknown>): { status?: (typeof RUN_STATUSES)[number] } {
  const status = oneOf(RUN_STATUSES, search.status);
  return status ? { status } : {};
}
