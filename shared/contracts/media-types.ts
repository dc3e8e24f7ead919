/** What may be uploaded. The file's content decides in the end; this is what a browser may declare. */
export const MEDIA_TYPES = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word (DOCX)',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/tiff': 'TIFF',
  'text/plain': 'plain text',
} as const;
export type MediaType = keyof typeof MEDIA_TYPES;

export const MAXIMUM_BYTES = 50 * 1024 * 1024;

const BY_ENDING: Readonly<Record<string, MediaType>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  txt: 'text/plain',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  tif: 'image/tiff',
  tiff: 'image/tiff',
};

export const ENDINGS: readonly string[] = Object.keys(BY_ENDING);

/** What a file's name claims it to be; undefined for an ending that stands for none of these. */
export const mediaTypeOf = (fileName: string): MediaType | undefined =>
  BY_ENDING[/\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''];
