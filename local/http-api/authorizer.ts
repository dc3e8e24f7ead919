/** Lambda authorizers of HTTP APIs: payload format 2.0 with simple responses. */
import { authorizerEvent, type EventContext } from './event.ts';
import type { InvokeFrom } from './invoke-from.ts';
import type { ApiRequest } from './request.ts';

export interface Authorizer {
  readonly id: string;
  readonly functionArn: string;
  /** `$request.header.Authorization`, `$request.querystring.key`, `$context.routeKey`, … */
  readonly identitySource: readonly string[];
  /** For how long an answer is kept, in seconds; 0 for not at all. */
  readonly resultTtl: number;
}

export type Authorization =
  | { readonly allowed: true; readonly context: unknown }
  /** 401 an identity source is missing; 403 refused; 500 the function failed. */
  | { readonly allowed: false; readonly status: 401 | 403 | 500 };

export type Authorize = (
  authorizer: Authorizer,
  request: ApiRequest,
  context: EventContext,
  routeArn: string,
) => Promise<Authorization>;

const KEPT_RESULTS = 10_000;

/** @param now milliseconds since the epoch */
export function createAuthorize(invokeFrom: InvokeFrom, now: () => number = Date.now): Authorize {
  const cache = new Map<string, { readonly until: number; readonly result: Authorization }>();
  return async (authorizer, request, context, routeArn) => {
    const identity: string[] = [];
    for (const source of authorizer.identitySource) {
      const value = identityValue(source, request, context);
      // Without all of them the function is not even asked.
      if (value === undefined || value === '') return { allowed: false, status: 401 };
      identity.push(value);
    }
    const isCached = authorizer.resultTtl > 0 && identity.length > 0;
    const key = JSON.stringify([authorizer.id, ...identity]);
    const known = isCached ? cache.get(key) : undefined;
    if (known !== undefined && known.until > now()) return known.result;
    const apiArn = routeArn.split('/')[0]!;
    const { payload, error } = await invokeFrom(`${apiArn}/authorizers/${authorizer.id}`)(
      authorizer.functionArn,
      authorizerEvent(request, context, routeArn, identity),
    );
    if (error !== undefined) return { allowed: false, status: 500 };
    const answer = payload as { isAuthorized?: unknown; context?: unknown } | null;
    if (typeof answer?.isAuthorized !== 'boolean') return { allowed: false, status: 500 };
    const result: Authorization = answer.isAuthorized
      ? { allowed: true, context: answer.context ?? {} }
      : { allowed: false, status: 403 };
    if (isCached) {
      cache.delete(key);
      cache.set(key, { until: now() + authorizer.resultTtl * 1000, result });
      if (cache.size > KEPT_RESULTS) cache.delete(cache.keys().next().value!);
    }
    return result;
  };
}

function identityValue(source: string, request: ApiRequest, context: EventContext): string | undefined {
  const [, kind, name = ''] =
    /^\$(request\.header|request\.querystring|context|stageVariables)\.(.+)$/.exec(source) ?? [];
  switch (kind) {
    case 'request.header': {
      const value = request.headers[name.toLowerCase()];
      return Array.isArray(value) ? value.join(',') : value;
    }
    case 'request.querystring':
      return new URLSearchParams(request.query).get(name) ?? undefined;
    case 'stageVariables':
      return context.stageVariables[name];
    case 'context':
      return contextValue(name, request, context);
    default:
      throw new Error(`The identity source ${source} is not known.`);
  }
}

function contextValue(name: string, request: ApiRequest, context: EventContext): string | undefined {
  const values: Readonly<Record<string, string>> = {
    routeKey: context.routeKey,
    stage: context.stage,
    httpMethod: request.method,
    path: request.path,
    'identity.sourceIp': request.sourceIp,
  };
  return values[name];
}
