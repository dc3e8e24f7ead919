/** The functions of one context, with their routes. */
import {
  Aws,
  aws_apigatewayv2 as apigateway,
  aws_iam as iam,
  aws_lambda as lambda,
  Stack,
  type StackProps,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { RouteDefinition, SocketRouteDefinition } from '../shared/kernel/define.ts';
import { acknowledge, acknowledgeWildcards } from './acknowledge.ts';
import type { ApiStack } from './api-stack.ts';
import { GangwayFunction } from './constructs/gangway-function.ts';
import { consumeStatement } from './constructs/queue.ts';
import type { FunctionFile } from './definitions.ts';
import { accountsStatement, type IdentityStack } from './identity-stack.ts';
import { queueArn, queueNameArn, queueUrl, reactionQueueArn, socketsUrl } from './names.ts';
import { type SocketStack, socketsStatement } from './socket-stack.ts';
import type { Stage } from './stage.ts';

export class ContextStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    stage: Stage,
    functions: readonly FunctionFile[],
    {
      api,
      identity,
      sockets,
      queues,
    }: {
      readonly api: ApiStack;
      readonly identity: IdentityStack;
      readonly sockets: SocketStack;
      /** Names of all queues, dead-letter queues among them. */
      readonly queues: readonly string[];
    },
    props: StackProps,
  ) {
    super(scope, id, props);
    for (const file of functions) {
      const { uses } = file.definition;
      const pool = uses.pool === 'portal' ? identity.portal : identity;
      const lambdaFunction = new GangwayFunction(this, {
        stage,
        file,
        environment: {
          ...((uses.signIn || uses.accounts) && { CLIENT_ID: pool.clientId }),
          ...(uses.accounts && { USER_POOL_ID: pool.userPoolId }),
          ...(uses.sockets && { SOCKETS_URL: socketsUrl(sockets.apiId) }),
          ...(uses.queueDepths && { DEPTH_QUEUES: queues.map(queueUrl).join(' ') }),
        },
        statements: [
          ...(file.definition.kind === 'consumer'
            ? [consumeStatement(queueArn(stage, file.definition.queue))]
            : []),
          ...(file.definition.kind === 'reaction'
            ? [consumeStatement(reactionQueueArn(stage, file.definition))]
            : []),
          ...(uses.sockets ? [socketsStatement(sockets.apiId)] : []),
          ...(uses.queueDepths
            ? [
                new iam.PolicyStatement({
                  sid: 'AskDepths',
                  actions: ['sqs:GetQueueAttributes'],
                  resources: queues.map(queueNameArn),
                }),
              ]
            : []),
          ...(uses.accounts?.length ? [accountsStatement(pool.userPoolId, uses.accounts)] : []),
        ],
      });
      if (file.definition.kind === 'route') this.#routes(file.id, file.definition, lambdaFunction, api);
      if (uses.sockets)
        acknowledgeWildcards(
          lambdaFunction.role,
          [socketsStatement(sockets.apiIdAsFound)],
          'Sockets have ids that nobody knows beforehand; the function knows those of the organization.',
        );
      if (file.definition.kind === 'socket')
        this.#socketRoute(file.id, file.definition, lambdaFunction, sockets.apiId);
    }
  }

  /** A route and its aliases share one integration. */
  #routes(id: string, route: RouteDefinition, target: GangwayFunction, api: ApiStack) {
    const integration = new apigateway.CfnIntegration(this, `${id}-integration`, {
      apiId: api.apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: target.arn,
      payloadFormatVersion: '2.0',
      timeoutInMillis: 29_000,
    });
    for (const [index, path] of [route.path, ...(route.aliases ?? [])].entries()) {
      const suffix = index === 0 ? '' : `-${index + 1}`;
      const cfnRoute = new apigateway.CfnRoute(this, `${id}-route${suffix}`, {
        apiId: api.apiId,
        routeKey: `${route.method} ${path}`,
        target: `integrations/${integration.ref}`,
        ...(route.access === 'public'
          ? { authorizationType: 'NONE' }
          : { authorizationType: 'CUSTOM', authorizerId: api.authorizerFor(path) }),
      });
      if (route.access === 'public')
        acknowledge(cfnRoute, {
          'AwsSolutions-APIG4': 'A public route: signing in, health, and the API’s own description.',
        });
      const permission = new lambda.CfnPermission(this, `${id}-permission${suffix}`, {
        action: 'lambda:InvokeFunction',
        functionName: target.arn,
        principal: 'apigateway.amazonaws.com',
        sourceArn: `arn:${Aws.PARTITION}:execute-api:${Aws.REGION}:${Aws.ACCOUNT_ID}:${api.apiId}/*/${route.method}${path.replace(/\{[^}]+\}/g, '*')}`,
      });
      permission.node.addDependency(target);
    }
    integration.node.addDependency(target);
  }

  #socketRoute(id: string, { route }: SocketRouteDefinition, target: GangwayFunction, apiId: string) {
    const integration = new apigateway.CfnIntegration(this, `${id}-integration`, {
      apiId,
      integrationType: 'AWS_PROXY',
      integrationMethod: 'POST',
      integrationUri: `arn:${Aws.PARTITION}:apigateway:${Aws.REGION}:lambda:path/2015-03-31/functions/${target.arn}/invocations`,
      timeoutInMillis: 29_000,
    });
    const cfnRoute = new apigateway.CfnRoute(this, `${id}-route`, {
      apiId,
      routeKey: route,
      target: `integrations/${integration.ref}`,
      authorizationType: 'NONE',
    });
    acknowledge(cfnRoute, {
      'AwsSolutions-APIG4':
        'A socket opens by a ticket that $connect uses up; the others are of one that is open.',
    });
    const permission = new lambda.CfnPermission(this, `${id}-permission`, {
      action: 'lambda:InvokeFunction',
      functionName: target.arn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: `arn:${Aws.PARTITION}:execute-api:${Aws.REGION}:${Aws.ACCOUNT_ID}:${apiId}/*/${route}`,
    });
    permission.node.addDependency(target);
    integration.node.addDependency(target);
  }
}
