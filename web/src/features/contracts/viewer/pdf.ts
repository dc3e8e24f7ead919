/** pdf.js, set up so that it loads nothing from elsewhere and evaluates nothing. */
import { getDocument, type PDFDocumentLoadingTask, PDFWorker } from 'pdfjs-dist';
import PdfWorker from 'pdfjs-dist/build/pdf.worker.min.mjs?worker';

/** One for all documents; closing a document leaves it running. */
let worker: PDFWorker | undefined;

/** @param bytes stay the caller's: what is handed over is a copy */
export function openPdf(bytes: ArrayBuffer): PDFDocumentLoadingTask {
  worker ??= PDFWorker.create({ port: new PdfWorker() });
  // Put there by the build (vite.config.ts).
  const folder = `${import.meta.env.BASE_URL}assets/pdfjs-${import.meta.env.VITE_PDFJS}`;
  return getDocument({
    data: bytes.slice(0),
    worker,
    cMapUrl: `${folder}/cmaps/`,
    standardFontDataUrl: `${folder}/standard_fonts/`,
    // WebAssembly would need a looser content security policy; its stand-ins in JavaScript do.
    wasmUrl: `${folder}/wasm/`,
    useWasm: false,
    enableXfa: false,
    stopAtErrors: false,
  });
}
