/** Chromium for browser tests. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { ROOT } from '../../lib/definitions.ts';

const SCREENSHOTS = path.join(ROOT, 'test-output/screens');

// Nothing here is drawn in three dimensions: a graphics card that is computed costs more than drawing without one.
sparticuz.setGraphicsMode = false;

export const launch = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: await sparticuz.executablePath(),
    // In one process, the browser would end with the first page that is closed.
    args: [...sparticuz.args.filter((argument) => argument !== '--single-process'), '--disable-gpu'],
    headless: true,
  });

let shared: Promise<Browser> | undefined;

/** The browser of this worker's files, started by the first of them; each visitor is of their own in it. It ends with the worker. */
export function browserOfWorker(): Promise<Browser> {
  shared ??= launch().then((browser) =>
    browser.on('disconnected', () => {
      shared = undefined;
    }),
  );
  return shared;
}

export interface View {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
  /** What the browser asks for; American English where left out. */
  readonly locale?: string;
}

export const DESKTOP: View = { width: 1440, scheme: 'light' };

/** A desk by day, and the narrowest telephone by night: what else there is lies between them. */
export const VIEWS: readonly View[] = [
  { width: 1440, scheme: 'light' },
  { width: 360, scheme: 'dark' },
];

interface Opened {
  readonly page: Page;
  /** Errors of the page itself, and what the content security policy refused. */
  readonly faults: string[];
  readonly context: BrowserContext;
}

/** A fresh visitor. */
export async function open(browser: Browser, url: string, view: View = DESKTOP): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.width < 600 ? 844 : 900 },
    colorScheme: view.scheme,
    locale: view.locale ?? 'en-US',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(8_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // The browser itself logs each answer that is an error; the app says those to the person.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  await page.goto(url);
  return { page, faults, context };
}

/** What every screen owes: nothing wider than the screen, a name on every control. And a picture, where one looks. */
export async function inspect(page: Page, name: string, { width, scheme }: View): Promise<void> {
  const folder = path.join(SCREENSHOTS, `${width}-${scheme}`);
  await page.evaluate(() => document.fonts.ready);
  if (!process.env.CI) {
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
  }
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(excess, `${name} at ${width} is too wide`).toBeLessThanOrEqual(0);
  expect(await unnamedControls(page), `${name} has controls without a name`).toEqual([]);
}

const unnamedControls = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a[href], button, input:not([type=file]), select, textarea')]
      .filter((element) => element.checkVisibility() && element.getAttribute('aria-hidden') !== 'true')
      .filter((element) => {
        const labels = (element as HTMLInputElement).labels;
        const named =
          element.getAttribute('aria-label') ||
          element.getAttribute('aria-labelledby') ||
          element.textContent?.trim() ||
          element.querySelector('img[alt]:not([alt=""])') ||
          (labels && labels.length > 0);
        return !named;
      })
      .map((element) => element.outerHTML.slice(0, 200)),
  );
