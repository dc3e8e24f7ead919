/** One HTTP API: finds the route, asks the authorizer, invokes the function. */
import { randomUUID } from 'node:crypto';
import { AwsError } from '../types.ts';
import { type AccessLog, accessLine } from './access-log.ts';
import type { Authorize, Authorizer } from './authorizer.ts';
import { type CorsConfiguration, corsHeaders, isPreflight, preflightResponse } from './cors.ts';
import { type EventContext, integrationEvent } from './event.ts';
import { integrationFailure, MAX_PAYLOAD_BYTES, toResponse } from './integration-response.ts';
import type { InvokeFrom } from './invoke-from.ts';
import { type ApiRequest, type ApiResponse, messageResponse } from './request.ts';
import { createRouteTable, type RouteMatch, type RouteTable } from './route-table.ts';

export interface Integration {
  readonly functionArn: string;
  readonly timeoutMs: number;
}

export interface Route {
  readonly routeKey: string;
  readonly integration: Integration;
  readonly authorizer?: Authorizer;
}

export interface HttpApi {
  readonly id: string;
  readonly routes: RouteTable<Route>;
  readonly cors?: CorsConfiguration;
  /** `$default`, or the name that begins every path. */
  stage: string;
  stageVariables: Readonly<Record<string, string>>;
  accessLog?: AccessLog | undefined;
}

export interface HttpApiOptions {
  readonly account: string;
  readonly region: string;
  readonly invokeFrom: InvokeFrom;
  readonly authorize: Authorize;
  /** Gets the lines of access logs. */
  readonly onAccess?: (group: string, line: string) => void;
  /** Gets why a request ended in a failure that the client is not told. */
  readonly onFailure: (name: string, line: string) => void;
}

export const createHttpApi = (id: string, cors: CorsConfiguration | undefined): HttpApi => ({
  id,
  routes: createRouteTable(),
  ...(cors === undefined ? {} : { cors }),
  stage: '$default',
  stageVariables: {},
});

/** Headers of one connection only, which do not travel on. */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Serves one request; never rejects. */
export async function serveHttpApi(
  api: HttpApi,
  incoming: ApiRequest,
  options: HttpApiOptions,
): Promise<ApiResponse> {
  const kept = Object.entries(incoming.headers).filter(([name]) => !HOP_BY_HOP.has(name));
  const request: ApiRequest = { ...incoming, headers: Object.fromEntries(kept) };
  const requestId = randomUUID();
  const started = performance.now();
  const response = await answer(api, request, requestId, options);
  if (api.accessLog !== undefined) {
    const path = withoutStage(api, request.path);
    const match = path === undefined ? undefined : api.routes.match(request.method, path);
    const line = accessLine(api.accessLog, {
      requestId,
      ...(match !== undefined && { routeKey: match.route.routeKey }),
      status: String(response.status),
      responseLatency: String(Math.round(performance.now() - started)),
    });
    options.onAccess?.(api.accessLog.group, line);
  }
  const cors = api.cors === undefined || isPreflight(request) ? {} : corsHeaders(api.cors, request);
  return { ...response, headers: { ...response.headers, ...cors, 'apigw-requestid': requestId } };
}

async function answer(
  api: HttpApi,
  request: ApiRequest,
  requestId: string,
  options: HttpApiOptions,
): Promise<ApiResponse> {
  if (api.cors !== undefined && isPreflight(request)) return preflightResponse(api.cors, request);
  if (request.body.length > MAX_PAYLOAD_BYTES) return messageResponse(413, 'Request Entity Too Large');
  const path = withoutStage(api, request.path);
  const match = path === undefined ? undefined : api.routes.match(request.method, path);
  if (match === undefined) return messageResponse(404, 'Not Found');
  const context = eventContext(api, match, requestId, options);
  const stageArn = `arn:aws:execute-api:${options.region}:${options.account}:${api.id}/${api.stage}`;
  const sourceArn = `${stageArn}/${routePath(match.route.routeKey)}`;
  try {
    const { authorizer } = match.route;
    if (authorizer === undefined)
      return await integrate(match, integrationEvent(request, context), sourceArn, options);
    const authorization = await options.authorize(
      authorizer,
      request,
      context,
      `${stageArn}/${request.method}${request.path}`,
    );
    if (!authorization.allowed) return refusal(authorization.status);
    return await integrate(
      match,
      integrationEvent(request, context, authorization.context),
      sourceArn,
      options,
    );
  } catch (error) {
    // Throttling by Lambda reaches the client as 503; whatever else Lambda refuses as 500.
    if (error instanceof AwsError && error.status === 429) return messageResponse(503, 'Service Unavailable');
    const reason = error instanceof Error ? error.message : String(error);
    options.onFailure(`http-api-${api.id}`, `${request.method} ${request.path}: ${reason}`);
    return integrationFailure();
  }
}

/** `GET/customers/{id}` of `GET /customers/{id}`: how a permission names a route. */
const routePath = (routeKey: string): string => routeKey.replace(' ', '');

/** A stage with a name is the first segment of every path, and no part of a route. */
function withoutStage({ stage }: HttpApi, path: string): string | undefined {
  if (stage === '$default') return path;
  if (path === `/${stage}`) return '/';
  return path.startsWith(`/${stage}/`) ? path.slice(stage.length + 1) : undefined;
}

function refusal(status: 401 | 403 | 500): ApiResponse {
  if (status === 401) return messageResponse(401, 'Unauthorized');
  return status === 403 ? messageResponse(403, 'Forbidden') : integrationFailure();
}

function eventContext(
  api: HttpApi,
  match: RouteMatch<Route>,
  requestId: string,
  { account, region }: HttpApiOptions,
): EventContext {
  return {
    account,
    apiId: api.id,
    domainName: `${api.id}.execute-api.${region}.amazonaws.com`,
    stage: api.stage,
    requestId,
    routeKey: match.route.routeKey,
    pathParameters: match.parameters,
    stageVariables: api.stageVariables,
    now: new Date(),
  };
}

async function integrate(
  { route }: RouteMatch<Route>,
  event: object,
  sourceArn: string,
  options: HttpApiOptions,
): Promise<ApiResponse> {
  const { functionArn, timeoutMs } = route.integration;
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<ApiResponse>((resolve) => {
    timer = setTimeout(() => resolve(messageResponse(503, 'Service Unavailable')), timeoutMs);
  });
  const invoked = options
    .invokeFrom(sourceArn)(functionArn, event)
    .then(({ payload, error }) => {
      if (error !== undefined) return integrationFailure();
      const response = toResponse(payload);
      return response.body.length > MAX_PAYLOAD_BYTES ? integrationFailure() : response;
    });
  try {
    return await Promise.race([invoked, timeout]);
  } finally {
    clearTimeout(timer);
    // Nobody waits for the function once the time is over.
    invoked.catch(() => {});
  }
}
