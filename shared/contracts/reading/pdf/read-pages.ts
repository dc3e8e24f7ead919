import type { NormalizedDocument } from '../../document.ts';
import { LIMITS, TOO_COMPLEX, tooManyPages } from '../../inspect/verdict.ts';
import { layOut, type RawPage } from '../layout/document.ts';
import { UnreadableError } from '../unreadable.ts';
import { TooMuchDrawingError } from './glyphs.ts';
import { openPdf } from './open.ts';
import { rawPage } from './page.ts';

/** Words of a whole document: five hundred pages of small print have some six hundred thousand. */
const MAX_WORDS = 1_000_000;

/**
 * Reads the text layer of a PDF.
 * @throws UnreadableError for what is too long or too complex; pdfjs's errors for what is no PDF (see `inspect`)
 */
export async function readPdfPages(bytes: Uint8Array): Promise<NormalizedDocument> {
  const { pdf, pdfjs, close } = await openPdf(bytes);
  try {
    const refusal = pdf.numPages > LIMITS.pages ? tooManyPages(pdf.numPages) : null;
    if (refusal) throw new UnreadableError(refusal.code, refusal.message);
    const pages: RawPage[] = [];
    let words = 0;
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      try {
        const raw = await rawPage(page, number, pdfjs);
        words += raw.words.length;
        if (words > MAX_WORDS) throw new TooMuchDrawingError();
        pages.push(raw);
      } finally {
        page.cleanup();
      }
    }
    return layOut(pages, { format: 'pdf', reader: 'text-layer' });
  } catch (error) {
    if (error instanceof TooMuchDrawingError)
      throw new UnreadableError(TOO_COMPLEX.code, TOO_COMPLEX.message);
    throw error;
  } finally {
    await close();
  }
}
