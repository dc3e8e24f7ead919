/** The contract's file: its bytes, and the type that its name stands for. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ENDINGS, MEDIA_TYPES, type MediaType, mediaTypeOf } from '../../shared/contracts/media-types.ts';

export interface ContractFile {
  /** Without its folder. */
  readonly name: string;
  readonly type: MediaType;
  readonly bytes: Uint8Array;
}

/** @throws Error with a sentence for the person at the terminal */
export async function readContractFile(file: string): Promise<ContractFile> {
  const name = path.basename(file);
  const type = mediaTypeOf(file);
  if (!type)
    throw new Error(
      `"${name}" is none of the files that can be read: ${Object.values(MEDIA_TYPES).join(', ')} (${ENDINGS.map((ending) => `.${ending}`).join(', ')}).`,
    );
  try {
    return { name, type, bytes: await readFile(file) };
  } catch (error) {
    throw new Error(`${file}: ${reason((error as NodeJS.ErrnoException).code)}`, { cause: error });
  }
}

function reason(code: string | undefined): string {
  if (code === 'ENOENT') return 'there is no such file.';
  if (code === 'EISDIR') return 'this is a folder.';
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read.';
  return `it cannot be read (${code ?? 'unknown error'}).`;
}
