/** CloudFront: distributions in front of buckets and HTTP APIs. */
import { physicalId, physicalUuid } from '../assembly/physical-id.ts';
import type { ApiRequest, ApiResponse } from '../http-api/request.ts';
import type { Deployed, Resource, ResourceProvider } from '../types.ts';
import { type Behavior, type Distribution, serveDistribution } from './distribution.ts';
import { createEdgeFunction, type EdgeFunction } from './edge-function.ts';
import {
  type CachePolicy,
  type Forwarding,
  MANAGED_CACHE_POLICIES,
  MANAGED_ORIGIN_REQUEST_POLICIES,
  parseCachePolicy,
  parseOriginRequestPolicy,
} from './forwarding.ts';
import { type HeadersPolicy, MANAGED_HEADERS_POLICIES, parseHeadersPolicy } from './headers-policy.ts';
import { type Origin, type OriginServices, parseOrigin } from './origins.ts';

export interface CloudFront {
  readonly provider: ResourceProvider;
  readonly distributions: () => readonly Distribution[];
  readonly serve: (distribution: Distribution, request: ApiRequest) => Promise<ApiResponse>;
}

export interface CloudFrontOptions extends OriginServices {
  readonly account: string;
  /** Gets what functions at the edge print. */
  readonly onLine: (functionName: string, line: string) => void;
}

/** The domain name that a distribution gets, known before it is deployed. */
export const distributionDomain = (resource: Pick<Resource, 'stack' | 'logicalId'>): string =>
  `d${physicalId(resource, 13)}.cloudfront.net`;

type Config = Readonly<Record<string, unknown>>;

const SAFE_METHODS = ['GET', 'HEAD'];

