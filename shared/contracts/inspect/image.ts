import { framesOf } from './tiff.ts';
import { accept, BOMB, DAMAGED, type Inspection, LIMITS, refuse } from './verdict.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Inspects an image by its header alone: nothing is decoded. */
export async function inspectImage(
  bytes: Uint8Array,
  mediaType: 'image/png' | 'image/jpeg' | 'image/tiff',
): Promise<Inspection> {
  const frames: readonly Size[] | null =
    mediaType === 'image/tiff' ? framesOf(bytes, LIMITS.pages) : [await sizeOf(bytes)];
  if (frames === null) return DAMAGED;
  if (frames.length > LIMITS.pages)
    return refuse(
      'too_many_pages',
      `The image has more than ${LIMITS.pages} pages. Split it and upload the parts that matter.`,
    );
  if (frames.length === 0 || frames.some(({ width, height }) => !(width > 0 && height > 0))) return DAMAGED;
  if (frames.some(({ width, height }) => width * height > LIMITS.megapixels * 1e6)) return BOMB;
  if (!isComplete(bytes, mediaType)) return DAMAGED;
  return accept('image', mediaType, { pages: frames.length });
}

async function sizeOf(bytes: Uint8Array): Promise<Size> {
  const { imageSize } = await import('image-size');
  return imageSize(bytes);
}

/** Whether the end is there; a broken upload lacks it. */
function isComplete(bytes: Uint8Array, mediaType: string): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (mediaType === 'image/png') return buffer.subarray(-4096).includes('IEND');
  if (mediaType === 'image/jpeg') return buffer.subarray(-65_536).includes(Buffer.from([0xff, 0xd9]));
  return true;
}
