/** Reads a synthesized CDK assembly (`cdk.out`): its stacks, nested stacks and assets. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One resource as a template writes it. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

/** The parts of a CloudFormation template that a deployment reads. */
export interface Template {
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: unknown }>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<
    Record<
      string,
      { readonly Value: unknown; readonly Export?: { readonly Name: unknown }; readonly Condition?: string }
    >
  >;
  readonly Transform?: unknown;
}

export interface Stack {
  /** Unique over the assembly: the stack's name, or `<parent>/<logical id>` of a nested stack. */
  readonly id: string;
  /** `AWS::StackName`. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly template: Template;
  /** Ids of stacks that must be deployed before this one. */
  readonly dependencies: readonly string[];
  readonly parent?: { readonly id: string; readonly logicalId: string };
}

export interface Asset {
  readonly path: string;
  /** `zip`: a directory that the CDK would zip on upload; `file`: uploaded as it is. */
  readonly packaging: 'zip' | 'file';
}

export interface Assembly {
  readonly directory: string;
  readonly stacks: readonly Stack[];
  /** An asset by the object key that templates use: `<hash>.zip`, `<hash>.json`. */
  asset(objectKey: string): Asset | undefined;
}

/** The environment of a stack that names none, in which case the CDK writes `unknown-account` and `unknown-region`. */
export const DEFAULT_ACCOUNT = '000000000000';
export const DEFAULT_REGION = 'eu-west-1';

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly dependencies?: readonly string[];
  readonly properties?: {
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly file?: string;
    readonly directoryName?: string;
  };
}

interface AssetManifest {
  readonly files?: Readonly<
    Record<
      string,
      {
        readonly source: { readonly path?: string; readonly packaging?: string };
        readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
      }
    >
  >;
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/**
 * @param directory the folder that holds `manifest.json`
 * @throws Error when the folder is not an assembly, or a template in it uses a macro
 */
export function readAssembly(directory: string): Assembly {
  const stacks: Stack[] = [];
  const assets = new Map<string, Asset>();
  readDirectory(directory, stacks, assets);
  return { directory, stacks, asset: (objectKey) => assets.get(objectKey) };
}

function readDirectory(directory: string, stacks: Stack[], assets: Map<string, Asset>): void {
  const file = join(directory, 'manifest.json');
  if (!existsSync(file)) throw new Error(`${directory} is not a CDK assembly: it has no manifest.json.`);
  const { artifacts = {} } = readJson(file) as { artifacts?: Readonly<Record<string, Artifact>> };
  const nested: string[] = [];
  for (const artifact of Object.values(artifacts)) {
    if (artifact.type === 'cdk:asset-manifest') {
      const manifest = readJson(join(directory, artifact.properties?.file ?? '')) as AssetManifest;
      readAssets(directory, manifest, assets);
    }
    if (artifact.type === 'cdk:cloud-assembly') nested.push(artifact.properties?.directoryName ?? '');
  }
  const names = new Map(
    Object.entries(artifacts)
      .filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack')
      .map(([id, artifact]) => [id, artifact.properties?.stackName ?? id]),
  );
  for (const [artifactId, name] of names) {
    const artifact = artifacts[artifactId]!;
    const template = readJson(join(directory, artifact.properties?.templateFile ?? '')) as Template;
    const [account, region] = environment(artifact.environment);
    const dependencies = (artifact.dependencies ?? []).flatMap((id) => names.get(id) ?? []);
    addStack({ id: name, name, account, region, template, dependencies }, assets, stacks);
  }
  for (const name of nested) readDirectory(join(directory, name), stacks, assets);
}

function environment(url = ''): readonly [account: string, region: string] {
  const [account, region] = url.replace(/^aws:\/\//, '').split('/');
  return [
    !account || account === 'unknown-account' ? DEFAULT_ACCOUNT : account,
    !region || region === 'unknown-region' ? DEFAULT_REGION : region,
  ];
}

function readAssets(directory: string, manifest: AssetManifest, assets: Map<string, Asset>): void {
  for (const { source, destinations } of Object.values(manifest.files ?? {})) {
    if (source.path === undefined) continue;
    const asset: Asset = {
      path: join(directory, source.path),
      packaging: source.packaging === 'zip' ? 'zip' : 'file',
    };
    for (const { objectKey } of Object.values(destinations)) assets.set(objectKey, asset);
  }
}

function addStack(stack: Stack, assets: ReadonlyMap<string, Asset>, stacks: Stack[]): void {
  if (stack.template.Transform !== undefined) {
    throw new Error(`Stack ${stack.id} uses a Transform, which the local runtime does not run.`);
  }
  stacks.push(stack);
  for (const [logicalId, resource] of Object.entries(stack.template.Resources ?? {})) {
    if (resource.Type !== 'AWS::CloudFormation::Stack') continue;
    const asset = assets.get(lastSegment(resource.Properties?.TemplateURL));
    if (asset === undefined) {
      throw new Error(`The template of nested stack ${stack.id}/${logicalId} is not in the assembly.`);
    }
    addStack(
      {
        ...stack,
        id: `${stack.id}/${logicalId}`,
        name: `${stack.name}-${logicalId}`,
        template: readJson(asset.path) as Template,
        dependencies: [],
        parent: { id: stack.id, logicalId },
      },
      assets,
      stacks,
    );
  }
}

/** The object key at the end of a template URL, which the CDK writes as a join of constants and pseudo parameters. */
function lastSegment(url: unknown): string {
  const text = typeof url === 'string' ? url : JSON.stringify(url);
  return /\/([0-9a-f]+\.[\w.]+)"?[\]}]*$/.exec(text)?.[1] ?? '';
}
