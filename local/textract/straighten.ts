import type { Bitmap } from './pages.ts';

/** How a page may lie. */
export interface Lie {
  /** Quarter turns clockwise (in degrees) that may bring the page upright, the likeliest first. */
  readonly turns: readonly number[];
  /** Degrees by which the page must be turned clockwise, beyond the quarter turns, to be straight. */
  skewOf(turn: number): number;
}

const MAX_SKEW = 6;
/** Ink is looked at in a copy of about this many pixels' width. */
const SMALL = 700;

/**
 * Finds how a page lies by projection profiles: along the direction of its lines, rows of ink and rows of white alternate
 * most sharply (Postl 1986).
 */
export async function lieOf(bitmap: Bitmap): Promise<Lie> {
  const { default: sharp } = await import('sharp');
  const { data, info } = await sharp(bitmap.data, {
    raw: { width: bitmap.width, height: bitmap.height, channels: 1 },
  })
    .resize({ width: SMALL, height: SMALL, fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const points = inkOf(data, info.width, info.height, info.channels);
  if (points.x.length < 200) return { turns: [0], skewOf: () => 0 };
  const upright = bestSkew(points.x, points.y);
  // Turned a quarter, x takes the place of y.
  const turned = bestSkew(points.y, points.x);
  // Typewriter letters stand in columns as straight as their lines: only a trial tells.
  const turns = turned.score > 1.25 * upright.score ? [90, 270, 0, 180] : [0, 180, 90, 270];
  return { turns, skewOf: (turn) => (turn % 180 === 0 ? upright.angle : -turned.angle) };
}

function inkOf(data: Buffer, width: number, height: number, channels: number) {
  let sum = 0;
  for (let i = 0; i < data.length; i += channels) sum += data[i]!;
  const threshold = (sum / (width * height)) * 0.72;
  const x: number[] = [];
  const y: number[] = [];
  // Scanners leave black margins.
  const [marginX, marginY] = [Math.round(width * 0.03), Math.round(height * 0.03)];
  for (let row = marginY; row < height - marginY; row++)
    for (let column = marginX; column < width - marginX; column++)
      if (data[(row * width + column) * channels]! < threshold) {
        x.push(column);
        y.push(row);
      }
  return { x, y };
}

function bestSkew(x: readonly number[], y: readonly number[]): { angle: number; score: number } {
  let best = { angle: 0, score: score(x, y, 0) };
  const search = (from: number, to: number, step: number) => {
    for (let angle = from; angle <= to + 1e-9; angle += step) {
      const value = score(x, y, angle);
      if (value > best.score) best = { angle, score: value };
    }
  };
  search(-MAX_SKEW, MAX_SKEW, 0.5);
  search(best.angle - 0.4, best.angle + 0.4, 0.1);
  return { angle: Math.round(best.angle * 100) / 100, score: best.score };
}

/** Sharpness of the profile after turning the points clockwise by `angle` degrees. */
function score(x: readonly number[], y: readonly number[], angle: number): number {
  const [sin, cos] = [Math.sin((angle * Math.PI) / 180), Math.cos((angle * Math.PI) / 180)];
  const bins = new Int32Array(4096);
  for (let i = 0; i < x.length; i++) {
    const bin = Math.round(x[i]! * sin + y[i]! * cos) + 1024;
    if (bin >= 0 && bin < bins.length) bins[bin]!++;
  }
  let sum = 0;
  for (let i = 1; i < bins.length; i++) sum += (bins[i]! - bins[i - 1]!) ** 2;
  return sum;
}

/** A page turned clockwise by `angle` degrees, and the way back from a point on it. */
export interface Turned {
  readonly bitmap: Bitmap;
  readonly angle: number;
  back(x: number, y: number): [number, number];
}

export async function turnPage(bitmap: Bitmap, angle: number): Promise<Turned> {
  const { width, height, dpi } = bitmap;
  if (Math.abs(angle) < 0.05) return { bitmap, angle: 0, back: (x, y) => [x, y] };
  const { default: sharp } = await import('sharp');
  const { data, info } = await sharp(bitmap.data, { raw: { width, height, channels: 1 } })
    .rotate(angle, { background: 'white' })
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [sin, cos] = [Math.sin((-angle * Math.PI) / 180), Math.cos((-angle * Math.PI) / 180)];
  return {
    bitmap: { data, width: info.width, height: info.height, dpi },
    angle,
    back(x, y) {
      const [dx, dy] = [x - info.width / 2, y - info.height / 2];
      return [dx * cos - dy * sin + width / 2, dx * sin + dy * cos + height / 2];
    },
  };
}

/** Part of a page's height that is read to try whether it is upright. */
const BAND = 0.045;

/** The band of a page that holds the most letters: where light and dark change most often. A title has ink, but few letters. */
export function fullestBand({ data, width, height, dpi }: Bitmap): Bitmap {
  const rows = Math.max(1, Math.round(height * BAND));
  const changes = new Float64Array(height + 1);
  for (let row = 0; row < height; row++) {
    let [edges, dark] = [0, false];
    for (let column = Math.round(width * 0.05); column < width * 0.95; column++) {
      const is = data[row * width + column]! < 128;
      if (is !== dark) edges++;
      dark = is;
    }
    changes[row + 1] = changes[row]! + edges;
  }
  let start = 0;
  for (let row = 0; row + rows <= height; row++)
    if (changes[row + rows]! - changes[row]! > changes[start + rows]! - changes[start]!) start = row;
  return { data: data.subarray(start * width, (start + rows) * width), width, height: rows, dpi };
}
