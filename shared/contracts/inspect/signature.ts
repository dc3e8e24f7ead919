/** What a file's first bytes say. `what` completes "This is …". */
export type Signature =
  | { readonly kind: 'pdf' | 'zip' | 'encrypted-office' | 'unknown' }
  | { readonly kind: 'image'; readonly mediaType: 'image/png' | 'image/jpeg' | 'image/tiff' }
  | { readonly kind: 'other'; readonly what: string; readonly advice?: string };

const AS_PDF = 'Save it as PDF or DOCX and upload that.';

const other = (what: string, advice?: string): Signature => ({
  kind: 'other',
  what,
  ...(advice ? { advice } : {}),
});

/** Bytes as hexadecimal, and what they start. */
const MAGIC: readonly (readonly [string, Signature])[] = [
  ['504b0304', { kind: 'zip' }],
  ['504b0506', { kind: 'zip' }],
  ['504b0708', { kind: 'zip' }],
  ['89504e470d0a1a0a', { kind: 'image', mediaType: 'image/png' }],
  ['ffd8ff', { kind: 'image', mediaType: 'image/jpeg' }],
  ['49492a00', { kind: 'image', mediaType: 'image/tiff' }],
  ['4d4d002a', { kind: 'image', mediaType: 'image/tiff' }],
  ['49492b00', other('a BigTIFF image', 'Save it as ordinary TIFF or as PDF and upload that.')],
  ['4d4d002b', other('a BigTIFF image', 'Save it as ordinary TIFF or as PDF and upload that.')],
  ['474946383', other('a GIF image', 'Save it as PNG or PDF and upload that.')],
  ['424d', other('a bitmap', 'Save it as PNG or PDF and upload that.')],
  ['7b5c727466', other('an RTF document', AS_PDF)],
  ['25215053', other('a PostScript file', 'Save it as PDF and upload that.')],
  ['4d5a', other('a program')],
  ['7f454c46', other('a program')],
  ['feedface', other('a program')],
  ['feedfacf', other('a program')],
  ['cffaedfe', other('a program')],
  ['cefaedfe', other('a program')],
  ['cafebabe', other('a program')],
  ['2321', other('a script')],
  ['1f8b', other('a compressed archive', 'Unpack it and upload the contract itself.')],
  ['377abcaf271c', other('a compressed archive', 'Unpack it and upload the contract itself.')],
  ['526172211a07', other('a compressed archive', 'Unpack it and upload the contract itself.')],
  ['425a68', other('a compressed archive', 'Unpack it and upload the contract itself.')],
];

const hex = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 16)).toString('hex');
const latin = (bytes: Uint8Array, from: number, to: number) =>
  Buffer.from(bytes.subarray(from, to)).toString('latin1');

/** Recognises a file's kind by its first bytes. */
export function signatureOf(bytes: Uint8Array): Signature {
  const start = hex(bytes);
  if (start.startsWith('d0cf11e0a1b11ae1')) return compound(bytes);
  for (const [magic, signature] of MAGIC) if (start.startsWith(magic)) return signature;
  const head = latin(bytes, 0, 1024);
  // Readers look for the header in the first kilobyte (ISO 32000-1, annex H.3.4.1).
  if (/%PDF-\d/.test(head)) return { kind: 'pdf' };
  if (/^RIFF.{4}WEBP/s.test(head)) return other('a WebP image', 'Save it as PNG or PDF and upload that.');
  if (/^.{4}ftyp(?:hei|hev|mif|avi)/s.test(head))
    return other('a HEIC photo', 'Save it as JPEG or PDF and upload that.');
  const text = head.replace(/\0/g, '').replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?\s*/, '');
  if (/^<(?:!doctype\s+html|html|head|body|script|!--)/i.test(text))
    return other('a web page', 'Print it to PDF and upload that.');
  if (/^<(?:\?xml|svg|!doctype)/i.test(text)) return other('an XML file');
  if (
    /^(?:MIME-Version|Received|Return-Path|Delivered-To|X-[\w-]+):/im.test(text.slice(0, 300)) &&
    /^Content-Type:/im.test(text)
  )
    return other('an e-mail', 'Upload the attached contract itself.');
  return { kind: 'unknown' };
}

/** The older Office container: old documents, and new ones that are encrypted. */
function compound(bytes: Uint8Array): Signature {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (name: string) => buffer.includes(Buffer.from(name, 'utf16le'));
  if (has('EncryptedPackage')) return { kind: 'encrypted-office' };
  if (has('WordDocument'))
    return other('a document of an old version of Word', 'Save it as DOCX or PDF and upload that.');
  if (has('Workbook') || has('Book')) return other('a spreadsheet', 'Upload the contract as PDF or DOCX.');
  if (has('PowerPoint Document')) return other('a presentation', 'Upload the contract as PDF or DOCX.');
  return other('a file of an old version of Office', AS_PDF);
}
