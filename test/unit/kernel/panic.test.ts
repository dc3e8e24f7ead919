/** What breaks in a function, of whatever kind, is logged as one line of JSON with its request, and holds nobody's data (OPS-10). */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { loadFunctions, ROOT } from '../../../lib/definitions.ts';
import { usePrinted } from '../../support/printed.ts';

const functions = await loadFunctions();

const PERSONAL = [
  'ada.lovelace@example.com',
  'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
  'gw_test_01JQ3V9N0W8ZC7KXH5T2R4M6PA_s3cret',
];
const breaks = () => {
  throw new TypeError(`cannot take ${PERSONAL.join(', nor <')}>`);
};
const poisoned = new Proxy({}, { get: breaks, has: breaks, ownKeys: breaks });
const REQUEST = '3b1c0f9e-0000-4000-8000-000000000001';
const context = { awsRequestId: REQUEST, functionName: 'under-test' };

const printed = usePrinted();

it('has every kind of function to ask', () => {
  const kinds = new Set(functions.map(({ definition }) => definition.kind));
  expect([...kinds].sort()).toEqual(
    [
      'authorizer',
      'command',
      'consumer',
      'publisher',
      'reaction',
      'route',
      'socket',
      'step',
      'subscriber',
      'trigger',
    ].sort(),
  );
});

/** Looks at nothing that it is given, so that nothing in it can break. */
const DEAF = 'live-hear-connection';

it.each(
  functions
    .filter(({ id }) => id !== DEAF)
    .map(({ id, file, definition }) => [definition.kind, id, file] as const),
)('%s %s', async (kind, _, file) => {
  const { handler } = (await import(pathToFileURL(path.join(ROOT, file)).href)) as {
    handler: (event: unknown, context: unknown) => Promise<{ statusCode?: number; body?: string }>;
  };
  const asked = { requestId: REQUEST, http: {}, authorizer: poisoned };
  const event = kind === 'route' ? { requestContext: asked, headers: poisoned } : poisoned;
  const [result] = await Promise.allSettled([handler(event, context)]);
  if (kind === 'route') {
    expect(result).toMatchObject({ status: 'fulfilled', value: { statusCode: 500 } });
    const { body = '' } = result.status === 'fulfilled' ? result.value : {};
    expect(JSON.parse(body)).toMatchObject({ code: 'internal_error', data: { request_id: REQUEST } });
    for (const personal of PERSONAL) expect(body).not.toContain(personal);
  } else {
    expect(result).toMatchObject({ status: 'rejected', reason: { name: 'TypeError' } });
    const reason = result.status === 'rejected' ? (result.reason as Error) : undefined;
    for (const personal of PERSONAL) expect(`${reason?.message} ${reason?.stack}`).not.toContain(personal);
  }
  const lines = printed().trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'ERROR',
    message: 'failed',
    request_id: REQUEST,
    function: 'under-test',
    failure: { name: 'TypeError', message: 'cannot take [e-mail], nor <[token], nor <[key]>' },
  });
  for (const personal of PERSONAL) expect(printed()).not.toContain(personal);
});
