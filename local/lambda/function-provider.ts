/** Deploys functions, versions and aliases. */
import { physicalName } from '../assembly/physical-id.ts';
import type { Deployed, Resource, ResourceProvider } from '../types.ts';
import { type CodeOptions, codeDirectory } from './code.ts';
import { functionName, type LambdaFunction } from './lambda-function.ts';

export interface FunctionProviderOptions extends CodeOptions {
  readonly account: string;
  readonly region: string;
  readonly functions: Map<string, LambdaFunction>;
}

/** Properties that change nothing here: they tune, watch or secure what AWS runs. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  'Architectures',
  'CodeSigningConfigArn',
  'Description',
  'KmsKeyArn',
  'RecursiveLoop',
  'RuntimeManagementConfig',
  'SnapStart',
  'Tags',
  'TracingConfig',
]);

const KNOWN: ReadonlySet<string> = new Set([
  'Code',
  'Environment',
  'EphemeralStorage',
  'FunctionName',
  'Handler',
  'Layers',
  'LoggingConfig',
  'MemorySize',
  'PackageType',
  'ReservedConcurrentExecutions',
  'Role',
  'Runtime',
  'Timeout',
]);

export function createFunctionProvider(options: FunctionProviderOptions): ResourceProvider {
  return {
    types: ['AWS::Lambda::Function', 'AWS::Lambda::Version', 'AWS::Lambda::Alias'],
    deploy: (resource) => {
      switch (resource.type) {
        case 'AWS::Lambda::Function':
          return deployFunction(resource, options);
        case 'AWS::Lambda::Version':
          return qualified(resource, options, '1', (arn) => ({ FunctionArn: arn, Version: '1' }));
        default:
          return qualified(resource, options, String(resource.properties.Name), (arn) => ({ AliasArn: arn }));
      }
    },
  };
}

async function deployFunction(resource: Resource, options: FunctionProviderOptions): Promise<Deployed> {
  const { properties } = resource;
  const unknown = Object.keys(properties).find((key) => !KNOWN.has(key) && !WITHOUT_EFFECT.has(key));
  if (unknown !== undefined) throw new Error(`the local runtime does not know the property ${unknown}.`);
  const runtime = String(properties.Runtime);
  const isNode = runtime.startsWith('nodejs');
  if (isNode && Array.isArray(properties.Layers) && properties.Layers.length > 0) {
    throw new Error('the local runtime does not load layers.');
  }
  const name = String(properties.FunctionName ?? physicalName(resource).slice(-64));
  const arn = `arn:aws:lambda:${options.region}:${options.account}:function:${name}`;
  const variables =
    (properties.Environment as { Variables?: Record<string, unknown> } | undefined)?.Variables ?? {};
  const logging = properties.LoggingConfig as { LogGroup?: string } | undefined;
  options.functions.set(name, {
    name,
    arn,
    roleArn: String(properties.Role),
    runtime,
    handler: String(properties.Handler),
    // The code of functions which are only registered is left alone.
    directory: isNode
      ? await codeDirectory(properties.Code as Readonly<Record<string, unknown>>, options)
      : '',
    memorySize: Number(properties.MemorySize ?? 128),
    timeout: Number(properties.Timeout ?? 3),
    environment: Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, String(value)])),
    ...(properties.ReservedConcurrentExecutions === undefined
      ? {}
      : { reservedConcurrency: Number(properties.ReservedConcurrentExecutions) }),
    logGroupName: logging?.LogGroup ?? `/aws/lambda/${name}`,
  });
  return { ref: name, attributes: { Arn: arn } };
}

/** All versions and aliases are the one version that the assembly has. */
function qualified(
  resource: Resource,
  options: FunctionProviderOptions,
  qualifier: string,
  attributes: (arn: string) => Deployed['attributes'],
): Deployed {
  const name = functionName(String(resource.properties.FunctionName));
  const fn = options.functions.get(name);
  if (fn === undefined) throw new Error(`there is no function ${name}.`);
  const arn = `${fn.arn}:${qualifier}`;
  return { ref: arn, attributes: attributes(arn) };
}
