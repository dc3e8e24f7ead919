/** Which files may be uploaded, and sentences for those that may not. The API decides by the content; this saves the wait. */
import type { ContentType } from '../../api/types.ts';
import { formatBytes } from '../../components/format.ts';
import { t } from '../../i18n/i18n.ts';

/** As the API declares its types; the compiler says when the two differ. */
const ENDINGS: Readonly<Record<ContentType, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/tiff': ['tif', 'tiff'],
  'text/plain': ['txt'],
};

export const MAXIMUM_BYTES = 50 * 1024 * 1024;

/** For a file picker. */
export const ACCEPT = Object.entries(ENDINGS)
  .flatMap(([type, endings]) => [type, ...endings.map((ending) => `.${ending}`)])
  .join(',');

export type FileCheck = { readonly type: ContentType } | { readonly problem: string };

interface FileFacts {
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

/** @returns the type to announce, or a sentence that says what to do */
export function checkFile(file: FileFacts): FileCheck {
  const { name } = file;
  if (file.size === 0) return { problem: t('contracts.checkFile.empty', { name }) };
  if (file.size > MAXIMUM_BYTES)
    return { problem: t('contracts.checkFile.tooLarge', { name, size: formatBytes(file.size) }) };
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const types = Object.keys(ENDINGS) as ContentType[];
  // The ending first: some systems give no type, or a wrong one, for Word files.
  const type =
    types.find((candidate) => ENDINGS[candidate].includes(ending)) ?? types.find((t) => t === file.type);
  if (type) return { type };
  if (['doc', 'rtf', 'odt', 'pages'].includes(ending))
    return { problem: t('contracts.checkFile.otherFormat', { name }) };
  return { problem: t('contracts.checkFile.unreadable', { name }) };
}

const BEGINNINGS: Readonly<Partial<Record<ContentType, readonly string[]>>> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['PK'],
  'image/png': ['\u0089PNG'],
  'image/jpeg': ['\u00ff\u00d8'],
  'image/tiff': ['II', 'MM'],
};
/** What Office wraps a document with a password in, and what old Word files are. */
const OLE = '\u00d0\u00cf\u0011\u00e0';
const ENDS = 4096;

/** Each byte a character of its number. (`TextDecoder` takes latin1 for Windows' own, which has others above 127.) */
const bytesOf = async (part: Blob) => String.fromCharCode(...new Uint8Array(await part.arrayBuffer()));

/** A look at a file's first and last bytes. `doubt`: it may be read, or not. */
export async function checkContent(
  file: Blob & { readonly name: string },
  type: ContentType,
): Promise<{ readonly problem?: string; readonly doubt?: string }> {
  const { name } = file;
  const start = await bytesOf(file.slice(0, ENDS));
  if (start.startsWith(OLE)) return { problem: t('uploads.protectedWord', { name }) };
  const fits =
    type === 'application/pdf'
      ? start.slice(0, 1024).includes('%PDF')
      : (BEGINNINGS[type]?.some((beginning) => start.startsWith(beginning)) ?? true);
  if (!fits) return { problem: t('uploads.otherContent', { name }) };
  if (
    type === 'application/pdf' &&
    /\/Encrypt\s+\d+\s+\d+\s+R/.test(start + (await bytesOf(file.slice(-ENDS))))
  )
    return { doubt: t('uploads.protectedPdf') };
  return {};
}

/** What is in a file, as SHA-256; undefined where the browser has no secure origin for it. */
export async function digestOf(file: Blob): Promise<string | undefined> {
  if (!globalThis.crypto?.subtle) return undefined;
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
