/** S3's errors: `AwsError` plus response headers, and their XML form. */
import { AwsError, type Reply } from '../types.ts';
import { document } from './xml.ts';

/** An error whose answer also carries headers (`x-amz-delete-marker`, `content-range`). */
export class S3Error extends AwsError {
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: string,
    message: string,
    status: number,
    details: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(code, message, status, details);
    this.headers = headers;
  }
}

export const accessDenied = (message = 'Access Denied', details: Readonly<Record<string, unknown>> = {}) =>
  new S3Error('AccessDenied', message, 403, details);

export const invalidArgument = (message: string, name: string, value: string | null | undefined) =>
  new S3Error('InvalidArgument', message, 400, { ArgumentName: name, ArgumentValue: value ?? 'null' });

export const invalidRequest = (message: string) => new S3Error('InvalidRequest', message, 400);

export const malformedXml = () =>
  new S3Error(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
    400,
  );

export const noSuchBucket = (bucket: string) =>
  new S3Error('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: bucket });

export const noSuchKey = (key: string, headers: Readonly<Record<string, string>> = {}) =>
  new S3Error('NoSuchKey', 'The specified key does not exist.', 404, { Key: key }, headers);

export const preconditionFailed = (condition: string) =>
  new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412, {
    Condition: condition,
  });

/**
 * Renders any error as S3 does: `<Error><Code>…`; no body for HEAD.
 * What is not an `AwsError` becomes `InternalError` and shows nothing of itself.
 */
export function errorReply(
  error: unknown,
  request: { readonly method: string; readonly path: string; readonly requestId: string },
): Reply {
  const known =
    error instanceof AwsError
      ? error
      : new AwsError('InternalError', 'We encountered an internal error. Please try again.', 500);
  const details: Record<string, string> = {};
  for (const [name, value] of Object.entries(known.details)) {
    if (typeof value === 'string' || typeof value === 'number') details[name] = String(value);
  }
  const headers = {
    ...(known instanceof S3Error ? known.headers : {}),
    'x-amz-request-id': request.requestId,
    'content-type': 'application/xml',
  };
  if (request.method === 'HEAD') return { status: known.status, headers };
  const body = document(
    'Error',
    {
      Code: known.code,
      Message: known.message,
      ...details,
      Resource: request.path,
      RequestId: request.requestId,
    },
    false,
  );
  return { status: known.status, headers, body };
}
