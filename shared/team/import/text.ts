/** A spreadsheet's bytes as text: what Excel, Numbers and databases write, in the encodings they write it in. */
import { invalid } from '../../kernel/problem.ts';

export interface Decoded {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
}

const refuse = (code: string, message: string) => invalid([{ field: 'file', code, message }]);

/** Latin text in UTF-16 has a zero in every other byte; a byte order mark may be missing. */
function encodingOf(bytes: Uint8Array): Decoded['encoding'] | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, 2000);
  if (sample.length < 4 || sample.length !== Math.min(bytes.length, 2000)) return undefined;
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries())
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const most = sample.length / 2;
  if (odd > most * 0.7 && even < most * 0.1) return 'utf-16le';
  if (even > most * 0.7 && odd < most * 0.1) return 'utf-16be';
  return undefined;
}

/** @throws Problem 400 for what is no text */
export function decodeText(bytes: Uint8Array): Decoded {
  const known = encodingOf(bytes);
  const decoded = known ? { text: decode(bytes, known), encoding: known } : guessed(bytes);
  const text = decoded.text?.replace(/^\uFEFF/, '');
  if (text === undefined || text.includes('\0') || !text.isWellFormed())
    throw refuse('not_text', 'is not a text file: save the sheet as CSV');
  return { ...decoded, text };
}

function decode(bytes: Uint8Array, encoding: Decoded['encoding']): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What is valid UTF-8 and no other is rarely anything else. */
function guessed(bytes: Uint8Array): { text: string | undefined; encoding: Decoded['encoding'] } {
  const text = decode(bytes, 'utf-8');
  return text === undefined
    ? { text: decode(bytes, 'windows-1252'), encoding: 'windows-1252' }
    : { text, encoding: 'utf-8' };
}
