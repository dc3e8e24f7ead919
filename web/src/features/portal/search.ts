/** What the portal's pages take from their address. */

export interface PortalSignInSearch {
  readonly view?: 'forgot';
  /** Their session has ended. */
  readonly problem?: 'signed_out';
}

export const portalSignInSearch = (search: Record<string, unknown>): PortalSignInSearch => ({
  ...(search.view === 'forgot' && { view: 'forgot' as const }),
  ...(search.problem === 'signed_out' && { problem: 'signed_out' as const }),
});

export interface PortalSearch {
  /** The one that the customer should look at, where left out. */
  readonly plan?: string;
}

export const portalSearch = (search: Record<string, unknown>): PortalSearch =>
  typeof search.plan === 'string' && /^[0-9A-Z]{26}$/.test(search.plan) ? { plan: search.plan } : {};
