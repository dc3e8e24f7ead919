/** Images made for tests. */
import { crc32, deflateSync } from 'node:zlib';

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A grey PNG; `hollow` leaves out its pixels, so that a huge one stays small. */
export function png(width: number, height: number, hollow = false): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const pixels = hollow
    ? Buffer.alloc(10)
    : Buffer.alloc((width + 1) * height, 0x80).map((_, i) => (i % (width + 1) === 0 ? 0 : 0x80));
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(pixels)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

/** The outline of a JPEG: start, frame header, end. */
export function jpeg(width: number, height: number): Uint8Array {
  const app = Buffer.from('ffe000104a46494600010100000100010000', 'hex');
  const frame = Buffer.from([
    0xff,
    0xc0,
    0,
    11,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    1,
    1,
    0x11,
    0,
  ]);
  return new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xd8]), app, frame, Buffer.from([0xff, 0xd9])]));
}

/** A TIFF of some frames with one strip each, the strips at the end. */
export function tiff(frames: number, width: number, height: number): Uint8Array {
  const directory = 2 + 5 * 12 + 4;
  const strip = 64;
  const file = Buffer.alloc(8 + frames * directory + frames * strip);
  file.write('II*\0', 'latin1');
  file.writeUInt32LE(8, 4);
  for (let frame = 0; frame < frames; frame++) {
    const at = 8 + frame * directory;
    file.writeUInt16LE(5, at);
    const offset = 8 + frames * directory + frame * strip;
    [
      [256, width],
      [257, height],
      [273, offset],
      [278, height],
      [279, strip],
    ].forEach(([tag, value], index) => {
      const entry = at + 2 + index * 12;
      file.writeUInt16LE(tag!, entry);
      file.writeUInt16LE(4, entry + 2);
      file.writeUInt32LE(1, entry + 4);
      file.writeUInt32LE(value!, entry + 8);
    });
    file.writeUInt32LE(frame + 1 < frames ? at + directory : 0, at + directory - 4);
  }
  return new Uint8Array(file);
}
