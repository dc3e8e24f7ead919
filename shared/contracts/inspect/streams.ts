import { constants, createInflate, inflateSync } from 'node:zlib';

/** Most that one stream may unpack to. Fonts are the largest that are read; images are not decoded at all. */
export const STREAM_LIMITS = {
  one: 24 * 1024 * 1024,
  image: 160 * 1024 * 1024,
  total: 400 * 1024 * 1024,
} as const;

const STREAM = Buffer.from('stream');
const END = Buffer.from('endstream');

/**
 * Whether a PDF's streams unpack to more than any contract needs. Every stream is tried, whatever its dictionary says,
 * since pdfjs would unpack the whole of one in memory.
 */
export async function unpacksTooFar(bytes: Uint8Array): Promise<boolean> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let total = 0;
  let position = 0;
  for (let streams = 0; ; streams++) {
    const at = buffer.indexOf(STREAM, position);
    if (at < 0) return false;
    let start = at + STREAM.length;
    if (buffer[start] === 0x0d) start++;
    if (buffer[start] === 0x0a) start++;
    const end = buffer.indexOf(END, start);
    const stop = end < 0 ? buffer.length : end;
    position = end < 0 ? start : end + END.length;
    const dictionary = buffer.subarray(Math.max(0, at - 600), at).toString('latin1');
    const own = dictionary.slice(Math.max(0, dictionary.lastIndexOf(' obj')));
    const limit = /\/Subtype\s*\/Image/.test(own) ? STREAM_LIMITS.image : STREAM_LIMITS.one;
    const data = buffer.subarray(start, stop);
    const size = await unpackedSize(data, limit);
    total += size;
    if (size > limit || total > STREAM_LIMITS.total) return true;
    // LZW and run lengths unpack by at most some thousand times; a contract has no use for large ones.
    if (
      /\/(?:LZWDecode|RunLengthDecode|LZW|RL)\b/.test(own) &&
      limit === STREAM_LIMITS.one &&
      data.length > 256 * 1024
    )
      return true;
    if (streams % 64 === 63) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** How many bytes a deflated stream holds, counted up to a little beyond the limit. A stream within a stream counts too. */
async function unpackedSize(data: Buffer, limit: number): Promise<number> {
  if (!isZlib(data)) return data.length;
  if (data.length * 1040 < limit) {
    // Deflate gains a factor of 1032 at most: this cannot pass the limit, only what is packed inside can.
    const first = firstBytes(data);
    if (!first || !isZlib(first)) return Math.min(limit, data.length * 4);
  }
  let size = 0;
  let head: Buffer | null = null;
  let inner: Buffer[] = [];
  const inflate = createInflate({ finishFlush: constants.Z_SYNC_FLUSH });
  inflate.end(data);
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      size += chunk.length;
      head ??= chunk;
      if (isZlib(head) && size < 8 * 1024 * 1024) inner.push(chunk);
      if (size > limit) break;
    }
  } catch {
    // Damaged data unpacks as far as it goes.
  }
  if (head && isZlib(head) && size <= limit)
    size = Math.max(size, await unpackedSize(Buffer.concat(inner), limit));
  inner = [];
  return size;
}

const isZlib = (data: Buffer) =>
  data.length > 2 && (data[0]! & 0x0f) === 8 && data.readUInt16BE(0) % 31 === 0;

function firstBytes(data: Buffer): Buffer | null {
  try {
    return inflateSync(data.subarray(0, 4096), { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return null;
  }
}
