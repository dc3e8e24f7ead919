import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  openStepFunctions,
  type RunTask,
  type StepFunctions,
} from '../../../../local/stepfunctions/index.ts';

export const LAMBDA = 'arn:aws:states:::lambda:invoke';

export function newDir(): string {
  return mkdtempSync(join(tmpdir(), 'states-'));
}

export function open(dir: string, runTask: RunTask, now?: () => number): StepFunctions {
  const options = { dir, account: '123456789012', region: 'eu-central-1', runTask };
  return openStepFunctions(now === undefined ? options : { ...options, now });
}

/** Deploys a definition and gives the machine's ARN. */
export async function deploy(service: StepFunctions, definition: unknown, name = 'Machine'): Promise<string> {
  const deployed = await service.deploy({
    stack: 'Stack',
    logicalId: name,
    type: 'AWS::StepFunctions::StateMachine',
    properties: {
      RoleArn: 'arn:aws:iam::123456789012:role/machine',
      DefinitionString: JSON.stringify(definition),
    },
  });
  return deployed.ref;
}

/** Resolves when the execution is no longer running. */
export function finished(service: StepFunctions, arn: string) {
  return new Promise<NonNullable<ReturnType<StepFunctions['describe']>>>((resolve) => {
    const look = () => {
      const found = service.describe(arn);
      if (found === undefined || found.status === 'RUNNING') return;
      stop();
      resolve(found);
    };
    const stop = service.onChange((changed) => {
      if (changed === arn) look();
    });
    look();
  });
}

/** Runs a definition once over a fresh store. */
export async function run(definition: unknown, input: unknown, runTask: RunTask = async () => null) {
  const service = open(newDir(), runTask);
  try {
    const arn = await deploy(service, definition);
    return await finished(service, service.start(arn, { input: JSON.stringify(input) }));
  } finally {
    service.close();
  }
}
