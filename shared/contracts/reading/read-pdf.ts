import type { NormalizedDocument } from '../document.ts';
import { runApart } from './apart.ts';

/**
 * Reads the text layer of a PDF.
 * @throws whatever `options.signal` was aborted with; UnreadableError for what is too long or too complex; pdfjs's errors
 * for what is no PDF (see `inspect`)
 */
export const readPdf = (
  bytes: Uint8Array,
  options: { readonly signal?: AbortSignal } = {},
): Promise<NormalizedDocument> => runApart('read-pdf', bytes, options);
