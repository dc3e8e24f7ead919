/** The two halves of an upload, for tests that do something between them or use a form again. */
import type { Session } from '../../bin/client/session.ts';
import { AGREEMENT, TYPES } from './documents.ts';

export interface TestFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface UploadForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface Announced {
  readonly contract: { readonly id: string; readonly customer_id: string };
  readonly upload: UploadForm;
}

/** Where in S3 a contract's files lie. */
export function placeOf({ upload }: Announced): { readonly bucket: string; readonly folder: string } {
  const key = String(upload.fields.key);
  // Path style: an endpoint on an IP address has no names for buckets.
  return { bucket: new URL(upload.url).pathname.slice(1), folder: key.slice(0, key.lastIndexOf('/')) };
}

export const textFile = (text = AGREEMENT): TestFile => ({
  name: 'agreement.txt',
  type: TYPES.txt,
  bytes: Buffer.from(text),
});

let count = 0;

/** Announces a contract for a customer of its own. */
export const announce = (session: Session, file: TestFile): Promise<Announced> =>
  session.expect('POST', '/api/v1/contracts', {
    customer: { name: `Meridian Freight ${++count}` },
    file_name: file.name,
    content_type: file.type,
    size: file.bytes.length,
  });

/** Uploads a file with a form that a contract was given. Resolves when S3 has acknowledged it. */
export async function send(upload: UploadForm, file: TestFile): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
  form.append('file', new Blob([Buffer.from(file.bytes)], { type: file.type }), file.name);
  const response = await fetch(upload.url, { method: 'POST', body: form });
  if (response.status !== 201)
    throw new Error(`The upload was refused: ${response.status} ${await response.text()}`);
}
