/** Response headers policies: security headers, own headers, CORS. */
import type { ApiRequest, ApiResponse } from '../http-api/request.ts';

export type HeadersPolicy = (request: ApiRequest, response: ApiResponse) => ApiResponse;

type Config = Readonly<Record<string, unknown>>;

interface Header {
  readonly name: string;
  readonly value: string;
  /** Whether it replaces what the origin sent. */
  readonly override: boolean;
}

const isTrue = (value: unknown): boolean => String(value) === 'true';
const items = (list: unknown): readonly Config[] =>
  ((list as Config | undefined)?.Items ?? []) as readonly Config[];

function securityHeaders(config: Config): readonly Header[] {
  const found: Header[] = [];
  const add = (member: string, name: string, value: (settings: Config) => string): void => {
    const settings = config[member] as Config | undefined;
    if (settings !== undefined)
      found.push({ name, value: value(settings), override: isTrue(settings.Override) });
  };
  add('ContentSecurityPolicy', 'content-security-policy', (policy) =>
    localContentPolicy(String(policy.ContentSecurityPolicy)),
  );
  add('ContentTypeOptions', 'x-content-type-options', () => 'nosniff');
  add('FrameOptions', 'x-frame-options', ({ FrameOption }) => String(FrameOption));
  add('ReferrerPolicy', 'referrer-policy', ({ ReferrerPolicy }) => String(ReferrerPolicy));
  add('StrictTransportSecurity', 'strict-transport-security', (sts) =>
    [
      `max-age=${String(sts.AccessControlMaxAgeSec)}`,
      ...(isTrue(sts.IncludeSubdomains) ? ['includeSubDomains'] : []),
      ...(isTrue(sts.Preload) ? ['preload'] : []),
    ].join('; '),
  );
  add('XSSProtection', 'x-xss-protection', ({ Protection, ModeBlock }) =>
    isTrue(Protection) ? `1${isTrue(ModeBlock) ? '; mode=block' : ''}` : '0',
  );
  return found;
}

/**
 * The content security policy as it holds without TLS. A source with a path covers that path alone, so the gateway,
 * whose addresses have AWS's host names for a path, is named by its origin; and there is nothing to upgrade to.
 */
function localContentPolicy(policy: string): string {
  return policy
    .split(';')
    .map((directive) => directive.trim().replace(/(http:\/\/127\.0\.0\.1:\d+)\/[^\s;,]*/g, '$1'))
    .filter((directive) => directive !== '' && directive !== 'upgrade-insecure-requests')
    .join('; ');
}

function corsHeaders(config: Config, request: ApiRequest): readonly Header[] {
  const { origin } = request.headers;
  if (origin === undefined) return [];
  const origins = items(config.AccessControlAllowOrigins) as unknown as readonly string[];
  const isAny = origins.includes('*');
  const isAllowed = isAny || origins.some((pattern) => pattern === origin || wildcard(pattern).test(origin));
  if (!isAllowed) return [];
  const override = isTrue(config.OriginOverride);
  const list = (value: unknown): string => (items(value) as unknown as readonly string[]).join(', ');
  const credentials = isTrue(config.AccessControlAllowCredentials);
  const headers: [string, string][] = [['access-control-allow-origin', isAny && !credentials ? '*' : origin]];
  if (credentials) headers.push(['access-control-allow-credentials', 'true']);
  if (config.AccessControlExposeHeaders !== undefined) {
    headers.push(['access-control-expose-headers', list(config.AccessControlExposeHeaders)]);
  }
  if (request.method === 'OPTIONS') {
    headers.push(['access-control-allow-methods', list(config.AccessControlAllowMethods)]);
    headers.push(['access-control-allow-headers', list(config.AccessControlAllowHeaders)]);
    if (config.AccessControlMaxAgeSec !== undefined) {
      headers.push(['access-control-max-age', String(config.AccessControlMaxAgeSec)]);
    }
  }
  return headers.map(([name, value]) => ({ name, value, override }));
}

const wildcard = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]+')}$`);

/** A template's `ResponseHeadersPolicyConfig`. */
export function parseHeadersPolicy(config: unknown): HeadersPolicy {
  const { CorsConfig, CustomHeadersConfig, RemoveHeadersConfig, SecurityHeadersConfig } = config as Config;
  const fixed: readonly Header[] = [
    ...securityHeaders((SecurityHeadersConfig ?? {}) as Config),
    ...items(CustomHeadersConfig).map(({ Header: name, Value: value, Override: override }) => ({
      name: String(name).toLowerCase(),
      value: String(value),
      override: isTrue(override),
    })),
  ];
  const removed = items(RemoveHeadersConfig).map(({ Header: name }) => String(name).toLowerCase());
  return (request, response) => {
    const headers: Record<string, string | readonly string[]> = { ...response.headers };
    for (const name of removed) delete headers[name];
    const cors = CorsConfig === undefined ? [] : corsHeaders(CorsConfig as Config, request);
    for (const { name, value, override } of [...cors, ...fixed]) {
      if (override || headers[name] === undefined) headers[name] = value;
    }
    return { ...response, headers };
  };
}

const SECURITY = {
  ContentTypeOptions: { Override: true },
  FrameOptions: { FrameOption: 'SAMEORIGIN', Override: false },
  ReferrerPolicy: { ReferrerPolicy: 'strict-origin-when-cross-origin', Override: false },
  StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, Override: false },
  XSSProtection: { Protection: true, ModeBlock: true, Override: false },
};
const SIMPLE_CORS = { AccessControlAllowOrigins: { Items: ['*'] }, OriginOverride: false };
const PREFLIGHT_CORS = {
  ...SIMPLE_CORS,
  AccessControlAllowHeaders: { Items: ['*'] },
  AccessControlAllowMethods: { Items: ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'] },
  AccessControlExposeHeaders: { Items: ['*'] },
};

/** AWS's own policies, by id: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html */
export const MANAGED_HEADERS_POLICIES: Readonly<Record<string, HeadersPolicy>> = {
  '67f7725c-6f97-4210-82d7-5512b31e9d03': parseHeadersPolicy({ SecurityHeadersConfig: SECURITY }),
  '60669652-455b-4ae9-85a4-c4c02393f86c': parseHeadersPolicy({ CorsConfig: SIMPLE_CORS }),
  '5cc3b908-e619-4b99-88e5-2cf7f45965bd': parseHeadersPolicy({ CorsConfig: PREFLIGHT_CORS }),
  'e61eb60c-9c35-4d20-a928-2b84e02af89c': parseHeadersPolicy({
    CorsConfig: SIMPLE_CORS,
    SecurityHeadersConfig: SECURITY,
  }),
  'eaab4381-ed33-4a86-88ca-d9558dc6cd63': parseHeadersPolicy({
    CorsConfig: PREFLIGHT_CORS,
    SecurityHeadersConfig: SECURITY,
  }),
};
