/** The WebSocket API of live updates. Its routes live with their functions, in the stack of their context. */
import { aws_apigatewayv2 as apigateway, aws_iam as iam, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { SOCKET_STAGE, socketArns } from './names.ts';
import type { Stage } from './stage.ts';

/** By which other stacks refer to the API's id; synthesis fails where the CDK calls it otherwise. */
const API_OUTPUT = 'PublishOutputRefApi4CB4123B';

export class SocketStack extends Stack {
  readonly apiId: string;
  /** The id as rules see it in another stack's template. */
  readonly apiIdAsFound: string;

  constructor(scope: Construct, id: string, stage: Stage, props: StackProps) {
    super(scope, id, props);
    const api = new apigateway.CfnApi(this, 'Api', {
      name: `${stage.prefix}-sockets`,
      protocolType: 'WEBSOCKET',
      description: `Gangway ${stage.name}: live updates`,
      // Browsers send nothing but signs of life: whatever it is, it is `$default`.
      routeSelectionExpression: '$request.body.action',
    });
    this.apiId = api.ref;
    this.apiIdAsFound = JSON.stringify({
      'Fn::GetStackOutput': {
        StackName: this.stackName,
        Region: this.region,
        OutputName: API_OUTPUT,
      },
    });
    const cfnStage = new apigateway.CfnStage(this, 'Stage', {
      apiId: api.ref,
      stageName: SOCKET_STAGE,
      autoDeploy: true,
      defaultRouteSettings: {
        detailedMetricsEnabled: true,
        throttlingBurstLimit: 1000,
        throttlingRateLimit: 500,
      },
    });
    acknowledge(cfnStage, {
      'AwsSolutions-APIG1':
        'Access logs of WebSocket APIs need a role of the whole account, which is not this application’s to set; each handshake is in the log of its function.',
    });
  }
}

/** Whose socket it is IAM cannot tell: ids are those of the organization's own list. */
export const socketsStatement = (apiId: string) =>
  new iam.PolicyStatement({
    sid: 'TellSockets',
    actions: ['execute-api:ManageConnections'],
    resources: socketArns(apiId),
  });
