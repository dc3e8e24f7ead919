/** The HTTP API and who its callers are. Routes live with their functions, in the stack of their context. */
import {
  Aws,
  aws_apigatewayv2 as apigateway,
  aws_lambda as lambda,
  aws_logs as logs,
  RemovalPolicy,
  Stack,
  type StackProps,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CONSOLE_PATHS } from '../shared/identity/paths.ts';
import { GangwayFunction } from './constructs/gangway-function.ts';
import { type FunctionFile, ofKind } from './definitions.ts';
import type { IdentityStack } from './identity-stack.ts';
import type { Stage } from './stage.ts';

/** How long a verified credential is trusted without asking again; also the longest a revoked one lives on. */
const AUTHORIZER_CACHE_SECONDS = 60;

/** Answers to other origins (OPS-13). They send bearer tokens: cookies are for the app's own origin alone. */
const corsFor = (allowOrigins: readonly string[]): apigateway.CfnApi.CorsProperty => ({
  allowOrigins: [...allowOrigins],
  allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'x-api-key', 'x-requested-with'],
  exposeHeaders: ['idempotency-replayed', 'location', 'retry-after', 'x-request-id'],
  allowCredentials: false,
  maxAge: 3600,
});

const keySetOf = (stage: Stage, userPoolId: string) =>
  `https://cognito-idp.${stage.region}.amazonaws.com/${userPoolId}/.well-known/jwks.json`;

export class ApiStack extends Stack {
  readonly apiId: string;
  readonly #authorizerId: string;
  readonly #consoleAuthorizerId: string;

  constructor(
    scope: Construct,
    id: string,
    stage: Stage,
    functions: readonly FunctionFile[],
    identity: IdentityStack,
    props: StackProps,
  ) {
    super(scope, id, props);
    const api = new apigateway.CfnApi(this, 'Api', {
      name: stage.prefix,
      protocolType: 'HTTP',
      description: `Gangway ${stage.name}`,
      ...(stage.corsAllowedOrigins.length > 0 && { corsConfiguration: corsFor(stage.corsAllowedOrigins) }),
    });
    this.apiId = api.ref;
    const accessLog = this.#stage(stage, api);
    this.#subscribers(stage, functions, accessLog);
    const [file, ...others] = ofKind(functions, 'authorizer');
    if (!file || others.length > 0) throw new Error('The API has exactly one authorizer.');
    const verifier = new GangwayFunction(this, {
      stage,
      file,
      environment: {
        USER_POOL_ID: identity.userPoolId,
        CLIENT_ID: identity.clientId,
        JWKS_URL: keySetOf(stage, identity.userPoolId),
        PORTAL_POOL_ID: identity.portal.userPoolId,
        PORTAL_CLIENT_ID: identity.portal.clientId,
        PORTAL_JWKS_URL: keySetOf(stage, identity.portal.userPoolId),
      },
    });
    this.#authorizerId = this.#authorizer('Authorizer', 'bearer', api, verifier);
    // The same function with a cache of its own: what was said of a token there is never taken for the console's.
    this.#consoleAuthorizerId = this.#authorizer('ConsoleAuthorizer', 'console', api, verifier);
  }

  /** By what a path knows who asks: the console's tokens are good for its own paths and nowhere else (K11). */
  authorizerFor(path: string): string {
    return path.startsWith(CONSOLE_PATHS) ? this.#consoleAuthorizerId : this.#authorizerId;
  }

  #authorizer(id: string, name: string, api: apigateway.CfnApi, verifier: GangwayFunction): string {
    const authorizer = new apigateway.CfnAuthorizer(this, id, {
      apiId: api.ref,
      name,
      authorizerType: 'REQUEST',
      authorizerPayloadFormatVersion: '2.0',
      enableSimpleResponses: true,
      authorizerResultTtlInSeconds: AUTHORIZER_CACHE_SECONDS,
      // The key says whether the distribution sent the call: what was said of one way in is never taken for the other.
      identitySource: ['$request.header.Authorization', '$request.header.x-origin-key'],
      authorizerUri: `arn:${Aws.PARTITION}:apigateway:${Aws.REGION}:lambda:path/2015-03-31/functions/${verifier.arn}/invocations`,
    });
    const permission = new lambda.CfnPermission(this, `${id}Permission`, {
      action: 'lambda:InvokeFunction',
      functionName: verifier.arn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: `arn:${Aws.PARTITION}:execute-api:${Aws.REGION}:${Aws.ACCOUNT_ID}:${api.ref}/authorizers/${authorizer.ref}`,
    });
    permission.node.addDependency(verifier);
    return authorizer.ref;
  }

  #subscribers(stage: Stage, functions: readonly FunctionFile[], accessLog: logs.LogGroup) {
    for (const file of ofKind(functions, 'subscriber')) {
      const subscriber = new GangwayFunction(this, { stage, file });
      const permission = new lambda.CfnPermission(this, `${file.id}-permission`, {
        action: 'lambda:InvokeFunction',
        functionName: subscriber.arn,
        principal: 'logs.amazonaws.com',
        sourceAccount: Aws.ACCOUNT_ID,
        sourceArn: accessLog.logGroupArn,
      });
      permission.node.addDependency(subscriber);
      const filter = new logs.CfnSubscriptionFilter(this, `${file.id}-subscription`, {
        logGroupName: accessLog.logGroupName,
        filterName: file.id,
        filterPattern: '',
        destinationArn: subscriber.arn,
      });
      filter.addResourceDependency(permission);
    }
  }

  #stage(stage: Stage, api: apigateway.CfnApi): logs.LogGroup {
    const accessLog = new logs.LogGroup(this, 'AccessLog', {
      logGroupName: `/aws/vendedlogs/${stage.prefix}-api`,
      retention: stage.logRetentionDays as logs.RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new apigateway.CfnStage(this, 'Stage', {
      apiId: api.ref,
      stageName: '$default',
      autoDeploy: true,
      defaultRouteSettings: {
        detailedMetricsEnabled: true,
        throttlingBurstLimit: 1000,
        throttlingRateLimit: 500,
      },
      accessLogSettings: {
        destinationArn: accessLog.logGroupArn,
        format: JSON.stringify({
          requestId: '$context.requestId',
          routeKey: '$context.routeKey',
          status: '$context.status',
          latencyMs: '$context.responseLatency',
          integrationError: '$context.integrationErrorMessage',
        }),
      },
    });
    return accessLog;
  }
}
