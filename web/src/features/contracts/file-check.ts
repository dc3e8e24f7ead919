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
