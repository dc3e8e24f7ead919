/** Calls of the API, typed by its OpenAPI document. Nothing outside `web/src/api` talks to a server. */
import { errorOf, unreachable } from './errors.ts';
import type { Operations } from './schema.ts';
import { portalSession, staffSession } from './session.ts';

/** `"GET /api/v1/contracts/{id}"`. */
export type OperationName = keyof Operations;

export type ResponseOf<K extends OperationName> = Operations[K]['response'];

/** `params`, `query` and `body`, as far as the operation has them; a query without required fields may be left out. */
export type InputOf<K extends OperationName> = Omit<Operations[K], 'response' | 'query'> &
  (Operations[K] extends { query: infer Q }
    ? Record<never, never> extends Q
      ? { query?: Q }
      : { query: Q }
    : unknown);

interface Options {
  readonly signal?: AbortSignal;
  /** `portal`: a customer's user. `cookie`: the session's cookie is the credential, or none is needed. */
  readonly credential?: 'token' | 'portal' | 'cookie';
  /** The same request sent again under the same key is done once. */
  readonly idempotencyKey?: string;
}

type Arguments<K extends OperationName> =
  Record<never, never> extends InputOf<K>
    ? [input?: InputOf<K>, options?: Options]
    : [input: InputOf<K>, options?: Options];

interface Parts {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/**
 * @returns the answer's body; undefined where it has none
 * @throws ApiError; a 401 only after the session could not be refreshed. DOMException when the signal aborts.
 */
export async function call<K extends OperationName>(
  operation: K,
  ...[input, { signal, credential = 'token', idempotencyKey } = {}]: Arguments<K>
): Promise<ResponseOf<K>> {
  const send = (token?: string) =>
    request(operation, (input ?? {}) as Parts, { token, idempotencyKey }, signal);
  let response: Response;
  if (credential === 'cookie') response = await send();
  else {
    const session = credential === 'portal' ? portalSession : staffSession;
    const used = session.token() ?? (await session.refresh());
    response = await send(used);
    if (response.status === 401) {
      // Another call may have refreshed it while this one was on its way.
      const newest = session.token();
      response = await send(newest && newest !== used ? newest : await session.refresh());
    }
  }
  if (!response.ok) throw await errorOf(response);
  return (await contentOf(response)) as ResponseOf<K>;
}

function contentOf(response: Response): Promise<unknown> | undefined {
  if (response.status === 204) return undefined;
  const text = response.headers.get('content-type')?.startsWith('text/calendar');
  return text ? response.text() : response.json();
}

async function request(
  operation: string,
  { params = {}, query = {}, body }: Parts,
  { token, idempotencyKey }: { token: string | undefined; idempotencyKey: string | undefined },
  signal: AbortSignal | undefined,
): Promise<Response> {
  const [method = 'GET', template = '/'] = operation.split(' ');
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
  try {
    return await fetch(search.size > 0 ? `${path}?${search}` : path, {
      method,
      headers: {
        accept: 'application/json',
        'x-requested-with': 'XMLHttpRequest',
        ...(token && { authorization: `Bearer ${token}` }),
        ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
      // What was put off for a moment, to be taken back, is still done when the page closes.
      keepalive: method === 'DELETE',
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachable();
  }
}
