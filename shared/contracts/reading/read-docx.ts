import type { NormalizedDocument } from '../document.ts';
import { runApart } from './apart.ts';

/**
 * Reads a DOCX file: paragraphs, line and page breaks, tables with merged cells, automatic numbers, text boxes, footnotes
 * (at the end), headers and footers. What tracked changes deleted is left out.
 * @throws whatever `options.signal` was aborted with; UnreadableError for what is too complex; ZipError for an archive
 * that cannot be read; mammoth's errors for damaged XML
 */
export const readDocx = (
  bytes: Uint8Array,
  options: { readonly signal?: AbortSignal } = {},
): Promise<NormalizedDocument> => runApart('read-docx', bytes, options);
