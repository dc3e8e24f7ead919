/** Scans made for tests: text drawn on a bitmap, as a scanner would give it. */
import { createCanvas } from '@napi-rs/canvas';
import sharp from 'sharp';

export const LINES = [
  'SERVICES AGREEMENT',
  'This agreement is made between Acme Corporation and the customer named below.',
  'The supplier delivers the service with reasonable care and skill and keeps the',
  'customer informed of everything that may delay it. Where a date cannot be met the',
  'supplier says so in good time and offers another one that the customer may accept.',
  'Payment is due within thirty days after receipt of the invoice.',
];

/** A page of Letter size at 150 dpi, turned clockwise by `angle` degrees. */
export async function scan({ lines = LINES, angle = 0, table = false } = {}): Promise<Buffer> {
  const [width, height] = [1275, 1650];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'black';
  context.font = '24px sans-serif';
  lines.forEach((text, index) => {
    context.fillText(text, 130, 200 + index * 38);
  });
  if (table) {
    context.lineWidth = 2;
    const [xs, ys] = [
      [130, 600, 850, 1140],
      [600, 660, 720, 780],
    ];
    for (const y of ys) context.strokeRect(130, y!, 1010, 0.1);
    for (const x of xs) context.strokeRect(x!, 600, 0.1, 180);
    [
      ['Product', 'Users', 'Fee'],
      ['Scheduling', '14', '$1,140.00'],
      ['Reminders', '9', '$420.00'],
    ].forEach((row, r) => {
      row.forEach((text, c) => {
        context.fillText(text, xs[c]! + 14, ys[r]! + 40);
      });
    });
  }
  return sharp(canvas.toBuffer('image/png'))
    .rotate(angle, { background: 'white' })
    .flatten({ background: 'white' })
    .greyscale()
    .png()
    .toBuffer();
}

/** A TIFF of several pages, one below the other. */
export async function multiPageTiff(pages: readonly Buffer[]): Promise<Buffer> {
  return sharp([...pages], { join: { animated: true } })
    .tiff({ compression: 'lzw' })
    .toBuffer();
}

/** What happens to paper on its way through a machine. The same scan gives the same dirt. */
export type Dirt = 'grain' | 'specks' | 'shadow' | 'small' | 'pale';

export async function dirtied(page: Buffer, dirt: Dirt): Promise<Buffer> {
  if (dirt === 'small') return sharp(page).resize({ width: 850 }).png().toBuffer();
  const { data, info } = await sharp(page).greyscale().raw().toBuffer({ resolveWithObject: true });
  let seed = 7;
  // Numerical Recipes' generator: 0…1.
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  for (let at = 0; at < data.length; at++) {
    const value = data[at]!;
    const chance = random();
    if (dirt === 'grain') data[at] = Math.max(0, Math.min(255, value + (chance - 0.5) * 110));
    if (dirt === 'specks' && chance < 0.01) data[at] = chance < 0.005 ? 0 : 255;
    if (dirt === 'shadow') data[at] = value * (0.4 + (0.6 * (at % info.width)) / info.width);
    if (dirt === 'pale') data[at] = 170 + value / 4;
  }
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 1 } })
    .png()
    .toBuffer();
}
