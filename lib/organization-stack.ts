/** What happens to whole organizations: they are set up, exported, deleted. */
import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { MachineName } from '../shared/kernel/define.ts';
import { StateMachine } from './constructs/state-machine.ts';
import { type FunctionFile, ofKind } from './definitions.ts';
import { functionArn, machineName } from './names.ts';
import { ORGANIZATION_MACHINES } from './organization-definitions.ts';
import type { Stage } from './stage.ts';

export class OrganizationStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    stage: Stage,
    functions: readonly FunctionFile[],
    props: StackProps,
  ) {
    super(scope, id, props);
    const steps = ofKind(functions, 'step');
    for (const [name, definition] of Object.entries(ORGANIZATION_MACHINES)) {
      const step = steps.find(({ definition: { machine } }) => machine === name);
      if (!step && name === 'demo' && !stage.demo) continue;
      if (!step) throw new Error(`No function does the work of the state machine "${name}".`);
      const arn = functionArn(stage, step.id);
      new StateMachine(this, name, {
        stage,
        name: machineName(stage, name as MachineName),
        roleName: `${stage.prefix}-${name}`,
        description: `${step.definition.summary}: invokes its function, and touches no data itself`,
        definition: definition(arn),
        functionArns: [arn],
      });
    }
  }
}
