/** PDFs made for tests. */
import { degrees, PDFDocument, type PDFFont, type PDFPage, StandardFonts } from 'pdf-lib';

export interface Kit {
  readonly pdf: PDFDocument;
  readonly plain: PDFFont;
  readonly bold: PDFFont;
  page(size?: [number, number]): PDFPage;
}

/** Makes a PDF; `draw` puts things on it. */
export async function makePdf(draw: (kit: Kit) => void | Promise<void>): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const plain = await pdf.embedFont(StandardFonts.Helvetica);
  const bold = await pdf.embedFont(StandardFonts.HelveticaBold);
  await draw({ pdf, plain, bold, page: (size = [612, 792]) => pdf.addPage(size) });
  return pdf.save();
}

/** Writes lines downwards from a point, y from the top of a Letter page. */
export function write(
  page: PDFPage,
  font: PDFFont,
  lines: readonly string[],
  { x = 72, y = 100, size = 10, step = 13 }: { x?: number; y?: number; size?: number; step?: number } = {},
): void {
  lines.forEach((line, index) => {
    page.drawText(line, { x, y: page.getHeight() - y - index * step, size, font });
  });
}

/** Draws a grid of lines around cells. */
export function grid(page: PDFPage, xs: readonly number[], ys: readonly number[]): void {
  const height = page.getHeight();
  for (const y of ys)
    page.drawLine({
      start: { x: xs[0]!, y: height - y },
      end: { x: xs.at(-1)!, y: height - y },
      thickness: 0.7,
    });
  for (const x of xs)
    page.drawLine({ start: { x, y: height - ys[0]! }, end: { x, y: height - ys.at(-1)! }, thickness: 0.7 });
}

export const LOREM = [
  'The supplier delivers the service with reasonable care and skill and keeps the',
  'customer informed of everything that may delay it. Where a date cannot be met the',
  'supplier says so in good time and proposes a new one that the customer may accept',
  'or decline. Nothing in this clause takes away a right that the law gives to a party',
  'who has suffered a loss through the fault of the other.',
];

export { degrees };
