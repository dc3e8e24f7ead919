/** What the suites left behind of `/_local/usage`, one file for each system that ran. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Grant, RoleUsage } from '../../local/iam/usage.ts';

export interface UsageFile {
  readonly usage: readonly RoleUsage[];
  readonly functions: readonly { readonly name: string; readonly roleArn: string }[];
  readonly grants: readonly { readonly roleArn: string; readonly grants: readonly Grant[] }[];
}

/** @throws Error naming the file that is none */
export function readUsage(folder: string): UsageFile[] {
  return usageFiles(folder).map((file) => {
    try {
      const content = JSON.parse(readFileSync(file, 'utf8')) as UsageFile;
      if (!Array.isArray(content.usage) || !Array.isArray(content.grants)) throw new Error('wrong shape');
      return content;
    } catch (error) {
      throw new Error(`${file} is no record of used permissions. Run with --run to make new ones.`, {
        cause: error,
      });
    }
  });
}

/** Files of the folder; none where there is no folder. */
export function usageFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => path.join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
