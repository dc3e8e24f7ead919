/** Deploys HTTP and WebSocket APIs: API, stage, integrations, routes, authorizers. */
import { physicalId } from '../assembly/physical-id.ts';
import type { SocketApis } from '../socket-api/index.ts';
import type { Deployed, Resource, ResourceProvider } from '../types.ts';
import { accessLogOf } from './access-log.ts';
import type { Authorizer } from './authorizer.ts';
import type { CorsConfiguration } from './cors.ts';
import { createHttpApi, type HttpApi, type Integration } from './http-api.ts';

export interface HttpApiState {
  readonly apis: Map<string, HttpApi>;
  readonly integrations: Map<string, Integration>;
  readonly authorizers: Map<string, Authorizer>;
  readonly sockets?: Pick<SocketApis, 'create' | 'find'>;
}

/** API Gateway's limit for an integration, in milliseconds. */
const MAX_TIMEOUT_MS = 30_000;

const FUNCTION_ARN = /arn:aws:lambda:[^:]+:\d+:function:[\w-]+(?::[\w$-]+)?/;

type Deploy = (resource: Resource, state: HttpApiState, region: string) => Deployed;

export function createHttpApiProvider(state: HttpApiState, region: string): ResourceProvider {
  return {
    types: Object.keys(DEPLOY),
    deploy: (resource) => DEPLOY[resource.type]!(resource, state, region),
  };
}

/** Throws on a property that is not in the list: left out, it would change what the API answers. */
function only(resource: Resource, known: readonly string[]): void {
  const unknown = Object.keys(resource.properties).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`the local runtime does not know the property ${unknown}.`);
}

function find<T>(map: ReadonlyMap<string, T>, id: unknown, what: string): T {
  const found = map.get(String(id));
  if (found === undefined) throw new Error(`there is no ${what} ${String(id)}.`);
  return found;
}

function functionArn(uri: unknown): string {
  const arn = FUNCTION_ARN.exec(String(uri))?.[0];
  if (arn === undefined) throw new Error(`${String(uri)} names no function.`);
  return arn;
}

