import { TooMuchDrawingError } from '../reading/pdf/glyphs.ts';
import { type OpenPdf, openPdf } from '../reading/pdf/open.ts';
import { draw } from '../reading/pdf/page.ts';
import { textLayerOf } from '../reading/pdf/usable.ts';
import { unpacksTooFar } from './streams.ts';
import {
  accept,
  BOMB,
  DAMAGED,
  type Inspection,
  LIMITS,
  refuse,
  TOO_COMPLEX,
  tooManyPages,
} from './verdict.ts';

/** Inspects a PDF page by page, within a time limit that is looked at between pages. */
export async function inspectPdfPages(bytes: Uint8Array): Promise<Inspection> {
  const deadline = performance.now() + LIMITS.milliseconds;
  if (!isComplete(bytes)) return DAMAGED;
  if (await unpacksTooFar(bytes)) return BOMB;
  let document: OpenPdf;
  try {
    document = await openPdf(bytes);
  } catch (error) {
    // An owner's password only restricts printing and the like: such files open. This one asks for the reader's.
    if (error instanceof Error && error.name === 'PasswordException')
      return refuse(
        'encrypted',
        'The PDF is protected with a password. Save a copy without the password and upload that.',
      );
    return DAMAGED;
  }
  try {
    return await inspectPages(document, deadline);
  } catch (error) {
    return error instanceof TooMuchDrawingError ? TOO_COMPLEX : DAMAGED;
  } finally {
    await document.close();
  }
}

/** A PDF ends with `%%EOF`; one that was cut off does not, and would silently lack pages. */
function isComplete(bytes: Uint8Array): boolean {
  let end = bytes.length;
  while (
    end > 0 &&
    (bytes[end - 1] === 0 || bytes[end - 1] === 0x20 || bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d)
  )
    end--;
  return Buffer.from(bytes.subarray(Math.max(0, end - 2048), end)).includes('%%EOF');
}

async function inspectPages({ pdf, pdfjs }: OpenPdf, deadline: number): Promise<Inspection> {
  const pages = pdf.numPages;
  if (pages === 0) return refuse('empty', 'The PDF has no pages. Check it and upload the right one.');
  if (pages > LIMITS.pages) return tooManyPages(pages);
  const scannedPages: number[] = [];
  let withText = 0;
  for (let number = 1; number <= pages; number++) {
    if (performance.now() > deadline) return TOO_COMPLEX;
    const page = await pdf.getPage(number);
    const { drawing } = await draw(page, pdfjs);
    const layer = textLayerOf(drawing);
    if (layer === 'none') scannedPages.push(number);
    else if (layer === 'text') withText++;
    page.cleanup();
    if (number % 8 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  if (withText === 0 && scannedPages.length === 0)
    return refuse('empty', 'All pages of the PDF are blank. Check it and upload the right one.');
  const textLayer = scannedPages.length === 0 ? 'full' : withText === 0 ? 'none' : 'partial';
  return accept('pdf', 'application/pdf', { pages, textLayer, scannedPages });
}
