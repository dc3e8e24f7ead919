import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useLoss } from '../features/identity/leaving.ts';

const LeaveQuestion = lazy(() => import('../features/identity/leave-question.tsx'));

/** Every screen, and over it what signing out may have to ask. */
export function Root() {
  const loss = useLoss();
  return (
    <>
      <Outlet />
      {loss && (
        <Suspense>
          <LeaveQuestion loss={loss} />
        </Suspense>
      )}
    </>
  );
}
