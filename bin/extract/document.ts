/** A file's bytes as the normalized document: inspected and read as in the pipeline, scans recognised on this machine. */
import { basename } from 'node:path';
import type { NormalizedDocument } from '../../shared/contracts/document.ts';
import { inspect } from '../../shared/contracts/inspect/index.ts';
import { mediaTypeOf } from '../../shared/contracts/media-types.ts';
import { readDocument, UnreadableError } from '../../shared/contracts/reading/index.ts';
import type { Recognizer } from './recognizer.ts';

/** @throws UnreadableError for a file that is refused or cannot be read */
export async function documentOf(
  file: string,
  bytes: Uint8Array,
  recognizer: Recognizer,
): Promise<NormalizedDocument> {
  const inspection = await inspect(bytes, {
    fileName: basename(file),
    contentType: mediaTypeOf(file) ?? 'application/octet-stream',
  });
  if (!inspection.ok) throw new UnreadableError(inspection.code, inspection.message);
  return readDocument(bytes, inspection, {
    ocr: (scan) => recognizer.recognize(scan, inspection.mediaType),
  });
}

/** What is wrong with a file, as a code and a sentence for the person at the terminal. */
export function describeFailure(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof UnreadableError) return { code: error.code, message: error.message };
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return { code: 'not_found', message: 'There is no such file.' };
  if (code === 'EISDIR')
    return { code: 'is_directory', message: 'This is a directory. Name the files in it.' };
  if (code === 'EACCES' || code === 'EPERM')
    return { code: 'no_access', message: 'The file may not be read.' };
  return { code: 'unreadable', message: error instanceof Error ? error.message : String(error) };
}
