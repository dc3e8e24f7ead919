import type { AppRouter } from './router.tsx';

/**
 * After a navigation the focus is where the new screen begins, so that a screen reader reads its heading and the next tab
 * goes into it. What already has the focus in the new screen (an input that asked for it) keeps it.
 */
export function moveFocusOnNavigation(router: AppRouter): void {
  router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
    if (!fromLocation || !pathChanged) return;
    const main = document.querySelector('main');
    if (!main || main.contains(document.activeElement)) return;
    const start = main.querySelector<HTMLElement>('h1') ?? main;
    start.tabIndex = -1;
    start.focus({ preventScroll: true });
  });
}
