/** S3 as the gateway serves it: REST paths, signatures of its own, forms and preflights without a header that signs. */

import type { PolicyDocument } from '../iam/policy.ts';
import { accessKeyOf, classify, type S3 } from '../s3/index.ts';
import type { GatewayService } from './gateway-service.ts';

export function s3Service(s3: S3): GatewayService {
  return {
    name: 's3',
    acceptsAnonymous: true,
    operation: (request) => classify(request).operation,
    accessKeyOf: (request) => accessKeyOf(request, request.body),
    requirements: (call) => s3.requirements(call),
    handle: (call) => s3.handle(call),
    errorReply: (error, call) => s3.errorReply(error, call),
    resourcePolicies: ({ resource }) =>
      s3
        .resourcePolicies(resource)
        .map((document) => ({ name: 'bucket policy', document: document as PolicyDocument })),
  };
}

/**
 * Deletes objects through the gateway in a role's name.
 *
 * @param credentials of a session of the role
 */
export async function deleteObjects(
  endpoint: string,
  region: string,
  credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  },
  bucket: string,
  keys: readonly string[],
): Promise<void> {
  // Rarely needed, and slow to load.
  const { DeleteObjectCommand, S3Client } = await import('@aws-sdk/client-s3');
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  try {
    for (const Key of keys) await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
  } finally {
    client.destroy();
  }
}
