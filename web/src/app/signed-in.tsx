import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { isApiError } from '../api/errors.ts';
import type { Account, Stopped } from '../api/types.ts';
import { ErrorState } from '../components/error-state.tsx';
import { accountQuery } from '../features/identity/queries.ts';
import { useProfile } from '../features/identity/use-profile.ts';
import styles from './shell.module.css';
import { Shell } from './shell.tsx';

const DeletingPage = lazy(async () => ({
  default: (await import('../features/organizations/deleting-page.tsx')).DeletingPage,
}));

const StoppedPage = lazy(async () => ({
  default: (await import('../features/organizations/stopped-page.tsx')).StoppedPage,
}));

/** Everything behind sign-in. The frame stands from the first paint; who is signed in fills it. */
export function SignedIn() {
  const { data: account, error, refetch } = useQuery(accountQuery);
  useProfile(account);
  if (account?.role === 'super_admin') return <Navigate to="/platform" replace />;
  if (account && isStopped(account.standing))
    return (
      <Suspense>
        <StoppedPage account={account} standing={account.standing} />
      </Suspense>
    );
  if (account && !account.organization) return <Navigate to="/welcome" replace />;
  if (!account && error && !isSignedOut(error))
    return (
      <main className={styles.main}>
        <ErrorState error={error} retry={() => void refetch()} />
      </main>
    );
  return (
    <Shell account={account}>
      {/* Nothing of an organization is shown, or asked for twice, before it is known that there is a session. */}
      {account &&
        (account.organization?.deletes_at ? (
          <Suspense>
            <DeletingPage name={account.organization.name} at={account.organization.deletes_at} />
          </Suspense>
        ) : (
          <Outlet />
        ))}
    </Shell>
  );
}

/** There is an organization, and nobody, or not this member, may work in it just now. */
const isStopped = (standing: Account['standing']): standing is Stopped =>
  standing === 'organization_suspended' || standing === 'member_suspended';

/** Not shown: the query client is on its way to the sign-in page. */
const isSignedOut = (error: unknown) => isApiError(error) && error.status === 401;
