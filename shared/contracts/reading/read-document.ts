import type { Block } from '@aws-sdk/client-textract';
import type { NormalizedDocument } from '../document.ts';
import type { Inspection } from '../inspect/index.ts';
import { readDocx } from './read-docx.ts';
import { readPdf } from './read-pdf.ts';
import { readText } from './read-text.ts';
import { fromTextract } from './textract.ts';
import { UnreadableError } from './unreadable.ts';

export interface ReadOptions {
  /** Recognises the text of a scan: Textract, or what stands in for it. */
  readonly ocr?: (bytes: Uint8Array) => Promise<readonly Block[]>;
  readonly signal?: AbortSignal;
}

/**
 * Reads a document by the reader that its inspection calls for. Where only some pages of a PDF have a text layer, those
 * are read from it and only the others from recognition.
 * @throws UnreadableError for a refused file, and for a scan without `options.ocr`
 */
export async function readDocument(
  bytes: Uint8Array,
  inspection: Inspection,
  options: ReadOptions = {},
): Promise<NormalizedDocument> {
  if (!inspection.ok) throw new UnreadableError(inspection.code, inspection.message);
  if (inspection.format === 'docx') return readDocx(bytes, options);
  if (inspection.format === 'text') return readText(bytes);
  if (inspection.format === 'pdf' && inspection.textLayer === 'full') return readPdf(bytes, options);
  if (options.ocr === undefined)
    throw new UnreadableError(
      'no_recognition',
      'The file is a scan, and text recognition is not available. Upload a digital PDF or DOCX.',
    );
  const recognised = fromTextract(await options.ocr(bytes), inspection.format);
  if (inspection.textLayer !== 'partial') return recognised;
  const scanned = new Set(inspection.scannedPages);
  const digital = await readPdf(bytes, options);
  const pages = digital.pages.map((page) =>
    scanned.has(page.number)
      ? (recognised.pages.find((other) => other.number === page.number) ?? page)
      : page,
  );
  return { ...recognised, pages };
}
