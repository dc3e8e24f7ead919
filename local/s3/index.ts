/** Amazon S3 for a local runtime: signatures, presigned URLs, form uploads, versions, multipart uploads, events. */
import { S3, type S3Options } from './service.ts';

export type { ObjectEvent } from './context.ts';
export { errorReply, S3Error } from './errors.ts';
export { accessKeyOf } from './post-policy.ts';
export { classify, type RequestLine, type S3Request, type Target } from './request.ts';
export { type PolicyDocument, S3, type S3Options, type StoredObject, type WriteOptions } from './service.ts';
export { verifySignature } from './signature.ts';
export type { Authentication, Credentials, Secret, VerifyOptions } from './sigv4.ts';

/**
 * Opens the service on a folder, which is made when it is missing; what interrupted uploads left is removed.
 *
 * @example
 * const s3 = openS3({ dir, account: '000000000000', region: 'eu-central-1', credentials, onObjectEvent });
 * const { ref: bucket } = s3.deploy({ stack: 'Data', logicalId: 'Files', type: 'AWS::S3::Bucket', properties: {} });
 * await s3.writeObject(bucket, 'a.txt', Buffer.from('hello'), { contentType: 'text/plain' });
 */
export function openS3(options: S3Options): S3 {
  return new S3(options);
}
