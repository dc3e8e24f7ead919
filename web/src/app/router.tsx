/** Addresses of the app. Screens are loaded when they are first opened; their data starts to load beside them. */

import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { localDay } from '../components/format.ts';
import { auditQuery } from '../features/audit/queries.ts';
import { auditSearch } from '../features/audit/search.ts';
import { contractsQuery, extractionQuery, filterOf } from '../features/contracts/queries.ts';
import { contractSearch, contractsSearch } from '../features/contracts/search.ts';
import { customerQuery, customersListQuery } from '../features/customers/queries.ts';
import { customerSearch, customersSearch, filterOf as listFilterOf } from '../features/customers/search.ts';
import { dashboardQuery } from '../features/dashboard/queries.ts';
import { accountQuery, sessionsQuery } from '../features/identity/queries.ts';
import { signInSearch } from '../features/identity/search.ts';
import { planQuery, plansQuery } from '../features/onboarding/queries.ts';
import { planSearch, plansSearch } from '../features/onboarding/search.ts';
import {
  organizationQuery,
  WIZARD_STEPS,
  type WizardStep,
  wizardQuery,
} from '../features/organizations/queries.ts';
import { fleetQuery, logQuery, metricsQuery, runsQuery } from '../features/platform/queries.ts';
import { fleetSearch, runsSearch } from '../features/platform/search.ts';
import { portalSearch, portalSignInSearch } from '../features/portal/search.ts';
import { assignmentsSearch, joinSearch, teamSearch } from '../features/team/search.ts';
import { apiKeysQuery } from '../features/workspace/queries.ts';
import { CrashPage, NotFoundPage } from './fallback-pages.tsx';
import { Root } from './root.tsx';
import { SignedIn } from './signed-in.tsx';

interface Context {
  readonly queryClient: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ component: Root, notFoundComponent: NotFoundPage });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import('../features/identity/sign-in-page.tsx'), 'SignInPage'),
});

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  loader: ({ context }) => void context.queryClient.prefetchQuery(accountQuery),
  component: lazyRouteComponent(() => import('../features/organizations/welcome-page.tsx'), 'WelcomePage'),
});

/** Where an invitation leads: for everybody. */
const join = createRoute({
  getParentRoute: () => root,
  path: '/join',
  validateSearch: joinSearch,
  component: lazyRouteComponent(() => import('../features/team/join-page.tsx'), 'JoinPage'),
});

/** The API's reference: for everybody. */
const docs = createRoute({
  getParentRoute: () => root,
  path: '/docs',
  validateSearch: ({ q }: Record<string, unknown>): { q?: string } =>
    typeof q === 'string' || typeof q === 'number' ? { q: String(q) } : {},
  component: lazyRouteComponent(() => import('../features/docs/docs-page.tsx'), 'DocsPage'),
});

/** Customers have doors and screens of their own, apart from the staff's. */
const portalSignIn = createRoute({
  getParentRoute: () => root,
  path: '/customer/sign-in/$slug',
  validateSearch: portalSignInSearch,
  component: lazyRouteComponent(() => import('../features/portal/screens.ts'), 'PortalSignInPage'),
});

const portalNowhere = createRoute({
  getParentRoute: () => root,
  path: '/customer/sign-in',
  component: lazyRouteComponent(() => import('../features/portal/screens.ts'), 'NoSuchPortalPage'),
});

/** Where the mailed link leads: its token stands behind the `#`. */
const portalPassword = createRoute({
  getParentRoute: () => root,
  path: '/customer/set-password',
  component: lazyRouteComponent(() => import('../features/portal/screens.ts'), 'SetPasswordPage'),
});

const portal = createRoute({
  getParentRoute: () => root,
  id: 'portal',
  component: lazyRouteComponent(() => import('../features/portal/screens.ts'), 'PortalShell'),
});

const portalDashboard = createRoute({
  getParentRoute: () => portal,
  path: '/customer/dashboard',
  validateSearch: portalSearch,
  component: lazyRouteComponent(() => import('../features/portal/screens.ts'), 'PortalDashboardPage'),
});

const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  loader: ({ context }) => void context.queryClient.prefetchQuery(accountQuery),
  component: SignedIn,
});

