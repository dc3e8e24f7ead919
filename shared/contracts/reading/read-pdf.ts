import type { NormalizedDocument } from '../document.ts';
import { layOut, type RawPage } from './layout/document.ts';
import { openPdf } from './pdf/open.ts';
import { rawPage } from './pdf/page.ts';

/**
 * Reads the text layer of a PDF.
 * @throws whatever `options.signal` was aborted with; pdfjs's errors for what is no PDF (see `inspect`)
 */
export async function readPdf(
  bytes: Uint8Array,
  options: { readonly signal?: AbortSignal } = {},
): Promise<NormalizedDocument> {
  const { pdf, pdfjs, close } = await openPdf(bytes);
  try {
    const pages: RawPage[] = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      options.signal?.throwIfAborted();
      const page = await pdf.getPage(number);
      try {
        pages.push(await rawPage(page, number, pdfjs));
      } finally {
        page.cleanup();
      }
      // Parsing never waits for the outside: without this a timer could not abort it.
      if (number % 8 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    options.signal?.throwIfAborted();
    return layOut(pages, { format: 'pdf', reader: 'text-layer' });
  } finally {
    await close();
  }
}