const DEPLOY: Readonly<Record<string, Deploy>> = {
  'AWS::ApiGatewayV2::Api': (resource, state, region) => {
    const { properties } = resource;
    only(resource, [
      'CorsConfiguration',
      'Description',
      'DisableExecuteApiEndpoint',
      'IpAddressType',
      'Name',
      'ProtocolType',
      'RouteSelectionExpression',
      'Tags',
      'Version',
    ]);
    const id = physicalId(resource);
    if (properties.ProtocolType === 'WEBSOCKET' && state.sockets) {
      if (properties.RouteSelectionExpression !== '$request.body.action')
        throw new Error('only routes selected by $request.body.action run locally.');
      state.sockets.create(id);
      return {
        ref: id,
        attributes: { ApiId: id, ApiEndpoint: `wss://${id}.execute-api.${region}.amazonaws.com` },
      };
    }
    if (properties.ProtocolType !== 'HTTP')
      throw new Error(`${String(properties.ProtocolType)} APIs do not run locally.`);
    state.apis.set(id, createHttpApi(id, properties.CorsConfiguration as CorsConfiguration | undefined));
    return {
      ref: id,
      attributes: { ApiId: id, ApiEndpoint: `https://${id}.execute-api.${region}.amazonaws.com` },
    };
  },

  'AWS::ApiGatewayV2::Stage': (resource, state) => {
    const { AccessLogSettings, ApiId, StageName, StageVariables } = resource.properties;
    // Throttling and metrics have no effect here.
    only(resource, [
      'AccessLogSettings',
      'ApiId',
      'AutoDeploy',
      'DefaultRouteSettings',
      'DeploymentId',
      'Description',
      'RouteSettings',
      'StageName',
      'StageVariables',
      'Tags',
    ]);
    const socketApi = state.sockets?.find(String(ApiId));
    if (socketApi) {
      if (AccessLogSettings !== undefined) throw new Error('WebSocket APIs write no access log locally.');
      socketApi.stage = String(StageName);
      return { ref: socketApi.stage, attributes: {} };
    }
    const api = find(state.apis, ApiId, 'API');
    api.stage = String(StageName);
    api.stageVariables = (StageVariables ?? {}) as Readonly<Record<string, string>>;
    api.accessLog = accessLogOf(AccessLogSettings);
    return { ref: api.stage, attributes: {} };
  },

  'AWS::ApiGatewayV2::Integration': (resource, state) => {
    const { properties } = resource;
    only(resource, [
      'ApiId',
      'Description',
      'IntegrationMethod',
      'IntegrationType',
      'IntegrationUri',
      'PayloadFormatVersion',
      'TimeoutInMillis',
    ]);
    if (properties.IntegrationType !== 'AWS_PROXY')
      throw new Error('only integrations of type AWS_PROXY run locally.');
    const isSocket = state.sockets?.find(String(properties.ApiId)) !== undefined;
    if (!isSocket && properties.PayloadFormatVersion !== '2.0')
      throw new Error('only payload format 2.0 runs locally.');
    const id = physicalId(resource, 7);
    state.integrations.set(id, {
      functionArn: functionArn(properties.IntegrationUri),
      timeoutMs: Math.min(Number(properties.TimeoutInMillis ?? MAX_TIMEOUT_MS), MAX_TIMEOUT_MS),
    });
    return { ref: id, attributes: { IntegrationId: id } };
  },

  'AWS::ApiGatewayV2::Authorizer': (resource, state) => {
    const { properties } = resource;
    only(resource, [
      'ApiId',
      'AuthorizerPayloadFormatVersion',
      'AuthorizerResultTtlInSeconds',
      'AuthorizerType',
      'AuthorizerUri',
      'AuthorizerCredentialsArn',
      'EnableSimpleResponses',
      'IdentitySource',
      'Name',
    ]);
    if (properties.AuthorizerType !== 'REQUEST')
      throw new Error(`${String(properties.AuthorizerType)} authorizers do not run locally.`);
    if (
      properties.AuthorizerPayloadFormatVersion !== '2.0' ||
      String(properties.EnableSimpleResponses) !== 'true'
    ) {
      throw new Error('only authorizers of payload format 2.0 with simple responses run locally.');
    }
    const identitySource = ((properties.IdentitySource ?? []) as readonly unknown[]).map(String);
    const id = physicalId(resource, 6);
    state.authorizers.set(id, {
      id,
      functionArn: functionArn(properties.AuthorizerUri),
      identitySource,
      // API Gateway keeps answers for five minutes where an identity source tells them apart.
      resultTtl: Number(properties.AuthorizerResultTtlInSeconds ?? (identitySource.length > 0 ? 300 : 0)),
    });
    return { ref: id, attributes: { AuthorizerId: id } };
  },

  'AWS::ApiGatewayV2::Route': (resource, state) => {
    const { ApiId, AuthorizationType, AuthorizerId, RouteKey, Target } = resource.properties;
    only(resource, [
      'ApiId',
      'ApiKeyRequired',
      'AuthorizationScopes',
      'AuthorizationType',
      'AuthorizerId',
      'OperationName',
      'RouteKey',
      'Target',
    ]);
    const type = AuthorizationType ?? 'NONE';
    if (type !== 'NONE' && type !== 'CUSTOM')
      throw new Error(`routes with ${String(type)} authorization do not run locally.`);
    const integration = find(
      state.integrations,
      String(Target).replace(/^integrations\//, ''),
      'integration',
    );
    const routeKey = String(RouteKey);
    const socketApi = state.sockets?.find(String(ApiId));
    if (socketApi) {
      if (type !== 'NONE') throw new Error('authorizers of WebSocket APIs do not run locally.');
      socketApi.routes.set(routeKey, integration);
      const id = physicalId(resource, 7);
      return { ref: id, attributes: { RouteId: id } };
    }
    find(state.apis, ApiId, 'API').routes.add(routeKey, {
      routeKey,
      integration,
      ...(type === 'CUSTOM' ? { authorizer: find(state.authorizers, AuthorizerId, 'authorizer') } : {}),
    });
    const id = physicalId(resource, 7);
    return { ref: id, attributes: { RouteId: id } };
  },
};