/** Where one begins: what needs somebody now. */
const start = createRoute({
  getParentRoute: () => app,
  path: '/',
  loader: ({ context }) => void context.queryClient.prefetchQuery(dashboardQuery(localDay())),
  component: lazyRouteComponent(() => import('../features/dashboard/dashboard-page.tsx'), 'DashboardPage'),
});

const customers = createRoute({
  getParentRoute: () => app,
  path: '/customers',
  validateSearch: customersSearch,
  loaderDeps: ({ search }) => listFilterOf(search),
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(customersListQuery(deps)),
  component: lazyRouteComponent(() => import('../features/customers/customers-page.tsx'), 'CustomersPage'),
});

const customer = createRoute({
  getParentRoute: () => app,
  path: '/customers/$id',
  validateSearch: customerSearch,
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(customerQuery(params.id)),
  component: lazyRouteComponent(() => import('../features/customers/customer-page.tsx'), 'CustomerPage'),
});

const contracts = createRoute({
  getParentRoute: () => app,
  path: '/contracts',
  validateSearch: contractsSearch,
  loaderDeps: ({ search }) => filterOf(search),
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(contractsQuery(deps)),
  component: lazyRouteComponent(() => import('../features/contracts/contracts-page.tsx'), 'ContractsPage'),
});

const contract = createRoute({
  getParentRoute: () => app,
  path: '/contracts/$id',
  validateSearch: contractSearch,
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(extractionQuery(params.id)),
  component: lazyRouteComponent(() => import('../features/contracts/contract-page.tsx'), 'ContractPage'),
});

const plans = createRoute({
  getParentRoute: () => app,
  path: '/plans',
  validateSearch: plansSearch,
  loader: ({ context }) => void context.queryClient.prefetchInfiniteQuery(plansQuery),
  component: lazyRouteComponent(() => import('../features/onboarding/plans-page.tsx'), 'PlansPage'),
});

const plan = createRoute({
  getParentRoute: () => app,
  path: '/plans/$id',
  validateSearch: planSearch,
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(planQuery(params.id)),
  component: lazyRouteComponent(() => import('../features/onboarding/plan-page.tsx'), 'PlanPage'),
});

/** The wizard of a new organization; the step is in the address. */
const setUp = createRoute({
  getParentRoute: () => app,
  path: '/onboarding',
  validateSearch: ({ step }: Record<string, unknown>): { step?: WizardStep } => {
    const known = WIZARD_STEPS.find((key) => key === step);
    return known ? { step: known } : {};
  },
  loader: ({ context }) => void context.queryClient.prefetchQuery(wizardQuery),
  component: lazyRouteComponent(
    () => import('../features/organizations/wizard/wizard-page.tsx'),
    'WizardPage',
  ),
});

const settings = createRoute({
  getParentRoute: () => app,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings-layout.tsx'), 'SettingsLayout'),
});

const profile = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(() => import('../features/identity/profile-page.tsx'), 'ProfilePage'),
});

const security = createRoute({
  getParentRoute: () => settings,
  path: '/security',
  loader: ({ context }) => void context.queryClient.prefetchQuery(sessionsQuery),
  component: lazyRouteComponent(() => import('../features/identity/security-page.tsx'), 'SecurityPage'),
});

const notifications = createRoute({
  getParentRoute: () => settings,
  path: '/notifications',
  component: lazyRouteComponent(
    () => import('../features/workspace/notifications/notifications-page.tsx'),
    'NotificationsPage',
  ),
});

const organization = createRoute({
  getParentRoute: () => settings,
  path: '/organization',
  loader: ({ context }) => void context.queryClient.prefetchQuery(organizationQuery),
  component: lazyRouteComponent(
    () => import('../features/organizations/organization-page.tsx'),
    'OrganizationPage',
  ),
});

const team = createRoute({
  getParentRoute: () => settings,
  path: '/team',
  validateSearch: teamSearch,
  component: lazyRouteComponent(() => import('../features/team/team-page.tsx'), 'TeamPage'),
});

const roles = createRoute({
  getParentRoute: () => settings,
  path: '/roles',
  component: lazyRouteComponent(() => import('../features/team/roles-page.tsx'), 'RolesPage'),
});

