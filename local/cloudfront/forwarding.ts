/** What of a viewer's request reaches the origin: by cache policy and origin request policy. */

/** Chooses names: none of them, these, all but these, or all. */
export interface Selection {
  readonly behavior: 'none' | 'whitelist' | 'allExcept' | 'all';
  /** Headers in lower case. */
  readonly names: readonly string[];
}

export interface Forwarding {
  readonly headers: Selection;
  readonly cookies: Selection;
  readonly queries: Selection;
}

export interface CachePolicy extends Forwarding {
  /** Whether the policy lets CloudFront compress. */
  readonly gzip: boolean;
  readonly brotli: boolean;
}

const NONE: Selection = { behavior: 'none', names: [] };
const ALL: Selection = { behavior: 'all', names: [] };
const only = (...names: string[]): Selection => ({ behavior: 'whitelist', names });

const cache = (forwarding: Partial<Forwarding>, compresses: boolean): CachePolicy => ({
  headers: NONE,
  cookies: NONE,
  queries: NONE,
  ...forwarding,
  gzip: compresses,
  brotli: compresses,
});

/** AWS's own cache policies, by id: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
export const MANAGED_CACHE_POLICIES: Readonly<Record<string, CachePolicy>> = {
  // CachingOptimized, CachingOptimizedForUncompressedObjects, CachingDisabled
  '658327ea-f89d-4fab-a63d-7e88639e58f6': cache({}, true),
  'b2884449-e4de-46a7-ac36-70bc7f1ddd6d': cache({}, false),
  '4135ea2d-6df8-44a3-9df3-4b5a84be39ad': cache({}, false),
  // UseOriginCacheControlHeaders, without and with query strings
  '83da9c7e-98b4-4e11-a168-04f0df8e2c65': cache(
    {
      headers: only('host', 'origin', 'x-http-method', 'x-http-method-override', 'x-method-override'),
      cookies: ALL,
    },
    true,
  ),
  '4cc15a8a-d715-48a4-82b8-cc0b614638fe': cache(
    {
      headers: only('host', 'origin', 'x-http-method', 'x-http-method-override', 'x-method-override'),
      cookies: ALL,
      queries: ALL,
    },
    true,
  ),
};

const CORS_HEADERS = ['origin', 'access-control-request-headers', 'access-control-request-method'];

/** AWS's own origin request policies, by id: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html */
export const MANAGED_ORIGIN_REQUEST_POLICIES: Readonly<Record<string, Forwarding>> = {
  // AllViewer, AllViewerExceptHostHeader, AllViewerAndCloudFrontHeaders-2022-06
  '216adef6-5c7f-47e4-b989-5492eafa07d3': { headers: ALL, cookies: ALL, queries: ALL },
  'b689b0a8-53d0-40ab-baf2-68738e2966ac': {
    headers: { behavior: 'allExcept', names: ['host'] },
    cookies: ALL,
    queries: ALL,
  },
  '33f36d7e-f396-46d9-90e0-52428a34d9dc': { headers: ALL, cookies: ALL, queries: ALL },
  // CORS-S3Origin, CORS-CustomOrigin, UserAgentRefererHeaders
  '88a5eaf4-2fd4-4709-b370-b4c650ea3fcf': { headers: only(...CORS_HEADERS), cookies: NONE, queries: NONE },
  '59781a5b-3903-41f3-afcb-af62929ccde1': { headers: only('origin'), cookies: NONE, queries: NONE },
  'acba4595-bd28-49b8-b9fe-13317c0390fa': {
    headers: only('user-agent', 'referer'),
    cookies: NONE,
    queries: NONE,
  },
};

type Config = Readonly<Record<string, unknown>>;

/** `HeadersConfig`, `CookiesConfig` or `QueryStringsConfig` of a policy. */
function selection(config: unknown, kind: 'Header' | 'Cookie' | 'QueryString'): Selection {
  const values = (config ?? {}) as Config;
  const behavior = String(values[`${kind}Behavior`] ?? 'none');
  const list = (values[`${kind}s`] ?? []) as readonly string[];
  const names = kind === 'Header' ? list.map((name) => name.toLowerCase()) : list;
  switch (behavior) {
    case 'none':
    case 'whitelist':
    case 'allExcept':
    case 'all':
      return { behavior, names };
    case 'allViewer':
      return { behavior: 'all', names: [] };
    case 'allViewerAndWhitelistCloudFront':
      return { behavior: 'all', names };
    default:
      throw new Error(`the local runtime does not know the ${kind}Behavior ${behavior}.`);
  }
}

const forwarding = (config: Config): Forwarding => ({
  headers: selection(config.HeadersConfig, 'Header'),
  cookies: selection(config.CookiesConfig, 'Cookie'),
  queries: selection(config.QueryStringsConfig, 'QueryString'),
});

/** A template's `OriginRequestPolicyConfig`. */
export const parseOriginRequestPolicy = (config: unknown): Forwarding => forwarding(config as Config);

/** A template's `CachePolicyConfig`. */
export function parseCachePolicy(config: unknown): CachePolicy {
  const parameters = ((config as Config).ParametersInCacheKeyAndForwardedToOrigin ?? {}) as Config;
  return {
    ...forwarding(parameters),
    gzip: String(parameters.EnableAcceptEncodingGzip) === 'true',
    brotli: String(parameters.EnableAcceptEncodingBrotli) === 'true',
  };
}

/** Whether any of the selections takes a name. */
export function selects(selections: readonly Selection[], name: string): boolean {
  return selections.some(({ behavior, names }) => {
    if (behavior === 'whitelist') return names.includes(name);
    return behavior === 'all' || (behavior === 'allExcept' && !names.includes(name));
  });
}
