/** Scrolling within the pane that holds the pages; the rest of the screen stays where it is. */

const calm = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Brings a fact's words a third down the pane. */
export function showMark(scroller: HTMLElement | null, fact: string): void {
  const mark = scroller?.querySelector(`[data-mark~="${CSS.escape(fact)}"]`);
  if (!scroller || !mark) return;
  const [frame, place] = [scroller.getBoundingClientRect(), mark.getBoundingClientRect()];
  const sideways = place.left < frame.left || place.right > frame.right;
  scroller.scrollTo({
    top: scroller.scrollTop + place.top - frame.top - frame.height / 3,
    left: sideways ? scroller.scrollLeft + place.left - frame.left - 24 : scroller.scrollLeft,
    behavior: calm() ? 'auto' : 'smooth',
  });
}

/** The page that the upper half of the pane shows. */
export function currentPage(scroller: HTMLElement | null): number {
  if (!scroller) return 1;
  const { top, height } = scroller.getBoundingClientRect();
  const pages = [...scroller.querySelectorAll<HTMLElement>('[data-page]')];
  const seen = pages.findLast((page) => page.getBoundingClientRect().top <= top + height / 2);
  return Number(seen?.dataset.page ?? 1);
}