const assignments = createRoute({
  getParentRoute: () => settings,
  path: '/assignments',
  validateSearch: assignmentsSearch,
  component: lazyRouteComponent(() => import('../features/team/assignments-page.tsx'), 'AssignmentsPage'),
});

const apiKeys = createRoute({
  getParentRoute: () => settings,
  path: '/api-keys',
  loader: ({ context }) => void context.queryClient.prefetchQuery(apiKeysQuery),
  component: lazyRouteComponent(() => import('../features/workspace/api-keys-page.tsx'), 'ApiKeysPage'),
});

const branding = createRoute({
  getParentRoute: () => settings,
  path: '/branding',
  component: lazyRouteComponent(
    () => import('../features/workspace/branding/branding-page.tsx'),
    'BrandingPage',
  ),
});

const ways = createRoute({
  getParentRoute: () => settings,
  path: '/workspace',
  component: lazyRouteComponent(() => import('../features/workspace/ways-page.tsx'), 'WaysPage'),
});

const fields = createRoute({
  getParentRoute: () => settings,
  path: '/fields',
  component: lazyRouteComponent(() => import('../features/workspace/fields/fields-page.tsx'), 'FieldsPage'),
});

const audit = createRoute({
  getParentRoute: () => settings,
  path: '/audit',
  validateSearch: auditSearch,
  loaderDeps: ({ search: { entry: _, ...filter } }) => filter,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(auditQuery(deps)),
  component: lazyRouteComponent(() => import('../features/audit/audit-page.tsx'), 'AuditPage'),
});

const about = createRoute({
  getParentRoute: () => settings,
  path: '/about',
  component: lazyRouteComponent(() => import('./about-page.tsx'), 'AboutPage'),
});

/** For platform administrators, who have no organization. */
const platform = createRoute({
  getParentRoute: () => root,
  path: '/platform',
  loader: ({ context }) => void context.queryClient.prefetchQuery(accountQuery),
  component: lazyRouteComponent(() => import('../features/platform/platform-layout.tsx'), 'PlatformLayout'),
});

const fleet = createRoute({
  getParentRoute: () => platform,
  path: '/',
  validateSearch: fleetSearch,
  loaderDeps: ({ search: { id: _, ...filter } }) => filter,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(fleetQuery(deps)),
  component: lazyRouteComponent(
    () => import('../features/platform/organizations-page.tsx'),
    'OrganizationsPage',
  ),
});

const runs = createRoute({
  getParentRoute: () => platform,
  path: '/provisioning',
  validateSearch: runsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(runsQuery(deps.status)),
  component: lazyRouteComponent(() => import('../features/platform/runs-page.tsx'), 'RunsPage'),
});

const metrics = createRoute({
  getParentRoute: () => platform,
  path: '/metrics',
  loader: ({ context }) => void context.queryClient.prefetchQuery(metricsQuery),
  component: lazyRouteComponent(() => import('../features/platform/metrics-page.tsx'), 'MetricsPage'),
});

const platformLog = createRoute({
  getParentRoute: () => platform,
  path: '/log',
  loader: ({ context }) => void context.queryClient.prefetchInfiniteQuery(logQuery),
  component: lazyRouteComponent(() => import('../features/platform/log-page.tsx'), 'LogPage'),
});

const routeTree = root.addChildren([
  signIn,
  welcome,
  join,
  docs,
  portalSignIn,
  portalNowhere,
  portalPassword,
  portal.addChildren([portalDashboard]),
  platform.addChildren([fleet, runs, metrics, platformLog]),
  app.addChildren([
    start,
    customers,
    customer,
    contracts,
    contract,
    plans,
    plan,
    setUp,
    settings.addChildren([
      profile,
      security,
      notifications,
      organization,
      branding,
      ways,
      fields,
      team,
      roles,
      assignments,
      apiKeys,
      audit,
      about,
    ]),
  ]),
]);

export const createAppRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    context: { queryClient },
    defaultErrorComponent: CrashPage,
    defaultPreload: 'intent',
    // The query client decides what is fresh.
    defaultPreloadStaleTime: 0,
    // What a screen did not ask for, or refused, does not reach it.
    search: { strict: true },
    scrollRestoration: true,
  });

export type AppRouter = ReturnType<typeof createAppRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter;
  }
}
