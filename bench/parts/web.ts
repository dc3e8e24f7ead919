/** The production build in a real Chromium, with a scripted API: what a person waits for. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { ROOT } from '../../lib/definitions.ts';
import { launch, open } from '../../test/e2e/web-browser.ts';
import { account, contract, facts, listOf, organization } from '../../test/e2e/web-fixtures.ts';
import { type Script, startWeb } from '../../test/e2e/web-server.ts';
import { type Part, verdict } from '../part.ts';
import { median } from '../statistics.ts';
import { smoothness } from '../web/frames.ts';

/** Three pages with columns and tables. */
const PDF = readFileSync(path.join(ROOT, 'test/corpus/b-01.pdf'));
const ROUNDS = 5;
const FEW = 50;
const MANY = 10_000;
/** Frames of one scroll through the long list, and how many pixels each goes: a hard fling of a trackpad. */
const FRAMES = 180;
const STEP = 150;

/** Milliseconds; share of frames for the last. */
const BUDGETS = {
  firstPaint: 500,
  interactive: 1000,
  key: 100,
  typing: 100,
  palette: 200,
  frame: 34,
  dropped: 0.05,
  drawn: 1500,
  fact: 100,
  lit: 100,
} as const;
type Figure = keyof typeof BUDGETS;

const NAMES: Readonly<Record<Figure, string>> = {
  firstPaint: 'list of contracts, cold: first paint',
  interactive: 'list of contracts, cold: rows there and keys answered',
  key: 'j among rows: from the key to the next paint',
  typing: 'a letter in the search field',
  palette: 'the palette, loaded before',
  frame: `scrolling ${MANY.toLocaleString('en-US')} rows: frame, p95`,
  drawn: 'contract screen, cold: the first page of the PDF drawn',
  fact: 'contract screen, j among facts: from the key to the next paint, the page scrolled to its words',
  lit: 'contract screen, a click on a fact: to the next paint',
  dropped: `scrolling ${MANY.toLocaleString('en-US')} rows: frames that came late`,
};

function script(rows: number): Script {
  const company = organization();
  const list = Array.from({ length: rows }, (_, index) =>
    contract('ready', { customer_name: `Customer ${index}`, file_name: `agreement-${index}.pdf` }),
  );
  return {
    'POST /api/v1/auth/refresh': () => ({ access_token: 'token', token_type: 'Bearer', expires_in: 900 }),
    'GET /api/v1/auth/me': () => account(company),
    'GET /api/v1/customers': () => listOf([]),
    'GET /api/v1/onboarding-plans': () => listOf([]),
    'GET /api/v1/contracts': () => listOf(list),
  };
}

/** Milliseconds from the start of the navigation. */
const loadTimes = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<{ firstPaint: number; interactive: number }>((resolve) => {
        const look = () => {
          const paint = performance.getEntriesByName('first-contentful-paint')[0];
          if (!paint || !document.querySelector('a[data-row]')) {
            requestAnimationFrame(look);
            return;
          }
          // Idle: what a person does now is answered at once.
          requestIdleCallback(() => resolve({ firstPaint: paint.startTime, interactive: performance.now() }));
        };
        look();
      }),
  );

/** From an event to the paint after it, as the browser itself tells it; what is too short to be told counts 16. */
async function latency(page: Page, type: string, act: () => Promise<void>): Promise<number> {
  await page.evaluate((name) => {
    const found: number[] = [];
    Object.assign(window, { latencies: found });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === name) found.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  }, type);
  await act();
  await page.waitForTimeout(300);
  const found = await page.evaluate(() => (window as unknown as { latencies: number[] }).latencies);
  return Math.max(16, ...found);
}

/** When each frame of a scroll came. */
const scroll = (page: Page) =>
  page.evaluate(
    ({ frames, step }) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = [];
        const next = (time: number) => {
          times.push(time);
          if (times.length > frames) return resolve(times);
          window.scrollBy(0, step);
          requestAnimationFrame(next);
        };
        requestAnimationFrame(next);
      }),
    { frames: FRAMES, step: STEP },
  );

