/** Paper made even, specks taken out, small pages enlarged: what an engine reads best. */
import { type Bitmap, DPI } from './pages.ts';

/** Side of the squares in which paper is looked for, in inches. */
const SQUARE = 0.2;
/** Letters, bars and table heads are darker than the paper around them: the lightest square this many away counts. */
const REACH = 3;
/** A page whose light parts are darker than this is printed white on black: left as it is. */
const DARKEST_PAPER = 100;
/** Paper that is nowhere darker than this is even enough. */
const EVEN = 244;

/** A page as it came, made ready for recognition. Places on it stay where they were, as fractions of the page. */
export const cleaned = (bitmap: Bitmap): Promise<Bitmap> => enlarged(despeckled(even(bitmap)));

/** Straightening a page of few pixels costs its thin letters. */
async function enlarged(bitmap: Bitmap): Promise<Bitmap> {
  const factor = Math.min(2, DPI / bitmap.dpi);
  if (factor < 1.2) return bitmap;
  const { default: sharp } = await import('sharp');
  const { data, info } = await sharp(bitmap.data, {
    raw: { width: bitmap.width, height: bitmap.height, channels: 1 },
  })
    .resize({ width: Math.round(bitmap.width * factor) })
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, dpi: bitmap.dpi * factor };
}

/** Divides a page by the light of its paper, so that paper is white everywhere. */
function even(bitmap: Bitmap): Bitmap {
  const { data, width, height, dpi } = bitmap;
  const side = Math.max(8, Math.round(SQUARE * dpi));
  const [columns, rows] = [Math.ceil(width / side), Math.ceil(height / side)];
  let light: Float32Array<ArrayBufferLike> = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      light[row * columns + column] = paperOf(bitmap, column * side, row * side, side);
  if (light.toSorted()[light.length >> 1]! < DARKEST_PAPER) return bitmap;
  const grid = { columns, rows };
  light = around(around(light, grid, Math.max), grid, Math.min);
  light = around(light, grid, mean, 1);
  if (Math.min(...light) >= EVEN) return bitmap;
  const result = Buffer.allocUnsafe(data.length);
  const scale = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    const [top, down] = between(y, side, rows);
    for (let x = 0; x < width; x++) {
      const [left, across] = between(x, side, columns);
      const right = Math.min(columns - 1, left + 1);
      const [upper, lower] = [top * columns, Math.min(rows - 1, top + 1) * columns];
      const above = light[upper + left]! * (1 - across) + light[upper + right]! * across;
      const below = light[lower + left]! * (1 - across) + light[lower + right]! * across;
      scale[x] = 255 / Math.max(DARKEST_PAPER / 2, above * (1 - down) + below * down);
    }
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const value = data[at]! * scale[x]!;
      result[at] = Math.min(value, 255);
    }
  }
  return { ...bitmap, data: result };
}

/** The shade that nine tenths of a square are not lighter than. */
function paperOf({ data, width, height }: Bitmap, x0: number, y0: number, side: number): number {
  const counts = new Uint16Array(256);
  let total = 0;
  for (let y = y0; y < Math.min(height, y0 + side); y += 2)
    for (let x = x0; x < Math.min(width, x0 + side); x += 2) {
      counts[data[y * width + x]!]!++;
      total++;
    }
  let left = total / 10;
  for (let shade = 255; shade > 0; shade--) {
    left -= counts[shade]!;
    if (left <= 0) return shade;
  }
  return 0;
}

const mean = (...values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

interface Grid {
  readonly columns: number;
  readonly rows: number;
}

/** Each square's value, taken from those around it. */
function around(
  values: Float32Array,
  { columns, rows }: Grid,
  take: (...values: number[]) => number,
  reach = REACH,
): Float32Array {
  const pass = (from: Float32Array, step: number, length: number): Float32Array =>
    from.map((_, index) => {
      const position = Math.floor(index / step) % length;
      const first = Math.max(0, position - reach);
      const last = Math.min(length - 1, position + reach);
      const base = index - position * step;
      return take(...Array.from({ length: last - first + 1 }, (_, i) => from[base + (first + i) * step]!));
    });
  return pass(pass(values, 1, columns), columns, rows);
}

/** Which square's centre lies before a pixel, and how far on the way to the next one's it is. */
function between(at: number, side: number, count: number): [number, number] {
  const position = Math.max(0, (at + 0.5) / side - 0.5);
  const first = Math.min(count - 1, Math.floor(position));
  return [first, first === count - 1 ? 0 : position - first];
}

/** A speck differs from all pixels around it by more than this. */
const SPECK = 40;

/** With fewer specks in a thousand pixels a page is clean: the dots of small letters are single pixels, too. */
const GRAINY = 0.6;

/** Takes out single pixels that are darker or lighter than all around them. */
function despeckled(bitmap: Bitmap): Bitmap {
  const { data, width, height } = bitmap;
  const result = Buffer.from(data);
  let specks = 0;
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const value = data[at]!;
      const [left, right] = [data[at - 1]!, data[at + 1]!];
      // Most pixels are like their neighbours: two comparisons decide.
      if (value >= left - SPECK && value <= left + SPECK) continue;
      let [darkest, lightest] = [Math.min(left, right), Math.max(left, right)];
      for (const row of [at - width - 1, at + width - 1])
        for (let place = row; place < row + 3; place++) {
          darkest = Math.min(darkest, data[place]!);
          lightest = Math.max(lightest, data[place]!);
        }
      if (value >= darkest - SPECK && value <= lightest + SPECK) continue;
      specks++;
      result[at] = value < darkest ? darkest : lightest;
    }
  return specks * 1000 < GRAINY * width * height ? bitmap : { ...bitmap, data: result };
}
