/** Uploads of files straight to storage, with the presigned form that the API hands out. */
import { t } from '../i18n/i18n.ts';
import { ApiError } from './errors.ts';

export interface UploadForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

interface UploadOptions {
  readonly signal: AbortSignal;
  /** How much the network has taken, 0…1. */
  readonly onProgress: (fraction: number) => void;
}

/**
 * POSTs all fields, then the file. XMLHttpRequest, because fetch does not tell how much has been sent.
 * @throws ApiError with storage's reason: `EntityTooLarge`, `AccessDenied` (the form is too old), `network`; DOMException
 *   `AbortError` when cancelled
 */
export function uploadFile(
  form: UploadForm,
  file: Blob,
  { signal, onProgress }: UploadOptions,
): Promise<void> {
  const body = new FormData();
  for (const [name, value] of Object.entries(form.fields)) body.append(name, value);
  // Storage ignores every field after the file.
  body.append('file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const aborted = () => reject(new DOMException('The upload was cancelled.', 'AbortError'));
    if (signal.aborted) return aborted();
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.upload.onprogress = ({ lengthComputable, loaded, total }) => {
      if (lengthComputable) onProgress(loaded / total);
    };
    request.onabort = aborted;
    request.onerror = () => reject(refusal(0, ''));
    request.onload = () =>
      request.status >= 200 && request.status < 300
        ? resolve()
        : reject(refusal(request.status, request.responseText));
    request.open('POST', form.url);
    request.send(body);
  });
}

const KNOWN = ['network', 'EntityTooLarge', 'EntityTooSmall', 'AccessDenied'] as const;

/** Storage answers with XML: `<Error><Code>EntityTooLarge</Code>…<RequestId>…`. */
function refusal(status: number, xml: string): ApiError {
  const tag = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  const code = status === 0 ? 'network' : (tag('Code') ?? `http_${status}`);
  const sentence = KNOWN.find((known) => known === code) ?? 'other';
  return new ApiError(status, { code, message: t(`api.upload.${sentence}`) }, tag('RequestId') ?? null);
}
