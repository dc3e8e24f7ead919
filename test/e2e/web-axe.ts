/** axe-core over the page that is open: what it finds against WCAG 2.2 AA, and against good practice. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Of the page as it stands. Injected by the debugger: the content security policy stays as it is.
 * @param rules axe's tags, or names of its rules where only they can have changed
 */
export async function expectAccessible(page: Page, name: string, rules = TAGS): Promise<void> {
  // Half-way through a transition colours are neither the one nor the other; one may begin a frame after the change.
  await page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    const running = () =>
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await frame();
    for (await frame(); running().length > 0; await frame())
      await Promise.allSettled(running().map(({ finished }) => finished));
  });
  // Half a megabyte: once for each page that is loaded.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(async (tags) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: tags,
      resultTypes: ['violations'],
    });
    // A list that opens over the page belongs to the control that opened it, wherever it stands in the document.
    const isList = (target: unknown) => document.querySelector(String(target))?.closest('[data-portal]');
    return violations.flatMap(({ id, help, nodes }) => {
      const meant = id === 'region' ? nodes.filter(({ target: [first] }) => !isList(first)) : nodes;
      return meant.map(
        ({ html, failureSummary }) => `${id}: ${help}. ${html.slice(0, 200)} ${failureSummary}`,
      );
    });
  }, rules);
  expect(found, `${name} is not accessible`).toEqual([]);
}

/** What another scheme or accent can break. */
const CONTRAST = ['color-contrast'];

/** Whether words can be read in both schemes. For a visitor whose scheme is the system's. */
export async function expectReadableInBothSchemes(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
    await expectAccessible(page, `${name}, ${colorScheme}`, CONTRAST);
  }
}

/** In the scheme that is on, and readable in both. For a visitor whose scheme is the system's. */
export async function expectAccessibleInBothSchemes(page: Page, name: string): Promise<void> {
  await expectReadableInBothSchemes(page, name);
  await expectAccessible(page, name);
}
