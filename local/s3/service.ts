/** The S3 service: authenticates, serves, and deploys buckets. */
import { mkdirSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import {
  AwsError,
  type AwsService,
  type Deployed,
  type Reply,
  type Requirement,
  type Resource,
  type ResourceProvider,
} from '../types.ts';
import { Bodies } from './bodies.ts';
import { bucketArn, type Place, parseBucket } from './bucket.ts';
import { bucketOf, type Context, deliver, type ObjectEvent, type Operation } from './context.ts';
import { copyObject } from './copy.ts';
import { corsHeaders, preflight } from './cors.ts';
import { deleteObject, deleteObjects } from './delete.ts';
import { errorReply, noSuchBucket } from './errors.ts';
import type { HeaderMap } from './headers.ts';
import { listObjectsV2, listObjectVersions } from './listing.ts';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  listParts,
  uploadPart,
} from './multipart.ts';
import {
  existing,
  getObject,
  getObjectTagging,
  headObject,
  putObject,
  putObjectTagging,
  storeUpload,
} from './objects.ts';
import { postObject } from './post.ts';
import { type S3Request, targetOf } from './request.ts';
import { requirementsOf } from './requirements.ts';
import { openSession, type Session } from './session.ts';
import type { Credentials } from './sigv4.ts';
import { openDatabase, Store } from './store.ts';
import { Uploads } from './uploads.ts';

export interface S3Options extends Place {
  /** Folder of the data. One process at a time. */
  readonly dir: string;
  readonly credentials: Credentials;
  /** Called after an object is stored and before the caller is answered, for buckets that send events to EventBridge. */
  onObjectEvent(event: ObjectEvent): void | Promise<void>;
}

export interface PolicyDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: unknown;
}

export interface StoredObject {
  readonly body: Buffer;
  readonly contentType: string;
  /** Without quotes. */
  readonly etag: string;
  /** Absent where the bucket is not versioned. */
  readonly versionId?: string;
  readonly size: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly lastModified: Date;
}

export interface WriteOptions {
  readonly contentType?: string;
  readonly contentEncoding?: string;
  readonly contentDisposition?: string;
  readonly cacheControl?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

const operations: Readonly<Record<string, Operation>> = {
  AbortMultipartUpload: abortMultipartUpload,
  CompleteMultipartUpload: completeMultipartUpload,
  CopyObject: copyObject,
  CreateMultipartUpload: createMultipartUpload,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
  GetObject: getObject,
  GetObjectTagging: getObjectTagging,
  HeadBucket: (context) => ({ status: 200, headers: { 'x-amz-bucket-region': context.region } }),
  HeadObject: headObject,
  ListObjectsV2: listObjectsV2,
  ListObjectVersions: listObjectVersions,
  ListParts: listParts,
  PostObject: postObject,
  PutObject: putObject,
  PutObjectTagging: putObjectTagging,
  UploadPart: uploadPart,
};

export class S3 implements AwsService, ResourceProvider {
  readonly name = 's3';
  readonly types = ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy'];
  readonly #options: S3Options;
  readonly #database: DatabaseSync;
  readonly #context: Context;
  /** A request is authenticated once, though the gateway asks for its requirements before it has it served. */
  readonly #sessions = new WeakMap<S3Request, Session>();

