import { lazy, Suspense } from 'react';
import { usePermission } from '../identity/use-permission.ts';

const SetupChecklist = lazy(async () => ({
  default: (await import('./setup-checklist.tsx')).SetupChecklist,
}));

/** What is left to set up: loaded for whoever may do something about it. */
export function Checklist() {
  if (!usePermission('organization:manage')) return null;
  return (
    <Suspense>
      <SetupChecklist />
    </Suspense>
  );
}
