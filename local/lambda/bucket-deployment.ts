/** `Custom::CDKBucketDeployment`: the CDK's custom resource that copies assets into a bucket. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { physicalUuid } from '../assembly/physical-id.ts';
import type { Asset } from '../assembly/read-assembly.ts';
import { readZip } from '../assembly/unzip.ts';
import type { Resource, ResourceProvider } from '../types.ts';
import { contentTypeOf } from './content-types.ts';

export interface WriteOptions {
  readonly contentType?: string;
  readonly contentEncoding?: string;
  readonly contentDisposition?: string;
  readonly cacheControl?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface BucketDeploymentOptions {
  /** Where it is noted what lies in the buckets already. */
  readonly dir: string;
  readonly asset: (objectKey: string) => Asset | undefined;
  readonly writeObject: (
    bucket: string,
    key: string,
    body: Buffer,
    options: WriteOptions,
  ) => Promise<unknown>;
  /** @param functionArn the function of the custom resource, in whose role objects are deleted */
  readonly deleteObjects: (bucket: string, keys: readonly string[], functionArn: string) => Promise<void>;
}

interface SourceFile {
  readonly name: string;
  readonly body: Buffer;
}

const KNOWN = [
  'ServiceToken',
  'SourceBucketNames',
  'SourceObjectKeys',
  'SourceMarkers',
  'SourceMarkersConfig',
  'DestinationBucketName',
  'DestinationBucketKeyPrefix',
  'WaitForDistributionInvalidation',
  'RetainOnDelete',
  'Extract',
  'Prune',
  'UserMetadata',
  'SystemMetadata',
  'DistributionId',
  'DistributionPaths',
  'OutputObjectKeys',
  'DestinationBucketArn',
];

/** By key, the hash of what was written: files that have not changed are left alone. */
type Manifest = Readonly<Record<string, string>>;

export function createBucketDeploymentProvider(options: BucketDeploymentOptions): ResourceProvider {
  return {
    types: ['Custom::CDKBucketDeployment'],
    deploy: async (resource) => {
      const { properties } = resource;
      const unknown = Object.keys(properties).find((name) => !KNOWN.includes(name));
      if (unknown !== undefined) throw new Error(`the local runtime does not know the property ${unknown}.`);
      const bucket = String(properties.DestinationBucketName);
      const files = await sourceFiles(resource, options.asset);
      const noteFile = join(options.dir, `${physicalUuid(resource)}.json`);
      const before = readNote(noteFile, bucket);
      const written = systemMetadata(properties);
      const after: Record<string, string> = {};
      for (const [key, body] of files) {
        const settings = { contentType: contentTypeOf(key), ...written };
        after[key] = createHash('sha256').update(JSON.stringify(settings)).update(body).digest('hex');
        if (before[key] !== after[key]) await options.writeObject(bucket, key, body, settings);
      }
      const stale = Object.keys(before).filter((key) => !files.has(key));
      if (String(properties.Prune ?? true) === 'true' && stale.length > 0) {
        await options.deleteObjects(bucket, stale, String(properties.ServiceToken));
      }
      mkdirSync(options.dir, { recursive: true });
      writeFileSync(`${noteFile}.new`, JSON.stringify({ bucket, keys: after }));
      renameSync(`${noteFile}.new`, noteFile);
      return {
        ref: `aws.cdk.s3deployment.${physicalUuid(resource)}`,
        attributes: {
          DestinationBucketArn: properties.DestinationBucketArn ?? `arn:aws:s3:::${bucket}`,
          SourceObjectKeys: properties.SourceObjectKeys,
        },
      };
    },
  };
}

function readNote(file: string, bucket: string): Manifest {
  if (!existsSync(file)) return {};
  const note = JSON.parse(readFileSync(file, 'utf8')) as { bucket: string; keys: Manifest };
  return note.bucket === bucket ? note.keys : {};
}

/** The files of all sources by destination key; a later source replaces files of an earlier one. */
async function sourceFiles(
  resource: Resource,
  find: BucketDeploymentOptions['asset'],
): Promise<Map<string, Buffer>> {
  const { properties } = resource;
  const prefix = String(properties.DestinationBucketKeyPrefix ?? '').replace(/^\//, '');
  const keys = (properties.SourceObjectKeys ?? []) as readonly string[];
  const markers = (properties.SourceMarkers ?? []) as readonly Readonly<Record<string, unknown>>[];
  const markerConfigs = (properties.SourceMarkersConfig ?? []) as readonly {
    readonly jsonEscape?: unknown;
  }[];
  const files = new Map<string, Buffer>();
  for (const [index, objectKey] of keys.entries()) {
    const asset = find(objectKey);
    if (asset === undefined) throw new Error(`its source ${objectKey} is not in the assembly.`);
    const jsonEscape = String(markerConfigs[index]?.jsonEscape) === 'true';
    for await (const { name, body } of assetFiles(
      asset,
      objectKey,
      String(properties.Extract ?? true) === 'true',
    )) {
      const key = prefix === '' ? name : `${prefix.replace(/\/$/, '')}/${name}`;
      files.set(key, replaceMarkers(body, markers[index] ?? {}, jsonEscape));
    }
  }
  return files;
}

async function* assetFiles(asset: Asset, objectKey: string, extract: boolean): AsyncGenerator<SourceFile> {
  if (asset.packaging === 'zip') {
    if (!extract) throw new Error('a folder that is to be copied as one zip file does not deploy locally.');
    for (const entry of readdirSync(asset.path, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      yield { name: relative(asset.path, path).split(sep).join('/'), body: readFileSync(path) };
    }
  } else if (extract) yield* readZip(asset.path);
  else yield { name: basename(objectKey), body: readFileSync(asset.path) };
}

/** Values that were not known at synthesis stand in the files as markers. */
function replaceMarkers(
  body: Buffer,
  markers: Readonly<Record<string, unknown>>,
  jsonEscape: boolean,
): Buffer {
  const entries = Object.entries(markers);
  if (entries.length === 0) return body;
  let text = body.toString('utf8');
  for (const [marker, value] of entries) {
    const plain = typeof value === 'string' ? value : JSON.stringify(value);
    text = text.replaceAll(marker, () => (jsonEscape ? JSON.stringify(plain).slice(1, -1) : plain));
  }
  return Buffer.from(text);
}

function systemMetadata(properties: Resource['properties']): WriteOptions {
  const given = (properties.SystemMetadata ?? {}) as Readonly<Record<string, string>>;
  const names: Readonly<Record<string, keyof WriteOptions>> = {
    'cache-control': 'cacheControl',
    'content-disposition': 'contentDisposition',
    'content-encoding': 'contentEncoding',
    'content-type': 'contentType',
  };
  const options: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const option = names[name];
    if (option === undefined) throw new Error(`the local runtime does not know the system metadata ${name}.`);
    options[option] = value;
  }
  if (properties.UserMetadata !== undefined) options.metadata = properties.UserMetadata;
  return options as WriteOptions;
}