  constructor(options: S3Options) {
    mkdirSync(options.dir, { recursive: true });
    const { account, region } = options;
    this.#options = options;
    this.#database = openDatabase(options.dir);
    const store = new Store(this.#database);
    const bodies = new Bodies(options.dir);
    bodies.clean(store.referencedBodies());
    const onObjectEvent = (event: ObjectEvent) => options.onObjectEvent(event);
    this.#context = { account, region, store, bodies, uploads: new Uploads(this.#database), onObjectEvent };
  }

  #session(request: S3Request): Session {
    let session = this.#sessions.get(request);
    if (session === undefined) {
      session = openSession(request, this.#options);
      this.#sessions.set(request, session);
    }
    return session;
  }

  /** @throws AwsError when the signature, a header or a parameter is not good; see `errorReply` */
  requirements(request: S3Request): readonly Requirement[] {
    if (targetOf(request).operation === 'Preflight') return [];
    return requirementsOf(this.#context, this.#session(request));
  }

  /** Serves a request that IAM allows; verifies the signature itself. Errors of S3's own are answers, not throws. */
  async handle(request: S3Request): Promise<Reply> {
    try {
      const reply = await this.#serve(request);
      return { ...reply, headers: { ...reply.headers, ...this.#commonHeaders(request) } };
    } catch (error) {
      if (error instanceof AwsError) return this.errorReply(error, request);
      throw error;
    }
  }

  /** Any error in S3's XML, with the bucket's CORS headers, so that a browser can read it. */
  errorReply(
    error: unknown,
    request: Pick<S3Request, 'method' | 'path' | 'query' | 'headers' | 'requestId'>,
  ): Reply {
    const reply = errorReply(error, request);
    return { ...reply, headers: { ...reply.headers, ...this.#commonHeaders(request) } };
  }

  #commonHeaders(request: Pick<S3Request, 'method' | 'path' | 'query' | 'headers' | 'requestId'>) {
    const { bucket } = targetOf(request);
    const rules = (bucket === undefined ? undefined : this.#context.store.bucket(bucket)?.cors) ?? [];
    const cors = request.method === 'OPTIONS' ? {} : corsHeaders(rules, request.method, request.headers);
    return { ...cors, 'x-amz-request-id': request.requestId };
  }

  async #serve(request: S3Request): Promise<Reply> {
    const target = targetOf(request);
    if (target.operation === 'Preflight') {
      return preflight(this.#context.store.bucket(target.bucket ?? '')?.cors, request.headers);
    }
    const { operation, bucket, ...session } = this.#session(request);
    const serve = operations[operation];
    if (serve === undefined) throw new Error(`No code serves ${operation}.`);
    return serve(this.#context, {
      ...session,
      bucket: bucketOf(this.#context, bucket),
      requester: request.principal?.account ?? this.#options.account,
      origin: `http://${request.headers.host ?? ''}`,
    });
  }

  /** Deploys a bucket or a bucket policy; objects in place stay. @throws AwsError NotImplemented, NoSuchBucket */
  deploy(resource: Resource): Deployed {
    const { store, region } = this.#context;
    if (resource.type === 'AWS::S3::BucketPolicy') {
      const { Bucket: name, PolicyDocument: policy } = resource.properties;
      if (typeof name !== 'string' || store.bucket(name) === undefined) throw noSuchBucket(String(name));
      store.putPolicy(name, policy);
      return { ref: name, attributes: {} };
    }
    const bucket = parseBucket(resource, this.#context);
    store.putBucket(bucket);
    return {
      ref: bucket.name,
      attributes: {
        Arn: bucketArn(bucket.name),
        DomainName: `${bucket.name}.s3.amazonaws.com`,
        DualStackDomainName: `${bucket.name}.s3.dualstack.${region}.amazonaws.com`,
        RegionalDomainName: `${bucket.name}.s3.${region}.amazonaws.com`,
      },
    };
  }

  /** The policy of the bucket that an ARN, of the bucket or of an object in it, names. */
  resourcePolicies(resourceArn: string): PolicyDocument[] {
    const name = /^arn:[^:]*:s3:::([^/]+)/.exec(resourceArn)?.[1];
    const policy = name === undefined ? undefined : this.#context.store.policy(name);
    return policy === undefined ? [] : [policy as PolicyDocument];
  }

  /** Reads an object without a request; undefined when there is none. @throws AwsError NoSuchBucket */
  async readObject(bucketName: string, key: string, versionId?: string): Promise<StoredObject | undefined> {
    const bucket = bucketOf(this.#context, bucketName);
    if (this.#context.store.version(bucketName, key, versionId)?.body === undefined) return undefined;
    const version = existing(this.#context, { bucket, key, versionId });
    return {
      body: await this.#context.bodies.read(version.body, 0, version.size),
      contentType: version.detail.headers['content-type'] ?? 'binary/octet-stream',
      etag: version.etag,
      ...(bucket.versioning === 'Off' ? {} : { versionId: version.versionId }),
      size: version.size,
      metadata: version.detail.metadata,
      lastModified: version.modified,
    };
  }

  /** Writes an object without a request, with the bucket's encryption and event. @throws AwsError NoSuchBucket */
  async writeObject(
    bucketName: string,
    key: string,
    body: Buffer,
    options: WriteOptions = {},
  ): Promise<{ readonly etag: string; readonly versionId?: string }> {
    const bucket = bucketOf(this.#context, bucketName);
    const headers: Record<string, string | undefined> = {
      'content-type': options.contentType,
      'content-encoding': options.contentEncoding,
      'content-disposition': options.contentDisposition,
      'cache-control': options.cacheControl,
    };
    for (const [name, value] of Object.entries(options.metadata ?? {}))
      headers[`x-amz-meta-${name.toLowerCase()}`] = value;
    const input = { bucket, key, headers: headers satisfies HeaderMap, body, query: new URLSearchParams() };
    const requester = this.#options.account;
    const version = await storeUpload(this.#context, { ...input, requester, origin: '' }, 'PutObject');
    return { etag: version.etag, ...(bucket.versioning === 'Off' ? {} : { versionId: version.versionId }) };
  }

  /**
   * Delivers the events that were recorded with an object when the process died before their delivery. To be
   * called once, when the receiver is ready and before requests are served. An event may come twice, as S3's do.
   */
  async resume(): Promise<void> {
    for (const record of this.#context.store.undelivered()) await deliver(this.#context, record);
  }

  close(): void {
    this.#database.close();
  }
}
