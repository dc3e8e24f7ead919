/** What a scraper gets: every request once, by route and status, and only with the token. */
import { expect, it } from 'vitest';
import { newAdmin } from '../../support/people.ts';
import { useOwnSystem } from '../../support/runtime.ts';
import { secretOf } from '../../support/secrets.ts';

const system = useOwnSystem();

const token = () => secretOf(system.current, 'metrics-token', 'operations-get-metrics');

const scrape = (authorization?: string) =>
  fetch(new URL('/metrics', system.current.appUrl), { headers: { ...(authorization && { authorization }) } });

it('counts each request once, by route, status and time', async () => {
  const session = await newAdmin(system.current.appUrl);
  for (let count = 0; count < 7; count++) await session.call('GET', '/api/v1/dashboard');
  await session.call('GET', '/api/v1/customers?limit=0');
  await fetch(new URL('/api/v1/nothing/here', system.current.appUrl));
  const bearer = `Bearer ${await token()}`;
  // Each is counted by itself, some time after its answer.
  for (const line of [
    '{route="GET /api/v1/dashboard",status="200"} 7',
    '{route="GET /api/v1/customers",status="400"} 1',
    '{route="none",status="404"} 1',
  ])
    await expect
      .poll(async () => (await scrape(bearer)).text(), { timeout: 20_000, interval: 300 })
      .toContain(`gangway_http_requests_total${line}`);
  const response = await scrape(bearer);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const text = await response.text();
  expect(text).toContain('gangway_http_request_duration_seconds_count{route="GET /api/v1/dashboard"} 7');
  expect(text).toMatch(/_bucket\{route="GET \/api\/v1\/dashboard",le="\+Inf"\} 7/);
  expect(text).toMatch(/# TYPE gangway_http_request_duration_seconds histogram/);
  // Names of routes, never what was in a path.
  expect(text).not.toMatch(/nothing|01[0-9A-HJKMNP-TV-Z]{24}/);
});

it.each([undefined, 'Bearer', 'Bearer x', 'Basic x', 'none'])('turns "%s" away', async (authorization) => {
  const response = await scrape(authorization);
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ code: 'unauthenticated' });
});

it('turns a signed-in admin away', async () => {
  const session = await newAdmin(system.current.appUrl);
  expect((await session.call('GET', '/metrics')).status).toBe(401);
});
