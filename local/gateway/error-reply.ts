/** Renders errors in the protocol of the service that was called. */
import { AwsError, type Reply } from '../types.ts';
import type { Protocol } from './identify.ts';

const XML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const xml = (text: string): string => text.replace(/[&<>"']/g, (character) => XML[character]!);

/** Any error as an `AwsError`; what is none becomes `InternalServerError` and shows its message, for this runs locally. */
export function toAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new AwsError('InternalServerError', `The local runtime failed: ${message}`, 500);
}

/** An error as the SDK of the service expects it. */
export function renderError(error: AwsError, protocol: Protocol, requestId: string): Reply {
  const { code, message, status, details } = error;
  const headers = { 'x-amzn-requestid': requestId };
  switch (protocol) {
    case 'json':
      return {
        status,
        headers: { ...headers, 'content-type': 'application/x-amz-json-1.0' },
        body: JSON.stringify({ __type: code, message, ...details }),
      };
    case 'rest-json':
      return {
        status,
        headers: { ...headers, 'content-type': 'application/json', 'x-amzn-errortype': code },
        body: JSON.stringify({ message, ...details }),
      };
    case 'query':
    case 'rest-xml': {
      const type = status >= 500 ? 'Receiver' : 'Sender';
      const fault = `<Error><Type>${type}</Type><Code>${xml(code)}</Code><Message>${xml(message)}</Message></Error>`;
      return {
        status,
        headers: { ...headers, 'content-type': 'text/xml' },
        body: `<ErrorResponse>${fault}<RequestId>${requestId}</RequestId></ErrorResponse>`,
      };
    }
  }
}
