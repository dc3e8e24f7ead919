/** One distribution: from the viewer's request to the response that the edge sends. */
import type { ApiRequest, ApiResponse } from '../http-api/request.ts';
import { compress } from './compress.ts';
import type { EdgeFunction } from './edge-function.ts';
import type { CachePolicy, Forwarding } from './forwarding.ts';
import type { HeadersPolicy } from './headers-policy.ts';
import { originRequest } from './origin-request.ts';
import { type Origin, type OriginServices, serveBucket } from './origins.ts';
import { matchesPattern } from './path-pattern.ts';

export interface Behavior {
  readonly pathPattern: string;
  readonly origin: Origin;
  readonly allowedMethods: readonly string[];
  readonly compress: boolean;
  readonly cachePolicy: CachePolicy;
  readonly originRequestPolicy?: Forwarding;
  readonly headersPolicy?: HeadersPolicy;
  readonly viewerRequest?: EdgeFunction;
  readonly viewerResponse?: EdgeFunction;
}

export interface ErrorPage {
  readonly errorCode: number;
  readonly responseCode?: number;
  readonly pagePath?: string;
}

export interface Distribution {
  readonly arn: string;
  readonly domainName: string;
  readonly aliases: readonly string[];
  readonly defaultRootObject?: string;
  /** In order of precedence; the default behaviour is the last, with the pattern `*`. */
  readonly behaviors: readonly Behavior[];
  readonly errorPages: readonly ErrorPage[];
}

/** CloudFront's own answers are pages; one line of text says as much. */
const edgeError = (status: number, text: string): ApiResponse => ({
  status,
  headers: { 'content-type': 'text/plain', server: 'CloudFront' },
  body: Buffer.from(`${text}\n`),
});

/** Serves a viewer's request. Nothing is cached: what changes behind the distribution shows at once. */
export async function serveDistribution(
  distribution: Distribution,
  request: ApiRequest,
  services: OriginServices,
): Promise<ApiResponse> {
  const behavior = behaviorFor(distribution, request.path);
  const response = await respond(distribution, behavior, request, services);
  const finished = behavior.headersPolicy?.(request, response) ?? response;
  if (behavior.viewerResponse === undefined || finished.status >= 400) return finished;
  try {
    return behavior.viewerResponse.viewerResponse(request, finished);
  } catch {
    return edgeError(503, 'The function of the distribution failed.');
  }
}

function behaviorFor(distribution: Distribution, path: string): Behavior {
  return distribution.behaviors.find(({ pathPattern }) => matchesPattern(pathPattern, path))!;
}

async function respond(
  distribution: Distribution,
  behavior: Behavior,
  viewer: ApiRequest,
  services: OriginServices,
): Promise<ApiResponse> {
  if (!behavior.allowedMethods.includes(viewer.method)) {
    return edgeError(403, `This distribution does not allow the method ${viewer.method} here.`);
  }
  let request = viewer;
  if (behavior.viewerRequest !== undefined) {
    try {
      const changed = behavior.viewerRequest.viewerRequest(viewer);
      if ('status' in changed) return changed;
      request = changed;
    } catch {
      return edgeError(503, 'The function of the distribution failed.');
    }
  }
  if (request.path === '/' && distribution.defaultRootObject !== undefined) {
    request = { ...request, path: `/${distribution.defaultRootObject}` };
  }
  const answer = await askOrigin(distribution, behavior, request, services);
  const { gzip, brotli } = behavior.cachePolicy;
  return behavior.compress ? compress(viewer, answer, { gzip, brotli }) : answer;
}

async function askOrigin(
  distribution: Distribution,
  behavior: Behavior,
  request: ApiRequest,
  services: OriginServices,
): Promise<ApiResponse> {
  const response = await fetchOrigin(distribution, behavior, request, services);
  const page = distribution.errorPages.find(({ errorCode }) => errorCode === response.status);
  if (page?.pagePath === undefined) return response;
  const pageRequest: ApiRequest = {
    ...request,
    method: 'GET',
    path: page.pagePath,
    query: '',
    body: Buffer.alloc(0),
  };
  const found = await fetchOrigin(
    distribution,
    behaviorFor(distribution, page.pagePath),
    pageRequest,
    services,
  );
  return found.status === 200 ? { ...found, status: page.responseCode ?? response.status } : response;
}

async function fetchOrigin(
  distribution: Distribution,
  behavior: Behavior,
  request: ApiRequest,
  services: OriginServices,
): Promise<ApiResponse> {
  const { origin } = behavior;
  if (origin.type === 'bucket') return serveBucket(origin, request, distribution.arn, services);
  const policies = [
    behavior.cachePolicy,
    ...(behavior.originRequestPolicy === undefined ? [] : [behavior.originRequestPolicy]),
  ];
  return services.serveApi(origin.apiId, originRequest(request, origin, policies));
}
