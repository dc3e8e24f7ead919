import { createRequire } from 'node:module';
import path from 'node:path';
import { AwsError } from '../types.ts';

/** A page as grey pixels, one byte each, white is 255. */
export interface Bitmap {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly dpi: number;
}

/** Finer gains nothing on the scans measured, and costs time; coarser loses thin letters. */
export const DPI = 250;
/** Coarser images are no scans of pages. */
const COARSEST = 90;
/** Height of a sheet in inches: what an image is taken for. */
const LETTER = 11;
/** Longest side of an image, in pixels. */
const LARGEST = 6000;
/** No page is drawn with more pixels than this, whatever size it claims. */
const MAX_PIXELS = 30e6;

export type MediaType = 'application/pdf' | 'image/png' | 'image/jpeg' | 'image/tiff';

/** The type of a document by its first bytes; null for what Textract does not read. */
export function mediaTypeOf(bytes: Uint8Array): MediaType | null {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (start.includes('%PDF-')) return 'application/pdf';
  if (start.startsWith('\x89PNG')) return 'image/png';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (start.startsWith('II*\0') || start.startsWith('MM\0*')) return 'image/tiff';
  return null;
}

/** A document's pages, drawn when they are asked for. */
export interface Pages {
  readonly count: number;
  /** @param index 0-based */
  draw(index: number): Promise<Bitmap>;
  close(): Promise<void>;
}

/**
 * Opens a document for drawing.
 * @throws AwsError UnsupportedDocumentException, BadDocumentException
 */
export async function openPages(bytes: Uint8Array, mediaType: MediaType): Promise<Pages> {
  return mediaType === 'application/pdf' ? openPdf(bytes) : openImage(bytes);
}

const bad = () => new AwsError('BadDocumentException', 'The document is damaged and cannot be read.');

async function openPdf(bytes: Uint8Array): Promise<Pages> {
  const [pdfjs, { createCanvas }, { default: sharp }] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    import('@napi-rs/canvas'),
    import('sharp'),
  ]);
  const root = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const folder = (name: string) => `${path.join(root, name)}/`;
  const task = pdfjs.getDocument({
    data: new Uint8Array(bytes),
    standardFontDataUrl: folder('standard_fonts'),
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    // Fax and JPEG 2000 images are decoded by WebAssembly.
    wasmUrl: folder('wasm'),
    iccUrl: folder('iccs'),
    disableFontFace: true,
    verbosity: 0,
  });
  const document = await task.promise.catch(async (error: Error) => {
    await task.destroy();
    if (error.name === 'PasswordException')
      throw new AwsError('UnsupportedDocumentException', 'The document is protected with a password.');
    throw bad();
  });
  return {
    count: document.numPages,
    async draw(index) {
      const page = await document.getPage(index + 1);
      const size = page.getViewport({ scale: 1 });
      const own = scannedAt(
        await page.getOperatorList(),
        size.width * size.height,
        pdfjs.OPS.paintImageXObject,
      );
      const dpi = Math.min(own ?? DPI, 72 * Math.sqrt(MAX_PIXELS / (size.width * size.height)));
      const viewport = page.getViewport({ scale: dpi / 72 });
      const canvas = createCanvas(
        Math.max(1, Math.round(viewport.width)),
        Math.max(1, Math.round(viewport.height)),
      );
      const context = canvas.getContext('2d');
      const target = { canvas, canvasContext: context, viewport } as unknown as Parameters<
        typeof page.render
      >[0];
      await page.render({ ...target, background: 'white' }).promise;
      const { width, height } = canvas;
      const data = await sharp(canvas.data(), { raw: { width, height, channels: 4 } })
        .flatten({ background: 'white' })
        .greyscale()
        .raw()
        .toBuffer();
      page.cleanup();
      return { data, width, height, dpi };
    },
    close: () => task.destroy(),
  };
}

/**
 * The resolution at which a page was scanned, where the page is one image: drawn with it, pixels stay what they were, and
 * dirt can be told from letters. null for any other page, and for finer scans.
 */
function scannedAt(
  { fnArray, argsArray }: { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] },
  area: number,
  paintImage: number,
): number | null {
  const images = fnArray.flatMap((operation, index) => (operation === paintImage ? [argsArray[index]] : []));
  const [, width, height] = images.length === 1 ? (images[0] as [string, number, number]) : [];
  if (!width || !height) return null;
  const dpi = 72 * Math.sqrt((width * height) / area);
  return dpi >= COARSEST && dpi < DPI ? dpi : null;
}

async function openImage(bytes: Uint8Array): Promise<Pages> {
  const { default: sharp } = await import('sharp');
  const metadata = await sharp(bytes)
    .metadata()
    .catch(() => {
      throw bad();
    });
  return {
    count: metadata.pages ?? 1,
    async draw(index) {
      // A phone's photo says how it was held; the pixels of a fax may be taller than wide.
      const image = sharp(bytes, { page: index, failOn: 'none' }).rotate();
      const { data, info } = await image
        .flatten({ background: 'white' })
        .greyscale()
        .resize({ width: LARGEST, height: LARGEST, fit: 'inside', withoutEnlargement: true })
        .raw()
        .toBuffer({ resolveWithObject: true })
        .catch(() => {
          throw bad();
        });
      return {
        data,
        width: info.width,
        height: info.height,
        dpi: Math.round(Math.max(info.width, info.height) / LETTER),
      };
    },
    close: async () => {},
  };
}
