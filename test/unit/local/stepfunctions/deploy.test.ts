import { expect, test } from 'vitest';
import { deploy, LAMBDA, newDir, open } from './machine.ts';

const task = (more: object) => ({
  StartAt: 'A',
  States: { A: { Type: 'Task', Resource: LAMBDA, End: true, ...more } },
});
const slot = (name: string) => `\${${name}}`;
const branch = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Pass', End: true } } });

test.each([
  [
    'JSONata of the machine',
    { QueryLanguage: 'JSONata', ...task({}) },
    /JSONata.*only the query language JSONPath/,
  ],
  ['JSONata of a state', task({ QueryLanguage: 'JSONata' }), /state 'A' uses JSONata/],
  ['task tokens', task({ Resource: `${LAMBDA}.waitForTaskToken` }), /state 'A' waits for a task token/],
  ['activities', task({ Resource: 'arn:aws:states:eu-central-1:123456789012:activity:a' }), /activity/],
  ['variables', task({ Assign: { a: 1 } }), /state 'A' has Assign: variables/],
  ['heartbeats', task({ HeartbeatSeconds: 3 }), /state 'A' has HeartbeatSeconds/],
  [
    'a nested task token',
    {
      StartAt: 'P',
      States: {
        P: {
          Type: 'Parallel',
          Branches: [task({ Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken' })],
          End: true,
        },
      },
    },
    /state 'A' waits for a task token/,
  ],
  [
    'distributed maps',
    {
      StartAt: 'M',
      States: {
        M: {
          Type: 'Map',
          ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, ...branch('X') },
          End: true,
        },
      },
    },
    /state 'M' has the mode DISTRIBUTED/,
  ],
  ['a Next to nowhere', { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } }, /B/],
  [
    'a name used twice',
    { StartAt: 'P', States: { P: { Type: 'Parallel', Branches: [branch('S'), branch('S')], End: true } } },
    /DUPLICATE_STATE_NAMES/,
  ],
])('a definition with %s is refused at deployment', async (_what, definition, message) => {
  const service = open(newDir(), async () => null);
  const refused = deploy(service, definition);
  await expect(refused).rejects.toThrow(message as RegExp);
  await expect(refused).rejects.toMatchObject({ name: 'InvalidDefinition' });
  service.close();
});

test('a Definition object takes its substitutions, and what has none stays', async () => {
  const service = open(newDir(), async () => null);
  const deployed = await service.deploy({
    stack: 'S',
    logicalId: 'M',
    type: 'AWS::StepFunctions::StateMachine',
    properties: {
      StateMachineName: 'named',
      RoleArn: 'r',
      Definition: {
        StartAt: 'A',
        States: { A: { Type: 'Pass', Result: `${slot('quoted')} ${slot('other')}`, End: true } },
      },
      DefinitionSubstitutions: { quoted: 'a "b"' },
    },
  });
  expect(deployed).toEqual({
    ref: 'arn:aws:states:eu-central-1:123456789012:stateMachine:named',
    attributes: { Arn: deployed.ref, Name: 'named' },
  });
  const arn = service.start(deployed.ref);
  await expect.poll(() => service.describe(arn)?.output).toBe(`a "b" ${slot('other')}`);
  service.close();
});

test('an express machine and an unknown property are refused', () => {
  const service = open(newDir(), async () => null);
  const resource = (more: object) => () =>
    service.deploy({
      stack: 'S',
      logicalId: 'M',
      type: 'AWS::StepFunctions::StateMachine',
      properties: { DefinitionString: JSON.stringify(branch('A')), ...more },
    });
  expect(resource({ StateMachineType: 'EXPRESS' })).toThrow(/only STANDARD/);
  expect(resource({ Whatever: 1 })).toThrow(/Whatever is not supported/);
  service.close();
});
