/** CloudFront Functions: the template's own code, in a context of its own, with a time limit. */
import { createContext, Script } from 'node:vm';
import type { ApiRequest, ApiResponse } from '../http-api/request.ts';

interface Values {
  readonly [name: string]: {
    readonly value: string;
    readonly multiValue?: readonly { readonly value: string }[];
  };
}

interface FunctionRequest {
  readonly method: string;
  readonly uri: string;
  readonly querystring: Values;
  readonly headers: Values;
  readonly cookies: Values;
}

interface FunctionResponse {
  readonly statusCode: number;
  readonly statusDescription?: string;
  readonly headers?: Values;
  readonly cookies?: Values;
  readonly body?: string | { readonly encoding?: string; readonly data: string };
}

export interface EdgeFunction {
  readonly viewerRequest: (request: ApiRequest) => ApiRequest | ApiResponse;
  readonly viewerResponse: (request: ApiRequest, response: ApiResponse) => ApiResponse;
}

export interface EdgeContext {
  readonly distributionId: string;
  readonly distributionDomainName: string;
  /** Gets what the function prints. */
  readonly onLine: (line: string) => void;
}

/**
 * CloudFront allows about a millisecond of computing. This is time by the clock, which passes on a busy machine too: it
 * only ends what would not end by itself.
 */
const TIME_LIMIT_MS = 5_000;

interface Sandbox {
  __event?: string;
  readonly __lines?: readonly unknown[];
  readonly __result?: string;
  readonly __error?: string;
}

const PRELUDE = `__lines = []; __result = __error = undefined;
var console = { log(...items) { __lines.push(items.map(String).join(' ')) } };
`;

const CALL = `
;(async () => handler(JSON.parse(__event)))().then(
  (value) => { __result = JSON.stringify(value) },
  (error) => { __error = String(error) });`;

/**
 * Compiles the code of a function. Values pass in and out as JSON, so nothing of the host is in its reach.
 *
 * @throws Error when the code does not compile; what a call throws becomes CloudFront's answer 503
 */
export function createEdgeFunction(code: string, context: EdgeContext): EdgeFunction {
  if (/\bimport\b[^;]*['"]cloudfront['"]/.test(code))
    throw new Error('the local runtime has no key value stores.');
  // A context for all calls, a scope for each: what the code declares is gone with the call.
  const script = new Script(`(() => {${PRELUDE}${code}${CALL}})()`);
  const sandbox: Sandbox = {};
  // Promises settle before the call returns, and count against its time.
  createContext(sandbox, { microtaskMode: 'afterEvaluate' });
  const run = (event: object): unknown => {
    sandbox.__event = JSON.stringify(event);
    try {
      script.runInContext(sandbox, { timeout: TIME_LIMIT_MS });
    } finally {
      for (const line of sandbox.__lines ?? []) context.onLine(String(line));
    }
    if (typeof sandbox.__result !== 'string')
      throw new Error(sandbox.__error ?? 'The function gave no answer.');
    return JSON.parse(sandbox.__result);
  };
  const eventOf = (eventType: string, request: ApiRequest, response?: object): object => ({
    version: '1.0',
    context: {
      distributionId: context.distributionId,
      distributionDomainName: context.distributionDomainName,
      eventType,
      requestId: 'local',
    },
    viewer: { ip: request.sourceIp },
    request: toFunctionRequest(request),
    ...(response === undefined ? {} : { response }),
  });

  return {
    viewerRequest: (request) => {
      const result = run(eventOf('viewer-request', request)) as FunctionRequest | FunctionResponse;
      return 'statusCode' in result
        ? fromFunctionResponse(result, Buffer.alloc(0))
        : fromFunctionRequest(result, request);
    },
    viewerResponse: (request, response) => {
      const event = eventOf('viewer-response', request, toFunctionResponse(response));
      return fromFunctionResponse(run(event) as FunctionResponse, response.body);
    },
  };
}

function values(pairs: Iterable<readonly [string, string]>): Values {
  const result: Record<string, { value: string; multiValue?: { value: string }[] }> = Object.create(null);
  for (const [name, value] of pairs) {
    const known = result[name];
    if (known === undefined) result[name] = { value };
    else known.multiValue = [...(known.multiValue ?? [{ value: known.value }]), { value }];
  }
  return result;
}

const flat = (list: Values = {}): readonly (readonly [string, string])[] =>
  Object.entries(list).flatMap(([name, { value, multiValue }]) =>
    (multiValue ?? [{ value }]).map((one) => [name, one.value] as const),
  );

const cookiePairs = (header = ''): readonly (readonly [string, string])[] =>
  header
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== '')
    .map((cookie) => [cookie.split('=')[0]!, cookie.split('=').slice(1).join('=')] as const);

function toFunctionRequest(request: ApiRequest): FunctionRequest {
  const headers = Object.entries(request.headers).filter(
    ([name, value]) => name !== 'cookie' && value !== undefined,
  );
  const pairs = request.query.split('&').filter((pair) => pair !== '');
  return {
    method: request.method,
    uri: request.path,
    querystring: values(pairs.map((pair) => [pair.split('=')[0]!, pair.split('=').slice(1).join('=')])),
    headers: values(headers.map(([name, value]) => [name, String(value)])),
    cookies: values(cookiePairs(request.headers.cookie)),
  };
}

function fromFunctionRequest(result: FunctionRequest, request: ApiRequest): ApiRequest {
  const cookie = flat(result.cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
  return {
    ...request,
    path: result.uri.startsWith('/') ? result.uri : `/${result.uri}`,
    query: flat(result.querystring)
      .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
      .join('&'),
    headers: {
      ...Object.fromEntries(flat(result.headers).map(([name, value]) => [name.toLowerCase(), value])),
      ...(cookie === '' ? {} : { cookie }),
    },
  };
}

function toFunctionResponse(response: ApiResponse): FunctionResponse {
  const headers = Object.entries(response.headers).filter(([name]) => name !== 'set-cookie');
  return {
    statusCode: response.status,
    headers: values(headers.map(([name, value]) => [name, String(value)])),
    cookies: {},
  };
}

function fromFunctionResponse(result: FunctionResponse, body: Buffer): ApiResponse {
  const text = typeof result.body === 'string' ? { data: result.body } : result.body;
  const own =
    text === undefined ? body : Buffer.from(text.data, text.encoding === 'base64' ? 'base64' : 'utf8');
  const cookies = flat(result.cookies).map(([name, value]) => `${name}=${value}`);
  return {
    status: result.statusCode,
    headers: {
      ...Object.fromEntries(flat(result.headers).map(([name, value]) => [name.toLowerCase(), value])),
      ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}),
    },
    body: own,
  };
}
