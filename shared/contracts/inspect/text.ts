// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const CONTROL = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/g;

/**
 * Decodes a text file: UTF-8 or UTF-16 with or without byte order mark, else Windows-1252 (which covers Latin-1).
 * null for bytes that are no text.
 */
export function decodeText(bytes: Uint8Array): string | null {
  const text = decode(bytes);
  if (text === null) return null;
  const sample = text.length > 200_000 ? text.slice(0, 200_000) : text;
  const control = sample.match(CONTROL)?.length ?? 0;
  return control > sample.length / 500 ? null : text;
}

function decode(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const wide = withoutMark(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return looksLatin(bytes) ? new TextDecoder('windows-1252').decode(bytes) : null;
  }
}

/** UTF-16 without its mark: every other byte of Western text is zero. */
function withoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length & ~1, 4096);
  if (length < 4) return null;
  const zeros = [0, 0];
  for (let i = 0; i < length; i++) if (bytes[i] === 0) zeros[i & 1]!++;
  if (zeros[1]! > 0.35 * length && zeros[0]! < 0.02 * length) return 'utf-16le';
  if (zeros[0]! > 0.35 * length && zeros[1]! < 0.02 * length) return 'utf-16be';
  return null;
}

/** Single-byte text is mostly ASCII; of compressed or encrypted bytes two in five are. */
function looksLatin(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length, 100_000);
  let plain = 0;
  for (let i = 0; i < length; i++) {
    const byte = bytes[i]!;
    if ((byte >= 0x20 && byte < 0x7f) || byte === 9 || byte === 10 || byte === 13) plain++;
  }
  return plain >= 0.6 * length;
}
