import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { createBucketDeploymentProvider } from '../../../../local/lambda/bucket-deployment.ts';

let directory: string;
let bucket: Map<string, { body: string; contentType?: string; cacheControl?: string }>;
let log: string[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'gangway-deployment-'));
  bucket = new Map();
  log = [];
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const site = (): string => join(directory, 'site');
function write(name: string, body: string): void {
  mkdirSync(join(site(), name, '..'), { recursive: true });
  writeFileSync(join(site(), name), body);
}

const deploy = (properties: Record<string, unknown> = {}) =>
  createBucketDeploymentProvider({
    dir: join(directory, 'notes'),
    asset: (key) =>
      key === 'site.zip'
        ? { path: site(), packaging: 'zip' }
        : key === 'packed.zip'
          ? { path: join(directory, 'packed.zip'), packaging: 'file' }
          : undefined,
    writeObject: async (_, key, body, { contentType, cacheControl }) => {
      log.push(`put ${key}`);
      bucket.set(key, {
        body: body.toString(),
        ...(contentType && { contentType }),
        ...(cacheControl && { cacheControl }),
      });
    },
    deleteObjects: async (_, keys, functionArn) => {
      log.push(`delete ${keys.join()} as ${functionArn}`);
      for (const key of keys) bucket.delete(key);
    },
  }).deploy({
    stack: 'S',
    logicalId: 'D',
    type: 'Custom::CDKBucketDeployment',
    properties: {
      ServiceToken: 'fn',
      DestinationBucketName: 'b',
      SourceObjectKeys: ['site.zip'],
      ...properties,
    },
  });

test('files are copied with their types; a second deployment writes what changed and deletes what is gone', async () => {
  write('index.html', '<p>');
  write('assets/app.js', '1');
  await deploy();
  expect(Object.fromEntries(bucket)).toEqual({
    'index.html': { body: '<p>', contentType: 'text/html' },
    'assets/app.js': { body: '1', contentType: 'application/javascript' },
  });
  log = [];
  await deploy();
  expect(log).toEqual([]);
  write('index.html', '<b>');
  rmSync(join(site(), 'assets'), { recursive: true });
  await deploy();
  expect(log).toEqual(['put index.html', 'delete assets/app.js as fn']);
});

test('nothing is deleted without Prune; a prefix and metadata apply', async () => {
  write('a.txt', 'a');
  write('b.txt', 'b');
  const properties = {
    Prune: false,
    DestinationBucketKeyPrefix: 'v1/',
    SystemMetadata: { 'cache-control': 'no-cache' },
  };
  await deploy(properties);
  rmSync(join(site(), 'b.txt'));
  await deploy(properties);
  expect([...bucket.keys()].sort()).toEqual(['v1/a.txt', 'v1/b.txt']);
  expect(bucket.get('v1/a.txt')?.cacheControl).toBe('no-cache');
});

test('markers become values, escaped where the file is JSON', async () => {
  write('config.json', '{"a":"<<m:0>>"}');
  await deploy({ SourceMarkers: [{ '<<m:0>>': 'x"$&' }], SourceMarkersConfig: [{ jsonEscape: true }] });
  expect(JSON.parse(bucket.get('config.json')!.body)).toEqual({ a: 'x"$&' });
});

test('a zip file is unpacked', async () => {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from('inside'), 'deep/file.txt');
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(join(directory, 'packed.zip')));
  await deploy({ SourceObjectKeys: ['packed.zip'] });
  expect(bucket.get('deep/file.txt')?.body).toBe('inside');
});

test.each([
  [{ Exclude: ['*.map'] }, /Exclude/],
  [{ SourceObjectKeys: ['none.zip'] }, /none\.zip is not in the assembly/],
  [{ SystemMetadata: { 'website-redirect': '/' } }, /website-redirect/],
])('%j is refused', async (properties, message) => {
  write('a', 'a');
  await expect(async () => deploy(properties)).rejects.toThrow(message);
});
