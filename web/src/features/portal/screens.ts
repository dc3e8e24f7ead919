/** The portal's screens as one chunk: each is small, and whoever opens one goes on to the next. */
export { PortalDashboardPage } from './dashboard-page.tsx';
export { PortalShell } from './portal-shell.tsx';
export { SetPasswordPage } from './set-password-page.tsx';
export { NoSuchPortalPage, PortalSignInPage } from './sign-in-page.tsx';
