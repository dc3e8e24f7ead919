/** A state machine that invokes functions and touches no data itself; its log carries no input and no output. */
import {
  aws_iam as iam,
  aws_logs as logs,
  RemovalPolicy,
  aws_stepfunctions as stepfunctions,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';

interface StateMachineProps {
  readonly stage: Stage;
  readonly name: string;
  readonly roleName: string;
  readonly description: string;
  /** In the Amazon States Language. */
  readonly definition: object;
  readonly functionArns: readonly string[];
}

export class StateMachine extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { stage, name, roleName, description, definition, functionArns }: StateMachineProps,
  ) {
    super(scope, id);
    const log = new logs.LogGroup(this, 'Log', {
      logGroupName: `/aws/vendedlogs/states/${name}`,
      retention: stage.logRetentionDays as logs.RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new iam.Role(this, 'Role', {
      roleName,
      description,
      assumedBy: new iam.ServicePrincipal('states.amazonaws.com'),
      inlinePolicies: {
        steps: new iam.PolicyDocument({
          statements: [
            new iam.PolicyStatement({
              sid: 'InvokeSteps',
              actions: ['lambda:InvokeFunction'],
              resources: [...functionArns],
            }),
          ],
        }),
      },
    });
    const machine = new stepfunctions.StateMachine(this, 'Machine', {
      stateMachineName: name,
      stateMachineType: stepfunctions.StateMachineType.STANDARD,
      definitionBody: stepfunctions.DefinitionBody.fromString(JSON.stringify(definition)),
      role,
      // Input and output carry ids only, but names of files stand in errors: they stay out of the log.
      logs: { destination: log, level: stepfunctions.LogLevel.ALL, includeExecutionData: false },
      tracingEnabled: true,
    });
    for (const construct of [machine, role])
      acknowledge(construct, {
        'AwsSolutions-IAM5[Resource::*]': 'X-Ray and log delivery have no resources to name.',
      });
  }
}