async function oneRound(browser: Browser, url: string): Promise<Partial<Record<Figure, number>>> {
  const { page, context } = await open(browser, `${url}/contracts`);
  try {
    const times = await loadTimes(page);
    const key = await latency(page, 'keydown', async () => {
      for (let press = 0; press < 5; press++) await page.keyboard.press('j');
    });
    await page.keyboard.press('/');
    const typing = await latency(page, 'keydown', () => page.keyboard.type('customer', { delay: 40 }));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const palette = await latency(page, 'keydown', () => page.keyboard.press('Control+k'));
    return { ...times, key, typing, palette };
  } finally {
    await context.close();
  }
}

async function scrollRound(browser: Browser, url: string): Promise<Partial<Record<Figure, number>>> {
  const { page, context } = await open(browser, `${url}/contracts`);
  try {
    await page.locator('a[data-row]').first().waitFor();
    const { p95, dropped } = smoothness(await scroll(page));
    return { frame: p95, dropped };
  } finally {
    await context.close();
  }
}

/** A finished contract with the words of its facts, and the PDF they stand in. */
function contractScript(url: string): Script {
  const of = contract('review', { pages: 3 });
  return {
    ...script(0),
    'GET /api/v1/contracts/{id}/extraction': () => ({ contract: of, facts: facts() }),
    'GET /api/v1/contracts/{id}/file': () => ({
      url: `${url}/_storage`,
      file_name: of.file_name,
      content_type: of.content_type,
      expires_at: new Date(Date.now() + 300_000).toISOString(),
    }),
  };
}

async function contractRound(browser: Browser, url: string): Promise<Partial<Record<Figure, number>>> {
  const { page, context } = await open(browser, `${url}/contracts/01K00000000000000000000001`);
  try {
    await page.locator('canvas[data-drawn]').first().waitFor();
    const drawn = await page.evaluate(() => performance.now());
    const fact = await latency(page, 'keydown', async () => {
      for (let press = 0; press < 5; press++) await page.keyboard.press('j');
    });
    const lit = await latency(page, 'click', () => page.locator('[data-fact]').nth(3).click());
    return { drawn, fact, lit };
  } finally {
    await context.close();
  }
}

const shown = (figure: Figure, value: number) =>
  figure === 'dropped' ? `${(value * 100).toFixed(1)} %` : `${value.toFixed(0)} ms`;

export const web: Part = {
  name: 'web',
  about: `the web app in Chromium: first paint, interactions, scrolling ${MANY.toLocaleString('en-US')} rows`,
  async run(progress) {
    const [server, browser] = await Promise.all([startWeb(), launch()]);
    try {
      const rounds: Partial<Record<Figure, number>>[] = [];
      server.script = script(FEW);
      // The first load of all warms the browser itself.
      await oneRound(browser, server.url);
      progress(`${ROUNDS} cold loads with interactions.`);
      for (let round = 0; round < ROUNDS; round++) rounds.push(await oneRound(browser, server.url));
      server.script = script(MANY);
      progress(`${ROUNDS} scrolls of ${FRAMES} frames.`);
      for (let round = 0; round < ROUNDS; round++) rounds.push(await scrollRound(browser, server.url));
      server.script = contractScript(server.url);
      server.onUpload = (request, response) => {
        request.resume();
        response.writeHead(200).end(PDF);
      };
      progress(`${ROUNDS} contract screens.`);
      for (let round = 0; round < ROUNDS; round++) rounds.push(await contractRound(browser, server.url));
      const results = (Object.keys(BUDGETS) as Figure[]).map((figure) => {
        const values = rounds.flatMap((round) => round[figure] ?? []);
        const value = median(values);
        return { figure, values, value, budget: BUDGETS[figure], verdict: verdict(value, BUDGETS[figure]) };
      });
      return {
        title: 'The web app in Chromium',
        columns: [
          { title: 'WHAT', wrap: true },
          { title: 'MEDIAN', align: 'right' },
          { title: 'BUDGET', align: 'right' },
          { title: '' },
        ],
        rows: results.map(({ figure, value, budget, verdict: judged }) => [
          NAMES[figure],
          shown(figure, value),
          shown(figure, budget),
          judged,
        ]),
        data: results,
        over: results
          .filter((each) => each.verdict === 'over')
          .map(({ figure, value }) => `${NAMES[figure]}: ${shown(figure, value)}`),
        notes: [
          `Production build, scripted API on this machine, no GPU; ${ROUNDS} rounds, each with an empty cache.`,
        ],
      };
    } finally {
      await browser.close();
      await server.stop();
    }
  },
};
