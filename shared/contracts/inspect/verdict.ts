/** Why a file is refused. */
export type RefusalCode =
  | 'empty'
  | 'too_large'
  | 'too_many_pages'
  | 'wrong_type'
  | 'encrypted'
  | 'damaged'
  | 'macros'
  | 'bomb'
  | 'too_complex';

/** What a file really is, or why it is refused. */
export type Inspection = Accepted | Refused;

export interface Accepted {
  readonly ok: true;
  readonly format: 'pdf' | 'docx' | 'image' | 'text';
  /** The real media type, by content. */
  readonly mediaType: string;
  /** Pages of a PDF, frames of an image; null for DOCX and text, whose pages are known only when read. */
  readonly pages: number | null;
  /** Of a PDF: whether all, some or none of its pages have a text layer worth reading; null otherwise. Blank pages do not count. */
  readonly textLayer: 'full' | 'partial' | 'none' | null;
  /** Of a PDF: the pages (1-based) whose text must be recognised. Empty for other formats. */
  readonly scannedPages: readonly number[];
}

export interface Refused {
  readonly ok: false;
  readonly code: RefusalCode;
  /** One or two sentences that tell a person what to do. */
  readonly message: string;
}

/** The most that a contract may be. */
export const LIMITS = {
  bytes: 50 * 1024 * 1024,
  pages: 500,
  megapixels: 100,
  /** Time that looking at a file may take. */
  milliseconds: 30_000,
  /** XML of a DOCX's text; 500 pages take about ten megabytes. */
  documentXml: 40 * 1024 * 1024,
} as const;

export const refuse = (code: RefusalCode, message: string): Refused => ({ ok: false, code, message });

export const accept = (
  format: Accepted['format'],
  mediaType: string,
  more: Partial<Accepted> = {},
): Accepted => ({
  ok: true,
  format,
  mediaType,
  pages: null,
  textLayer: null,
  scannedPages: [],
  ...more,
});

export const DAMAGED = refuse(
  'damaged',
  'The file is damaged or incomplete. Open it on your computer to check it, save it again and upload the new copy.',
);
export const BOMB = refuse(
  'bomb',
  'The file unpacks to far more data than a contract holds, so it was not opened. Print it to a new PDF and upload that.',
);
export const TOO_COMPLEX = refuse(
  'too_complex',
  'The file is too complex to be read. Print it to a new PDF, or split it, and upload the result.',
);

export const tooManyPages = (pages: number): Refused =>
  refuse(
    'too_many_pages',
    `The PDF has ${pages} pages; ${LIMITS.pages} can be read. Upload only the parts that matter.`,
  );
