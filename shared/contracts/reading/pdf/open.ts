import type { PDFDocumentProxy } from 'unpdf/pdfjs';

/** The parts of pdfjs that reading needs, loaded when the first PDF comes. */
export type Pdfjs = typeof import('unpdf/pdfjs');

export const loadPdfjs = (): Promise<Pdfjs> => import('unpdf/pdfjs');

/** An opened PDF; `close` frees what pdfjs holds. */
export interface OpenPdf {
  readonly pdf: PDFDocumentProxy;
  readonly pdfjs: Pdfjs;
  close(): Promise<void>;
}

/**
 * Opens a PDF for its text: no script runs, nothing is fetched, no image is decoded.
 * @throws pdfjs's PasswordException, InvalidPDFException and others
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const pdfjs = await loadPdfjs();
  const task = pdfjs.getDocument({
    // pdfjs takes possession of the buffer.
    data: bytes.slice(),
    enableXfa: false,
    useSystemFonts: false,
    useWorkerFetch: false,
    disableFontFace: true,
    maxImageSize: 1,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
  try {
    return { pdf: await task.promise, pdfjs, close: () => task.destroy() };
  } catch (error) {
    await task.destroy();
    throw error;
  }
}
