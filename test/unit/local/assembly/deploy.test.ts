import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockData } from '../../../../local/assembly/data-lock.ts';
import { type Deployment, deployAssembly } from '../../../../local/assembly/deploy.ts';
import { deployOrder } from '../../../../local/assembly/order.ts';
import { readAssembly, type Template } from '../../../../local/assembly/read-assembly.ts';
import type { Resource } from '../../../../local/types.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'gangway-assembly-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

interface StackSpec {
  readonly template: Template;
  readonly dependencies?: readonly string[];
  readonly environment?: string;
}

function write(
  stacks: Readonly<Record<string, StackSpec>>,
  files: Readonly<Record<string, object>> = {},
): void {
  const artifacts: Record<string, object> = {};
  for (const [
    name,
    { template, dependencies = [], environment = 'aws://unknown-account/unknown-region' },
  ] of Object.entries(stacks)) {
    writeFileSync(join(directory, `${name}.template.json`), JSON.stringify(template));
    artifacts[name] = {
      type: 'aws:cloudformation:stack',
      environment,
      dependencies,
      properties: { templateFile: `${name}.template.json` },
    };
  }
  const assets = Object.fromEntries(
    Object.keys(files).map((hash) => [
      hash,
      {
        source: { path: `${hash}.json`, packaging: 'file' },
        destinations: { here: { objectKey: `${hash}.json` } },
      },
    ]),
  );
  for (const [hash, content] of Object.entries(files))
    writeFileSync(join(directory, `${hash}.json`), JSON.stringify(content));
  writeFileSync(join(directory, 'assets.json'), JSON.stringify({ files: assets }));
  artifacts.assets = { type: 'cdk:asset-manifest', properties: { file: 'assets.json' } };
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ artifacts }));
}

async function deploy(
  parameters: Record<string, string> = {},
): Promise<Deployment & { order: string[]; seen: Resource[] }> {
  const order: string[] = [];
  const seen: Resource[] = [];
  const deployment = await deployAssembly(readAssembly(directory), {
    providers: [
      {
        types: ['Test::Thing', 'AWS::SecretsManager::Secret'],
        deploy: (resource) => {
          order.push(resource.logicalId);
          seen.push(resource);
          return { ref: `r-${resource.logicalId}`, attributes: { Arn: `arn:${resource.logicalId}` } };
        },
      },
    ],
    rewrite: (value) => value,
    secret: (id) => (order.includes('Secret') ? `value of ${id}` : undefined),
    parameters,
  });
  return { ...deployment, order, seen };
}

const thing = (Properties: Record<string, unknown> = {}, more: object = {}) => ({
  Type: 'Test::Thing',
  Properties,
  ...more,
});

describe('the order', () => {
  test('each resource comes after what it refers to and depends on, over all stacks', async () => {
    write({
      Api: {
        dependencies: ['Data'],
        template: {
          Resources: {
            A: thing({ x: { 'Fn::Sub': '${B.Arn}' } }),
            B: thing({}, { DependsOn: ['C'] }),
            C: thing({ t: { 'Fn::GetStackOutput': { StackName: 'Data', OutputName: 'T' } } }),
          },
        },
      },
      Data: { template: { Resources: { T: thing() }, Outputs: { T: { Value: { Ref: 'T' } } } } },
    });
    const { order, seen } = await deploy();
    expect(order).toEqual(['T', 'C', 'B', 'A']);
    expect(seen.map(({ properties }) => properties)).toEqual([{}, { t: 'r-T' }, {}, { x: 'arn:B' }]);
  });

  test('an export that a stack deployed later reads, and one that a stack listed before reads', async () => {
    write({
      Reader: { template: { Resources: { R: thing({ v: { 'Fn::ImportValue': 'shared' } }) } } },
      Owner: {
        template: {
          Resources: { O: thing() },
          Outputs: { X: { Value: { 'Fn::GetAtt': ['O', 'Arn'] }, Export: { Name: 'shared' } } },
        },
      },
    });
    const { order, seen } = await deploy();
    expect(order).toEqual(['O', 'R']);
    expect(seen[1]!.properties).toEqual({ v: 'arn:O' });
  });

  test('a circle is named', async () => {
    write({
      S: { template: { Resources: { A: thing({ x: { Ref: 'B' } }), B: thing({ x: { Ref: 'A' } }) } } },
    });
    await expect(deploy()).rejects.toThrow('Circular dependency: S|A → S|B → S|A');
  });

  test('holds for any graph without circles', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(30)), { maxLength: 30 }), (graph) => {
        // Needs that point to earlier nodes only cannot make a circle; the nodes are given in reverse.
        const nodes = graph.map((needs, index) => ({
          key: String(index),
          needs: needs.filter((need) => need < index).map(String),
        }));
        const order = deployOrder(nodes.toReversed()).map(({ key }) => key);
        expect(order.toSorted()).toEqual(nodes.map(({ key }) => key).toSorted());
        for (const { key, needs } of nodes) {
          for (const need of needs) expect(order.indexOf(need)).toBeLessThan(order.indexOf(key));
        }
      }),
    );
  });

  test('secrets come before what names them by a dynamic reference', async () => {
    write({
      S: {
        template: {
          Resources: {
            Uses: thing({ v: '{{resolve:secretsmanager:app/key}}' }),
            Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'app/key' } },
          },
        },
      },
    });
    expect((await deploy()).seen[1]!.properties).toEqual({ v: 'value of app/key' });
  });
});

