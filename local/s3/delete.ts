/** Deleting objects: for good, or by a delete marker where the bucket is versioned. */
import { verifyChecksums } from './checksums.ts';
import { type Context, eventDetail, type Input, type Operation, settle, xmlReply } from './context.ts';
import { invalidRequest, malformedXml, S3Error } from './errors.ts';
import { checkKey } from './objects.ts';
import { childText, document, parseXml, type XmlElement } from './xml.ts';

interface Deleted {
  /** Id of the version that is gone, or of the marker that was made. */
  readonly versionId?: string;
  /** Whether that version is, or was, a delete marker. */
  readonly marker: boolean;
}

const permanently = {
  type: 'Object Deleted',
  reason: 'DeleteObject',
  deletionType: 'Permanently Deleted',
} as const;
const byMarker = {
  type: 'Object Deleted',
  reason: 'DeleteObject',
  deletionType: 'Delete Marker Created',
} as const;

async function deleteOne(
  context: Context,
  { bucket, requester }: Pick<Input, 'bucket' | 'requester'>,
  key: string,
  versionId: string | undefined,
): Promise<Deleted> {
  checkKey(key);
  if (versionId === undefined && bucket.versioning !== 'Off') {
    const committed = context.store.commit(
      {
        bucket: bucket.name,
        key,
        size: 0,
        etag: 'd41d8cd98f00b204e9800998ecf8427e',
        modified: new Date(),
        detail: { headers: {}, metadata: {}, tags: [], encryption: { algorithm: 'AES256' } },
      },
      bucket.versioning,
      () => undefined,
      (version) => eventDetail(bucket, version, { ...byMarker, requester }),
    );
    await settle(context, committed);
    return { versionId: committed.version.versionId, marker: true };
  }
  const version = context.store.version(bucket.name, key, versionId);
  if (version === undefined) return { ...(versionId === undefined ? {} : { versionId }), marker: false };
  const event = eventDetail(bucket, { ...version, size: 0 }, { ...permanently, requester });
  await settle(context, context.store.remove(version, event));
  return { ...(versionId === undefined ? {} : { versionId }), marker: version.body === undefined };
}

export const deleteObject: Operation = async (context, input) => {
  if (input.headers['if-match'] !== undefined) {
    throw new S3Error('NotImplemented', 'The local runtime does not implement conditional deletes.', 501);
  }
  const deleted = await deleteOne(context, input, input.key, input.query.get('versionId') ?? undefined);
  return {
    status: 204,
    headers: {
      ...(deleted.versionId === undefined ? {} : { 'x-amz-version-id': deleted.versionId }),
      ...(deleted.marker ? { 'x-amz-delete-marker': 'true' } : {}),
    },
  };
};

export interface DeleteRequest {
  readonly quiet: boolean;
  readonly objects: readonly { readonly key: string; readonly versionId: string | undefined }[];
}

const mostObjects = 1000;

/** Reads `<Delete><Object><Key>…`. @throws S3Error 400 MalformedXML, 501 for conditions on an object */
export function parseDelete(body: Buffer): DeleteRequest {
  let root: XmlElement;
  try {
    root = parseXml(body.toString('utf8'));
  } catch {
    throw malformedXml();
  }
  const objects = root.children.filter(({ name }) => name === 'Object');
  if (root.name !== 'Delete' || objects.length === 0 || objects.length > mostObjects) throw malformedXml();
  return {
    quiet: childText(root, 'Quiet')?.trim() === 'true',
    objects: objects.map((object) => {
      const other = object.children.find(({ name }) => name !== 'Key' && name !== 'VersionId');
      if (other !== undefined) {
        throw new S3Error(
          'NotImplemented',
          `The local runtime does not implement ${other.name} in DeleteObjects.`,
          501,
        );
      }
      const key = childText(object, 'Key');
      if (!key) throw malformedXml();
      return { key, versionId: childText(object, 'VersionId') };
    }),
  };
}

export const deleteObjects: Operation = async (context, input) => {
  const checksum = verifyChecksums(input.body, input.headers);
  if (checksum === undefined && input.headers['content-md5'] === undefined) {
    throw invalidRequest('Missing required header for this request: Content-MD5 OR x-amz-checksum-*');
  }
  const { quiet, objects } = parseDelete(input.body);
  const results: Record<string, string | boolean>[] = [];
  const errors: Record<string, string>[] = [];
  for (const { key, versionId } of objects) {
    const named = { Key: key, ...(versionId === undefined ? {} : { VersionId: versionId }) };
    try {
      const deleted = await deleteOne(context, input, key, versionId);
      const marker =
        deleted.marker && deleted.versionId !== undefined
          ? { DeleteMarker: true, DeleteMarkerVersionId: deleted.versionId }
          : {};
      results.push({ ...named, ...marker });
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      errors.push({ ...named, Code: error.code, Message: error.message });
    }
  }
  return xmlReply(document('DeleteResult', { Deleted: quiet ? [] : results, Error: errors }));
};
