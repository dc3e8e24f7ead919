/** The HTTP API and its one authorizer. Routes live with their functions, in the stack of their context. */
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
import { GangwayFunction } from './constructs/gangway-function.ts';
import { type FunctionFile, ofKind } from './definitions.ts';
import type { IdentityStack } from './identity-stack.ts';
import type { Stage } from './stage.ts';

/** How long a verified credential is trusted without asking again; also the longest a revoked one lives on. */
const AUTHORIZER_CACHE_SECONDS = 60;

export class ApiStack extends Stack {
  readonly apiId: string;
  readonly authorizerId: string;

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
    });
    this.apiId = api.ref;
    this.#stage(stage, api);
    const [file, ...others] = ofKind(functions, 'authorizer');
    if (!file || others.length > 0) throw new Error('The API has exactly one authorizer.');
    const verifier = new GangwayFunction(this, {
      stage,
      file,
      environment: {
        USER_POOL_ID: identity.userPoolId,
        CLIENT_ID: identity.clientId,
        JWKS_URL: `https://cognito-idp.${stage.region}.amazonaws.com/${identity.userPoolId}/.well-known/jwks.json`,
      },
    });
    const authorizer = new apigateway.CfnAuthorizer(this, 'Authorizer', {
      apiId: api.ref,
      name: 'bearer',
      authorizerType: 'REQUEST',
      authorizerPayloadFormatVersion: '2.0',
      enableSimpleResponses: true,
      authorizerResultTtlInSeconds: AUTHORIZER_CACHE_SECONDS,
      identitySource: ['$request.header.Authorization'],
      authorizerUri: `arn:${Aws.PARTITION}:apigateway:${Aws.REGION}:lambda:path/2015-03-31/functions/${verifier.arn}/invocations`,
    });
    this.authorizerId = authorizer.ref;
    const permission = new lambda.CfnPermission(this, 'AuthorizerPermission', {
      action: 'lambda:InvokeFunction',
      functionName: verifier.arn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: `arn:${Aws.PARTITION}:execute-api:${Aws.REGION}:${Aws.ACCOUNT_ID}:${api.ref}/authorizers/${authorizer.ref}`,
    });
    permission.node.addDependency(verifier);
  }

  #stage(stage: Stage, api: apigateway.CfnApi) {
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
  }
}
