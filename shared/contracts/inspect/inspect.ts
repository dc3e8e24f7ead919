import { inspectImage } from './image.ts';
import { inspectPdf } from './pdf.ts';
import { signatureOf } from './signature.ts';
import { decodeText } from './text.ts';
import { accept, DAMAGED, type Inspection, LIMITS, refuse } from './verdict.ts';
import { inspectZip } from './word.ts';

const ACCEPTED = 'Upload the contract as PDF, DOCX, PNG, JPEG, TIFF or plain text.';

/**
 * Finds out what a file is, by its content, and whether it can be read. Never throws: what cannot be read is refused with
 * a sentence that says what to do. Scripts and macros are never run.
 * @param declared what the sender says; it is only used to word the refusal
 */
export async function inspect(
  bytes: Uint8Array,
  declared: { readonly fileName: string; readonly contentType: string },
): Promise<Inspection> {
  if (bytes.length === 0)
    return refuse('empty', 'The file is empty. Check it on your computer and upload it again.');
  if (bytes.length > LIMITS.bytes)
    return refuse(
      'too_large',
      'The file is larger than 50 MB. Save it at a lower image quality, or split it.',
    );
  try {
    return await byContent(bytes, declared.fileName);
  } catch {
    return DAMAGED;
  }
}

async function byContent(bytes: Uint8Array, fileName: string): Promise<Inspection> {
  const signature = signatureOf(bytes);
  switch (signature.kind) {
    case 'pdf':
      return inspectPdf(bytes);
    case 'zip':
      return inspectZip(bytes);
    case 'image':
      return inspectImage(bytes, signature.mediaType);
    case 'encrypted-office':
      return refuse(
        'encrypted',
        'The document is protected with a password. Remove the password in Word and upload it again.',
      );
    case 'other':
      return refuse('wrong_type', `This is ${signature.what}. ${signature.advice ?? ACCEPTED}`);
    case 'unknown': {
      const text = decodeText(bytes);
      if (text === null)
        return refuse('wrong_type', `The type of this file is not known${claims(fileName)}. ${ACCEPTED}`);
      if (!/\p{L}/u.test(text))
        return refuse('empty', 'The file holds no words. Check it and upload the right one.');
      return accept('text', 'text/plain');
    }
  }
}

/** ", although it is named .pdf" */
function claims(fileName: string): string {
  const ending = /\.(pdf|docx|png|jpe?g|tiff?|txt)$/i.exec(fileName)?.[0];
  return ending ? `, although it is named ${ending.toLowerCase()}` : '';
}
