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