describe('nested stacks', () => {
  const hash = 'a'.repeat(64);
  const nested: Template = {
    Parameters: { Given: { Type: 'String' } },
    Resources: { Inner: thing({ given: { Ref: 'Given' } }) },
    Outputs: { InnerArn: { Value: { 'Fn::GetAtt': ['Inner', 'Arn'] } } },
  };
  const parent: Template = {
    Resources: {
      After: thing({ inner: { 'Fn::GetAtt': ['Child', 'Outputs.InnerArn'] } }),
      Child: {
        Type: 'AWS::CloudFormation::Stack',
        Properties: {
          TemplateURL: { 'Fn::Join': ['', ['https://s3.', { Ref: 'AWS::Region' }, `/bucket/${hash}.json`]] },
          Parameters: { Given: { Ref: 'Before' } },
        },
      },
      Before: thing(),
    },
  };

  test('take parameters from and give outputs to their parent', async () => {
    write({ S: { template: parent } }, { [hash]: nested });
    const { order, seen } = await deploy();
    expect(order).toEqual(['Before', 'Inner', 'After']);
    expect(seen.map(({ properties }) => properties)).toEqual([
      {},
      { given: 'r-Before' },
      { inner: 'arn:Inner' },
    ]);
  });

  test('do not exist when their condition is false', async () => {
    const { Before, Child } = parent.Resources!;
    const template = {
      Conditions: { No: { 'Fn::Equals': [1, 2] } },
      Resources: { Before: Before!, Child: { ...Child!, Condition: 'No' } },
    };
    write({ S: { template } }, { [hash]: nested });
    expect((await deploy()).order).toEqual(['Before']);
  });
});

test('parameters: a given value, a value for one stack, a default; a missing one is named', async () => {
  const template: Template = {
    Parameters: {
      P: { Type: 'String', Default: 'default' },
      L: { Type: 'CommaDelimitedList', Default: 'a, b' },
      N: { Type: 'String' },
    },
    Resources: { A: thing({ p: { Ref: 'P' }, l: { Ref: 'L' }, n: { Ref: 'N' } }) },
  };
  write({ S: { template } });
  expect((await deploy({ N: 'n' })).seen[0]!.properties).toEqual({ p: 'default', l: ['a', 'b'], n: 'n' });
  expect((await deploy({ N: 'n', P: 'all', 'S/P': 'one' })).seen[0]!.properties.p).toBe('one');
  await expect(deploy()).rejects.toThrow('Parameter S/N has no default');
});

test('pseudo parameters follow the environment of the stack, mappings and conditions its parameters', async () => {
  write({
    S: {
      environment: 'aws://123456789012/us-east-1',
      template: {
        Mappings: { M: { 'us-east-1': { k: 'v' } } },
        Conditions: { East: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] } },
        Resources: {
          A: thing(
            { m: { 'Fn::FindInMap': ['M', { Ref: 'AWS::Region' }, 'k'] }, a: { Ref: 'AWS::AccountId' } },
            { Condition: 'East' },
          ),
        },
        Outputs: { O: { Value: { 'Fn::GetAtt': ['A', 'Arn'] }, Condition: 'East' } },
      },
    },
  });
  const { seen, outputs } = await deploy();
  expect(seen[0]!.properties).toEqual({ m: 'v', a: '123456789012' });
  expect(outputs).toEqual({ S: { O: 'arn:A' } });
});

test.each([
  [
    'an unknown type',
    { Type: 'AWS::Mystery::Box' },
    'Cannot deploy S/X (AWS::Mystery::Box): the local runtime does not know this type.',
  ],
  [
    'a custom resource',
    { Type: 'Custom::Magic' },
    'Cannot deploy S/X (Custom::Magic): the local runtime does not run this custom resource.',
  ],
  [
    'a reference to nothing',
    thing({ x: { Ref: 'Nobody' } }),
    'Cannot deploy S/X (Test::Thing): S has no deployed resource Nobody.',
  ],
  [
    'an attribute that there is not',
    thing({ x: { 'Fn::GetAtt': ['Y', 'Colour'] } }),
    'Cannot deploy S/X (Test::Thing): S/Y: Test::Thing has no attribute Colour locally.',
  ],
])('%s is an error that names it', async (_, X, message) => {
  write({ S: { template: { Resources: { X, Y: thing() } } } });
  await expect(deploy()).rejects.toThrow(message);
});

test('passive resources have names and ARNs', async () => {
  write({
    S: {
      template: {
        Resources: {
          Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/aws/lambda/x' } },
          Topic: { Type: 'AWS::SNS::Topic' },
          A: thing({ logs: { 'Fn::GetAtt': ['Logs', 'Arn'] }, topic: { Ref: 'Topic' } }),
        },
      },
    },
  });
  const { seen } = await deploy();
  expect(seen[0]!.properties.logs).toBe('arn:aws:logs:eu-west-1:000000000000:log-group:/aws/lambda/x:*');
  expect(seen[0]!.properties.topic).toMatch(/^arn:aws:sns:eu-west-1:000000000000:S-Topic-/);
});

describe('the lock of the data folder', () => {
  test('keeps a second runtime out until it is given back', () => {
    const unlock = lockData(directory);
    expect(() => lockData(directory)).toThrow(`in use by process ${process.pid}`);
    unlock();
    lockData(directory)();
  });

  test.each([
    ['a process that is gone', '2147483646'],
    ['an earlier process of the same number', String(process.pid)],
    ['nobody', 'rubbish'],
  ])('is taken over from %s', (_, holder) => {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'lock'), holder);
    lockData(directory)();
  });
});
