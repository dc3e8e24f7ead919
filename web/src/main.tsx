import '@mantine/core/styles.css';
import './app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { accessToken, forgetSession } from './api/session.ts';
import { App } from './app/app.tsx';
import { watchNetwork } from './app/connection.ts';
import { moveFocusOnNavigation } from './app/focus.ts';
import { createQueryClient } from './app/query-client.ts';
import { createAppRouter } from './app/router.tsx';
import { startLanguage } from './i18n/i18n.ts';

/** There was a session. Signing in loads the page anew. */
let ended = false;

/** To the sign-in page, and from there back to here. A session that ended is said; one that never began is not. */
function leaveForSignIn(): void {
  const { pathname, searchStr } = router.state.location;
  if (pathname === '/sign-in') return;
  // Two calls may learn of it one after the other, and somebody may navigate between them.
  ended ||= accessToken() !== undefined;
  forgetSession();
  void router.navigate({
    to: '/sign-in',
    search: {
      ...(pathname !== '/' && { return_to: `${pathname}${searchStr}` }),
      ...(ended && { problem: 'signed_out' as const }),
    },
    replace: true,
  });
}

const queryClient = createQueryClient(leaveForSignIn);
const router = createAppRouter(queryClient);
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
