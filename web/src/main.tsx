import '@mantine/core/styles.css';
import './app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { portalSession, staffSession } from './api/session.ts';
import { App } from './app/app.tsx';
import { watchNetwork } from './app/connection.ts';
import { moveFocusOnNavigation } from './app/focus.ts';
import { createQueryClient } from './app/query-client.ts';
import { createAppRouter } from './app/router.tsx';
import { forgetPerson } from './features/identity/leaving.ts';
import { leavePage, watchPerson } from './features/identity/person.ts';
import { lastPortal } from './features/portal/last-portal.ts';
import { startLanguage } from './i18n/i18n.ts';

/** There was a session. Signing in loads the page anew. */
let ended = false;

/** To the sign-in page, and from there back to here. A session that ended is said; one that never began is not. */
function leaveForSignIn(): void {
  const { pathname, searchStr } = router.state.location;
  if (pathname.startsWith('/customer/')) {
    leavePortal(pathname);
    return;
  }
  if (pathname === '/sign-in') return;
  // Two calls may learn of it one after the other, and somebody may navigate between them.
  ended ||= staffSession.token() !== undefined;
  staffSession.forget();
  void router
    .navigate({
      to: '/sign-in',
      search: {
        ...(pathname !== '/' && { return_to: `${pathname}${searchStr}` }),
        ...(ended && { problem: 'signed_out' as const }),
      },
      replace: true,
    })
    .then(forgetAnswers);
}

/** Going back from the sign-in page shows nothing of what was there. */
const forgetAnswers = () => queryClient.removeQueries({ type: 'inactive' });

/** A customer's user has a door of their own: the one of the organization whose portal they were in. */
function leavePortal(pathname: string): void {
  if (pathname !== '/customer/dashboard') return;
  ended ||= portalSession.token() !== undefined;
  portalSession.forget();
  const slug = lastPortal();
  void (
    slug
      ? router.navigate({
          to: '/customer/sign-in/$slug',
          params: { slug },
          search: ended ? { problem: 'signed_out' } : {},
          replace: true,
        })
      : router.navigate({ to: '/customer/sign-in', replace: true })
  ).then(forgetAnswers);
}

const queryClient = createQueryClient(leaveForSignIn);
const router = createAppRouter(queryClient);
// The portal's people are others, with a session of their own.
const showsStaff = () =>
  staffSession.token() !== undefined && !router.state.location.pathname.startsWith('/customer/');
watchPerson({
  onLeft: () => showsStaff() && void forgetPerson().then(() => leavePage('/sign-in')),
  onChanged: () => showsStaff() && window.location.reload(),
});
watchNetwork(() => void queryClient.invalidateQueries());
moveFocusOnNavigation(router);

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');
// Before the first paint: nobody sees another language for a moment.
await startLanguage();
createRoot(root).render(
  <StrictMode>
    <App queryClient={queryClient} router={router} />
  </StrictMode>,
);
