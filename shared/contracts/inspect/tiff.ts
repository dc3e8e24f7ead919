/** Tags of TIFF 6.0, section 8. */
const WIDTH = 256;
const HEIGHT = 257;
const STRIP_OFFSETS = 273;
const STRIP_COUNTS = 279;

/** The frames of a TIFF, at most one more than `limit`; null when the file is damaged. */
export function framesOf(bytes: Uint8Array, limit: number): { width: number; height: number }[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = bytes[0] === 0x49;
  const frames: { width: number; height: number }[] = [];
  const seen = new Set<number>();
  try {
    let offset = view.getUint32(4, little);
    while (offset !== 0 && frames.length <= limit) {
      // A chain that comes back to itself would never end.
      if (seen.has(offset)) return null;
      seen.add(offset);
      const count = view.getUint16(offset, little);
      const tags = new Map<number, number>();
      let end = 0;
      for (let i = 0; i < count; i++) {
        const at = offset + 2 + i * 12;
        const [tag, type, values] = [
          view.getUint16(at, little),
          view.getUint16(at + 2, little),
          view.getUint32(at + 4, little),
        ];
        const inline = type === 3 ? view.getUint16(at + 8, little) : view.getUint32(at + 8, little);
        tags.set(tag, inline);
        if (values > 1 && (tag === STRIP_OFFSETS || tag === STRIP_COUNTS)) {
          const width = type === 3 ? 2 : 4;
          const last = inline + (values - 1) * width;
          tags.set(tag, width === 2 ? view.getUint16(last, little) : view.getUint32(last, little));
        }
      }
      end = (tags.get(STRIP_OFFSETS) ?? 0) + (tags.get(STRIP_COUNTS) ?? 0);
      if (end > bytes.length) return null;
      frames.push({ width: tags.get(WIDTH) ?? 0, height: tags.get(HEIGHT) ?? 0 });
      offset = view.getUint32(offset + 2 + count * 12, little);
    }
  } catch (error) {
    // DataView throws where the file ends too early.
    if (error instanceof RangeError) return null;
    throw error;
  }
  return frames;
}
