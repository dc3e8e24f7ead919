/** Where a function's code lies. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Asset } from '../assembly/read-assembly.ts';
import { unzip } from '../assembly/unzip.ts';

export interface CodeOptions {
  /** Folder for code that the assembly does not hold as a folder. */
  readonly directory: string;
  readonly asset: (objectKey: string) => Asset | undefined;
}

/**
 * The folder of a function's `Code`: the asset itself where it is a folder, else a copy that is unpacked once.
 *
 * @throws Error when the code is an image or an object that the assembly does not hold
 */
export async function codeDirectory(
  code: Readonly<Record<string, unknown>>,
  options: CodeOptions,
): Promise<string> {
  if (typeof code.ZipFile === 'string') {
    const source = code.ZipFile;
    return once(options, source, (folder) => writeFileSync(join(folder, 'index.js'), source));
  }
  const key = code.S3Key;
  if (typeof key !== 'string') throw new Error('only code from assets and inline code runs locally.');
  const asset = options.asset(key);
  if (asset === undefined) throw new Error(`its code ${key} is not in the assembly.`);
  return asset.packaging === 'zip'
    ? asset.path
    : once(options, asset.path, (folder) => unzip(asset.path, folder));
}

async function once(
  options: CodeOptions,
  identity: string,
  fill: (folder: string) => void | Promise<void>,
): Promise<string> {
  const folder = join(options.directory, createHash('sha256').update(identity).digest('hex').slice(0, 32));
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    await fill(unfinished);
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}
