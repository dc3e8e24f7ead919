/** The whole system of one stage. */
import { type App, Tags } from 'aws-cdk-lib';
import { ApiStack } from './api-stack.ts';
import { deadName } from './constructs/queue.ts';
import { ContextStack } from './context-stack.ts';
import { DataStack } from './data-stack.ts';
import { type FunctionFile, ofKind } from './definitions.ts';
import { IdentityStack } from './identity-stack.ts';
import { changesDeadName, QUEUES, queueName, reactionQueueName } from './names.ts';
import { OperationsStack } from './operations-stack.ts';
import { OrganizationStack } from './organization-stack.ts';
import { PipelineStack } from './pipeline-stack.ts';
import { SocketStack } from './socket-stack.ts';
import { type Stage, stageOf } from './stage.ts';
import { StreamStack } from './stream-stack.ts';
import { WebStack } from './web-stack.ts';

/** Functions that belong to a resource's own stack rather than to their context's. */
const ELSEWHERE = new Set(['trigger', 'publisher', 'authorizer', 'subscriber']);

/** What a stage has of the functions: demonstrations and developers' routes only where its configuration says so. */
export const deployedIn = (stage: Stage, functions: readonly FunctionFile[]) =>
  functions.filter(({ definition: { only } }) => !only || stage[only]);

export function buildApp(app: App, declared: readonly FunctionFile[]): void {
  const stage = stageOf(app);
  const functions = deployedIn(stage, declared);
  const props = (what: string) => ({
    stackName: `${stage.prefix}-${what}`,
    description: `Gangway ${stage.name}: ${what}`,
    env: { region: stage.region },
    terminationProtection: stage.name === 'prod',
  });
  const data = new DataStack(app, 'data', stage, props('data'));
  const identity = new IdentityStack(app, 'identity', stage, functions, props('identity'));
  identity.addStackDependency(data);
  const api = new ApiStack(app, 'api', stage, functions, identity, props('api'));
  const sockets = new SocketStack(app, 'sockets', stage, props('sockets'));
  const pipeline = new PipelineStack(app, 'pipeline', stage, functions, props('pipeline'));
  const stream = new StreamStack(app, 'stream', stage, functions, data, props('stream'));
  stream.addStackDependency(data);
  const organization = new OrganizationStack(app, 'organization', stage, functions, props('organization'));
  const contexts = Map.groupBy(
    functions.filter(({ definition }) => !ELSEWHERE.has(definition.kind)),
    ({ context }) => context,
  );
  const working = [
    ...QUEUES.map((queue) => queueName(stage, queue)),
    ...ofKind(functions, 'reaction').map(({ definition }) => reactionQueueName(stage, definition)),
  ];
  const queues = [...working, ...working.map(deadName), changesDeadName(stage)];
  for (const [context, members] of contexts) {
    const stack = new ContextStack(
      app,
      `context-${context}`,
      stage,
      members,
      { api, identity, sockets, queues },
      props(`context-${context}`),
    );
    stack.addStackDependency(data);
    // Event source mappings name the consumers: those must be there first.
    pipeline.addStackDependency(stack);
    stream.addStackDependency(stack);
    organization.addStackDependency(stack);
  }
  const web = new WebStack(app, 'web', stage, { api, sockets, data }, props('web'));
  const operations = new OperationsStack(
    app,
    'operations',
    stage,
    { api, pipeline, stream },
    props('operations'),
  );
  operations.addStackDependency(pipeline);
  operations.addStackDependency(stream);
  web.addStackDependency(pipeline);
  web.addStackDependency(stream);
  web.addStackDependency(organization);
  Tags.of(app).add('application', 'gangway');
  Tags.of(app).add('stage', stage.name);
}
