import type { Area } from './grids.ts';
import type { Bitmap } from './pages.ts';

/** White around a piece, without which engines miss letters at its edge; in inches. */
const MARGIN = 0.06;

/** A piece of a page with a white margin, and the offset of its pixels on the page. null when nothing is drawn there. */
export function cut(bitmap: Bitmap, area: Area): { bitmap: Bitmap; x: number; y: number } | null {
  const [x0, y0] = [Math.max(0, Math.round(area.x0)), Math.max(0, Math.round(area.y0))];
  const width = Math.min(bitmap.width, Math.round(area.x1)) - x0;
  const height = Math.min(bitmap.height, Math.round(area.y1)) - y0;
  if (width < 8 || height < 8) return null;
  const background = lightest(bitmap, x0, y0, width, height);
  const margin = Math.round(MARGIN * bitmap.dpi);
  const full = { width: width + 2 * margin, height: height + 2 * margin };
  const data = Buffer.alloc(full.width * full.height, background);
  let ink = 0;
  for (let row = 0; row < height; row++) {
    const from = (y0 + row) * bitmap.width + x0;
    bitmap.data.copy(data, (row + margin) * full.width + margin, from, from + width);
    for (let column = 0; column < width; column++) if (bitmap.data[from + column]! < background - 70) ink++;
  }
  // Fewer dark pixels than a full stop has are dust.
  if (ink < 0.0004 * bitmap.dpi * bitmap.dpi) return null;
  return { bitmap: { data, ...full, dpi: bitmap.dpi }, x: x0 - margin, y: y0 - margin };
}

/** The shade that most light pixels of a region have: paper is seldom white. */
function lightest(bitmap: Bitmap, x0: number, y0: number, width: number, height: number): number {
  const counts = new Uint32Array(256);
  for (let row = 0; row < height; row += 2)
    for (let column = 0; column < width; column += 2)
      counts[bitmap.data[(y0 + row) * bitmap.width + x0 + column]!]!++;
  return counts.indexOf(Math.max(...counts));
}

/** The page with some areas painted over. */
export function without(bitmap: Bitmap, areas: readonly Area[]): Bitmap {
  const data = Buffer.from(bitmap.data);
  const { width, height } = bitmap;
  const background = lightest(bitmap, 0, 0, width, height);
  for (const area of areas)
    for (let y = Math.max(0, Math.floor(area.y0) - 5); y < Math.min(height, area.y1 + 6); y++)
      data.fill(
        background,
        y * width + Math.max(0, Math.floor(area.x0) - 5),
        y * width + Math.min(width, Math.ceil(area.x1) + 6),
      );
  return { ...bitmap, data };
}
