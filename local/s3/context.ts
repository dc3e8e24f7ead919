/** What every operation works with, and the common end of those that change objects. */
import type { Reply } from '../types.ts';
import type { Bodies } from './bodies.ts';
import type { Bucket, Place } from './bucket.ts';
import { noSuchBucket } from './errors.ts';
import type { HeaderMap } from './headers.ts';
import type { EventRecord, Store, Version } from './store.ts';
import type { Uploads } from './uploads.ts';

/** A change of an object, as EventBridge tells it. */
export interface ObjectEvent {
  readonly bucket: string;
  readonly key: string;
  /** Absent where the bucket is not versioned. */
  readonly versionId?: string;
  /** Bytes; 0 for deletions. */
  readonly size: number;
  readonly etag: string;
  readonly type: 'Object Created' | 'Object Deleted';
  /** `PutObject`, `POST Object`, `CopyObject`, `CompleteMultipartUpload` or `DeleteObject`. */
  readonly reason: string;
  readonly deletionType?: 'Permanently Deleted' | 'Delete Marker Created';
  /** Account id of the caller. */
  readonly requester: string;
  readonly time: Date;
  /** Hexadecimal of fixed length: of two events on a key, the later one has the greater string. */
  readonly sequencer: string;
}

export interface Context extends Place {
  readonly store: Store;
  readonly uploads: Uploads;
  readonly bodies: Bodies;
  readonly onObjectEvent: (event: ObjectEvent) => void | Promise<void>;
}

/** One authenticated request, its bucket looked up. */
export interface Input {
  readonly bucket: Bucket;
  /** Empty for operations on buckets. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: HeaderMap;
  /** Decoded body; of a form the file. */
  readonly body: Buffer;
  /** Account id of the caller. */
  readonly requester: string;
  /** Base address for `Location` elements: `http://host`. */
  readonly origin: string;
}

export type Operation = (context: Context, input: Input) => Reply | Promise<Reply>;

export const xmlReply = (body: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/xml', ...headers },
  body,
});

/** @throws S3Error 404 NoSuchBucket */
export function bucketOf(context: Pick<Context, 'store'>, name: string): Bucket {
  const bucket = context.store.bucket(name);
  if (bucket === undefined) throw noSuchBucket(name);
  return bucket;
}

/** The event of a version, to be recorded with it; undefined where the bucket sends none. */
export function eventDetail(
  bucket: Bucket,
  version: Version,
  facts: Pick<ObjectEvent, 'type' | 'reason' | 'requester' | 'deletionType'>,
): Readonly<Record<string, unknown>> | undefined {
  if (!bucket.events) return undefined;
  const versioned = bucket.versioning === 'Off' ? {} : { versionId: version.versionId };
  const { key, size, etag } = version;
  return { bucket: bucket.name, key, ...versioned, size, etag, ...facts, time: new Date().toISOString() };
}

/** Hands an event over; it counts as delivered only when the receiver's promise has resolved. */
export async function deliver(context: Context, record: EventRecord): Promise<void> {
  const detail = record.detail as unknown as Omit<ObjectEvent, 'time' | 'sequencer'> & { time: string };
  await context.onObjectEvent({
    ...detail,
    time: new Date(detail.time),
    sequencer: record.sequence.toString(16).toUpperCase().padStart(18, '0'),
  });
  context.store.delivered(record.sequence);
}

/** After a commit: frees what was replaced and delivers the event. */
export async function settle(
  context: Context,
  committed: { readonly orphans: readonly string[]; readonly event?: EventRecord },
): Promise<void> {
  context.bodies.remove(committed.orphans);
  if (committed.event !== undefined) await deliver(context, committed.event);
}

export const versionHeader = (bucket: Bucket, versionId: string): Record<string, string> =>
  bucket.versioning === 'Off' ? {} : { 'x-amz-version-id': versionId };