export function openCloudFront(options: CloudFrontOptions): CloudFront {
  const distributions = new Map<string, Distribution>();
  const functions = new Map<string, { readonly name: string; readonly code: string }>();
  const cachePolicies = new Map<string, CachePolicy>(Object.entries(MANAGED_CACHE_POLICIES));
  const originRequestPolicies = new Map<string, Forwarding>(Object.entries(MANAGED_ORIGIN_REQUEST_POLICIES));
  const headersPolicies = new Map<string, HeadersPolicy>(Object.entries(MANAGED_HEADERS_POLICIES));

  const register = <T>(policies: Map<string, T>, resource: Resource, policy: T): Deployed => {
    const id = physicalUuid(resource);
    policies.set(id, policy);
    return { ref: id, attributes: { Id: id, LastModifiedTime: '2026-01-01T00:00:00Z' } };
  };

  const deployFunction = (resource: Resource): Deployed => {
    const { FunctionCode, FunctionConfig, Name } = resource.properties;
    const config = FunctionConfig as Config;
    if (config.Runtime !== 'cloudfront-js-2.0' && config.Runtime !== 'cloudfront-js-1.0') {
      throw new Error(`the local runtime does not know the runtime ${String(config.Runtime)}.`);
    }
    if (((config.KeyValueStoreAssociations ?? []) as readonly unknown[]).length > 0) {
      throw new Error('the local runtime has no key value stores.');
    }
    const arn = `arn:aws:cloudfront::${options.account}:function/${String(Name)}`;
    functions.set(arn, { name: String(Name), code: String(FunctionCode) });
    return { ref: arn, attributes: { FunctionARN: arn, 'FunctionMetadata.FunctionARN': arn, Stage: 'LIVE' } };
  };

  const deployDistribution = (resource: Resource): Deployed => {
    const id = `E${physicalId(resource, 13).toUpperCase()}`;
    const domainName = distributionDomain(resource);
    const config = resource.properties.DistributionConfig as Config;
    const origins = new Map<string, Origin>(
      (config.Origins as readonly Config[]).map((origin) => [String(origin.Id), parseOrigin(origin)]),
    );
    const behaviors = [
      ...((config.CacheBehaviors ?? []) as readonly Config[]),
      { ...(config.DefaultCacheBehavior as Config), PathPattern: '*' },
    ];
    const edge = { distributionId: id, distributionDomainName: domainName };
    distributions.set(id, {
      arn: `arn:aws:cloudfront::${options.account}:distribution/${id}`,
      domainName,
      aliases: (config.Aliases ?? []) as readonly string[],
      ...(config.DefaultRootObject
        ? { defaultRootObject: String(config.DefaultRootObject).replace(/^\//, '') }
        : {}),
      behaviors: behaviors.map((behavior) => parseBehavior(behavior, origins, edge)),
      errorPages: ((config.CustomErrorResponses ?? []) as readonly Config[]).map((page) => ({
        errorCode: Number(page.ErrorCode),
        ...(page.ResponseCode === undefined ? {} : { responseCode: Number(page.ResponseCode) }),
        ...(page.ResponsePagePath ? { pagePath: String(page.ResponsePagePath) } : {}),
      })),
    });
    return { ref: id, attributes: { DomainName: domainName, Id: id } };
  };

  const known = <T>(map: ReadonlyMap<string, T>, id: unknown, what: string): T => {
    const found = map.get(String(id));
    if (found === undefined) throw new Error(`there is no ${what} ${String(id)}.`);
    return found;
  };

  function parseBehavior(
    config: Config,
    origins: ReadonlyMap<string, Origin>,
    edge: { readonly distributionId: string; readonly distributionDomainName: string },
  ): Behavior {
    if (((config.LambdaFunctionAssociations ?? []) as readonly unknown[]).length > 0) {
      throw new Error('Lambda@Edge does not run locally.');
    }
    if (config.CachePolicyId === undefined)
      throw new Error('a behaviour needs a cache policy; ForwardedValues do not run locally.');
    const associations = (config.FunctionAssociations ?? []) as readonly Config[];
    const edgeFunction = (eventType: string): EdgeFunction | undefined => {
      const association = associations.find(({ EventType }) => EventType === eventType);
      if (association === undefined) return undefined;
      const { name, code } = known(functions, association.FunctionARN, 'function');
      return createEdgeFunction(code, { ...edge, onLine: (line) => options.onLine(name, line) });
    };
    const viewerRequest = edgeFunction('viewer-request');
    const viewerResponse = edgeFunction('viewer-response');
    return {
      pathPattern: String(config.PathPattern),
      origin: known(origins, config.TargetOriginId, 'origin'),
      allowedMethods: (config.AllowedMethods ?? SAFE_METHODS) as readonly string[],
      compress: String(config.Compress) === 'true',
      cachePolicy: known(cachePolicies, config.CachePolicyId, 'cache policy'),
      ...(config.OriginRequestPolicyId === undefined
        ? {}
        : {
            originRequestPolicy: known(
              originRequestPolicies,
              config.OriginRequestPolicyId,
              'origin request policy',
            ),
          }),
      ...(config.ResponseHeadersPolicyId === undefined
        ? {}
        : {
            headersPolicy: known(headersPolicies, config.ResponseHeadersPolicyId, 'response headers policy'),
          }),
      ...(viewerRequest === undefined ? {} : { viewerRequest }),
      ...(viewerResponse === undefined ? {} : { viewerResponse }),
    };
  }

  const deploy: Readonly<Record<string, (resource: Resource) => Deployed>> = {
    'AWS::CloudFront::CachePolicy': (resource) =>
      register(cachePolicies, resource, parseCachePolicy(resource.properties.CachePolicyConfig)),
    'AWS::CloudFront::Distribution': deployDistribution,
    'AWS::CloudFront::Function': deployFunction,
    'AWS::CloudFront::OriginRequestPolicy': (resource) =>
      register(
        originRequestPolicies,
        resource,
        parseOriginRequestPolicy(resource.properties.OriginRequestPolicyConfig),
      ),
    'AWS::CloudFront::ResponseHeadersPolicy': (resource) =>
      register(
        headersPolicies,
        resource,
        parseHeadersPolicy(resource.properties.ResponseHeadersPolicyConfig),
      ),
  };

  return {
    provider: { types: Object.keys(deploy), deploy: (resource) => deploy[resource.type]!(resource) },
    distributions: () => [...distributions.values()],
    serve: (distribution, request) => serveDistribution(distribution, request, options),
  };
}
