/** Which encryption an object gets, and how answers tell it. Bodies are not encrypted on disk here. */
import { type Bucket, type Encryption, kmsEncryption, type Place } from './bucket.ts';
import { invalidArgument, S3Error } from './errors.ts';
import type { HeaderMap } from './headers.ts';

const prefix = 'x-amz-server-side-encryption';

/** The encryption that the request asks for, or the bucket's. */
export function encryptionFor(bucket: Bucket, headers: HeaderMap, place: Place): Encryption {
  const algorithm = headers[prefix];
  const keyId = headers[`${prefix}-aws-kms-key-id`];
  const bucketKey = headers[`${prefix}-bucket-key-enabled`];
  if (algorithm === undefined || algorithm === 'AES256') {
    if (keyId !== undefined) {
      throw invalidArgument(
        `Server Side Encryption with AWS KMS managed key requires HTTP header ${prefix} : aws:kms`,
        prefix,
        algorithm,
      );
    }
    if (algorithm === 'AES256') return { algorithm };
    const { encryption } = bucket;
    return bucketKey === undefined || encryption.algorithm === 'AES256'
      ? encryption
      : { ...encryption, bucketKey: bucketKey === 'true' };
  }
  if (algorithm === 'aws:kms') return kmsEncryption(keyId, bucketKey === 'true', place);
  if (algorithm === 'aws:kms:dsse') {
    throw new S3Error(
      'NotImplemented',
      `The local runtime does not implement the encryption ${algorithm}.`,
      501,
    );
  }
  throw invalidArgument('The encryption method specified is not supported', prefix, algorithm);
}

export function encryptionHeaders({ algorithm, keyArn, bucketKey }: Encryption): Record<string, string> {
  return {
    [prefix]: algorithm,
    ...(keyArn === undefined ? {} : { [`${prefix}-aws-kms-key-id`]: keyArn }),
    ...(bucketKey ? { [`${prefix}-bucket-key-enabled`]: 'true' } : {}),
  };
}
