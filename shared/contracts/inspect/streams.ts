import { constants, createInflate } from 'node:zlib';

/** Most that the streams of a PDF may unpack to, in bytes. */
export const STREAM_LIMITS = {
  /** Text and drawing operators; a dense page has some hundred kilobytes. */
  text: 8 * 1024 * 1024,
  /** Fonts, tables of objects and the like. */
  binary: 24 * 1024 * 1024,
  /** Images, which are not decoded when a text layer is read. */
  image: 160 * 1024 * 1024,
  total: 400 * 1024 * 1024,
  /** Graphics states that all streams together leave open: pdfjs takes quadratic time for them. */
  nesting: 2000,
  /** Bytes that LZW and run lengths may have while packed; they unpack by at most some thousand times. */
  packed: 256 * 1024,
} as const;

const STREAM = Buffer.from('stream');
const END = Buffer.from('endstream');
const LAYERS = 4;

/**
 * Whether a PDF's streams unpack to more than any contract needs. pdfjs unpacks a stream as a whole, so each is tried
 * beforehand, by what it looks like and not only by what its dictionary says.
 */
export async function unpacksTooFar(bytes: Uint8Array): Promise<boolean> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let [total, open, position] = [0, 0, 0];
  for (let streams = 1; ; streams++) {
    const at = buffer.indexOf(STREAM, position);
    if (at < 0) return false;
    let start = at + STREAM.length;
    if (buffer[start] === 0x0d) start++;
    if (buffer[start] === 0x0a) start++;
    const end = buffer.indexOf(END, start);
    position = end < 0 ? start : end + END.length;
    const before = buffer.subarray(Math.max(0, at - 600), at).toString('latin1');
    const dictionary = before.slice(Math.max(0, before.lastIndexOf(' obj')));
    const isImage = /\/Subtype\s*\/Image/.test(dictionary);
    const data = buffer.subarray(start, end < 0 ? buffer.length : end);
    if (
      /\/(?:LZWDecode|RunLengthDecode|LZW|RL)\b/.test(dictionary) &&
      !isImage &&
      data.length > STREAM_LIMITS.packed
    )
      return true;
    const measure = await measureStream(data, isImage, LAYERS);
    total += measure.size;
    open += measure.open;
    if (measure.tooFar || total > STREAM_LIMITS.total || open > STREAM_LIMITS.nesting) return true;
    if (streams % 64 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

interface Measure {
  readonly size: number;
  readonly tooFar: boolean;
  /** Graphics states left open. */
  readonly open: number;
}

async function measureStream(data: Buffer, isImage: boolean, layers: number): Promise<Measure> {
  if (layers === 0) return { size: data.length, tooFar: true, open: 0 };
  const decoded = isZlib(data)
    ? await inflate(data, isImage ? STREAM_LIMITS.image : STREAM_LIMITS.binary)
    : decodeText(data);
  if (decoded === null) return judge(data, isImage);
  if (decoded === 'too far') return { size: STREAM_LIMITS.image, tooFar: true, open: 0 };
  return measureStream(decoded, isImage, layers - 1);
}

function judge(data: Buffer, isImage: boolean): Measure {
  if (isImage) return { size: data.length, tooFar: data.length > STREAM_LIMITS.image, open: 0 };
  let printable = 0;
  let [depth, deepest] = [0, 0];
  for (let i = 0; i < data.length; i++) {
    const byte = data[i]!;
    if ((byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09) printable++;
    // `q` saves the graphics state, `Q` takes it back.
    if ((byte === 0x71 || byte === 0x51) && isBlank(data[i - 1]) && isBlank(data[i + 1])) {
      depth += byte === 0x71 ? 1 : -1;
      if (depth > deepest) deepest = depth;
    }
  }
  const isText = printable > 0.9 * data.length;
  const tooFar =
    data.length > (isText ? STREAM_LIMITS.text : STREAM_LIMITS.binary) ||
    (isText && deepest > STREAM_LIMITS.nesting);
  return { size: data.length, tooFar, open: isText ? Math.max(0, depth) : 0 };
}

const isBlank = (byte: number | undefined) =>
  byte === undefined || byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0;
const isZlib = (data: Buffer) =>
  data.length > 2 && (data[0]! & 0x0f) === 8 && data.readUInt16BE(0) % 31 === 0;

/** What a deflated stream holds; damaged data as far as it goes. An image's pixels are counted, not kept. */
async function inflate(data: Buffer, limit: number): Promise<Buffer | 'too far'> {
  const chunks: Buffer[] = [];
  let size = 0;
  const unpacking = createInflate({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 64 * 1024 });
  unpacking.end(data);
  try {
    for await (const chunk of unpacking as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) return 'too far';
      chunks.push(chunk);
    }
  } catch {
    // pdfjs, too, takes what comes before the damage.
  }
  return Buffer.concat(chunks);
}

/** Undoes ASCII85 and hexadecimal encoding, told by how they end; null for anything else. */
function decodeText(data: Buffer): Buffer | null {
  let end = data.length;
  while (end > 0 && isBlank(data[end - 1])) end--;
  if (data[end - 1] !== 0x3e) return null;
  if (data[end - 2] === 0x7e) return ascii85(data.subarray(0, end - 2));
  const hex = data
    .subarray(0, end - 1)
    .toString('latin1')
    .replace(/\s+/g, '');
  return /^[\da-f]+$/i.test(hex) ? Buffer.from(hex, 'hex') : null;
}

function ascii85(data: Buffer): Buffer {
  const out = Buffer.alloc(data.length * 4);
  let [length, value, digits] = [0, 0, 0];
  for (const byte of data) {
    if (byte === 0x7a && digits === 0) length += 4;
    if (byte < 0x21 || byte > 0x75) continue;
    value = value * 85 + (byte - 0x21);
    if (++digits < 5) continue;
    length = out.writeUInt32BE(value >>> 0, length);
    [value, digits] = [0, 0];
  }
  if (digits > 1) {
    for (let i = digits; i < 5; i++) value = value * 85 + 84;
    const rest = Buffer.alloc(4);
    rest.writeUInt32BE(value >>> 0);
    length += rest.copy(out, length, 0, digits - 1);
  }
  return out.subarray(0, length);
}
