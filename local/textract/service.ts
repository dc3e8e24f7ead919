import type { Block } from '@aws-sdk/client-textract';
import {
  AwsError,
  type AwsService,
  type Call,
  notImplemented,
  type Reply,
  type Requirement,
} from '../types.ts';
import { type Job, JobStore } from './jobs.ts';
import { type MediaType, mediaTypeOf } from './pages.ts';
import { openPool } from './pool.ts';
import { recognizeWith } from './recognize.ts';
import {
  documentOf,
  type GetRequest,
  getRequest,
  type Kind,
  type S3Object,
  startRequest,
} from './requests.ts';

export interface TextractOptions {
  /** Folder for jobs and results. */
  readonly dir: string;
  readonly readObject: (bucket: string, key: string, versionId?: string) => Promise<Buffer>;
  /** Pages recognised at the same time; each takes a core. */
  readonly concurrency?: number;
}

export interface Textract extends AwsService {
  /** Ends the engines. Jobs under way start anew at the next `openTextract`. */
  close(): Promise<void>;
}

/** Quotas of Textract: megabytes of an image, of a PDF or TIFF, and of what a synchronous call sends. */
const [IMAGE_BYTES, DOCUMENT_BYTES, SYNC_BYTES] = [10 * 2 ** 20, 500 * 2 ** 20, 10 * 2 ** 20];

const OPERATIONS: Readonly<Record<string, Kind>> = {
  StartDocumentAnalysis: 'analysis',
  GetDocumentAnalysis: 'analysis',
  StartDocumentTextDetection: 'text',
  GetDocumentTextDetection: 'text',
  AnalyzeDocument: 'analysis',
  DetectDocumentText: 'text',
};

/**
 * Textract for the local runtime: text recognition by Tesseract behind Textract's API (JSON 1.1, `X-Amz-Target:
 * Textract.*`). Started jobs survive the end of the process and are taken up again here.
 */
export function openTextract({ dir, readObject, concurrency = 2 }: TextractOptions): Textract {
  const store = new JobStore(dir);
  const pool = openPool(concurrency);
  const queue: Job[] = [];
  const active = new Set<Promise<void>>();
  let closed = false;

  const read = async ({ bucket, name, version }: S3Object): Promise<Buffer> => {
    try {
      return await readObject(bucket, name, version);
    } catch {
      throw new AwsError(
        'InvalidS3ObjectException',
        'Unable to get object metadata from S3. Check object key, region and/or access permissions.',
      );
    }
  };

  const run = async (job: Job) => {
    try {
      const bytes = await read(job.request.document);
      const blocks = await recognizeWith(pool, bytes, checked(bytes, DOCUMENT_BYTES), concurrency);
      if (!closed) await store.succeed(job.id, blocks);
    } catch (error) {
      // A job that the end of the process interrupts is not a failed one.
      if (!closed) store.fail(job.id, error instanceof AwsError ? error.code : 'INTERNAL_SERVER_ERROR');
    }
  };

  /** One document at a time: its pages already take all engines. */
  const advance = () => {
    const job = !closed && active.size === 0 ? queue.shift() : undefined;
    if (!job) return;
    const running: Promise<void> = run(job).finally(() => {
      active.delete(running);
      advance();
    });
    active.add(running);
  };

  const start = async (input: Call['input'], kind: Kind): Promise<unknown> => {
    const request = startRequest(input, kind);
    const known = request.token === null ? null : store.byToken(kind, request.token);
    if (known) {
      if (JSON.stringify(known.request) !== JSON.stringify(request))
        throw new AwsError(
          'IdempotentParameterMismatchException',
          'The token was used with other parameters.',
        );
      return { JobId: known.id };
    }
    checked(await read(request.document), DOCUMENT_BYTES);
    // Two calls with one token may both have waited for S3.
    const twin = request.token === null ? null : store.byToken(kind, request.token);
    if (twin) return { JobId: twin.id };
    const job = store.create(kind, request);
    queue.push(job);
    advance();
    return { JobId: job.id };
  };

  const get = async (input: Call['input'], kind: Kind): Promise<unknown> => {
    const request = getRequest(input);
    const job = store.find(kind, request.jobId);
    if (!job) throw new AwsError('InvalidJobIdException', `No job has the id ${request.jobId}.`);
    if (job.status === 'IN_PROGRESS') return { JobStatus: job.status };
    if (job.status === 'FAILED') return { JobStatus: job.status, StatusMessage: job.message };
    return {
      JobStatus: job.status,
      DocumentMetadata: { Pages: job.pages },
      ...model(kind),
      ...page(await store.blocks(job.id), request),
    };
  };

  const now = async (input: Call['input'], kind: Kind): Promise<unknown> => {
    const document = documentOf(input, kind);
    const bytes = Buffer.isBuffer(document) ? document : await read(document);
    const blocks = await recognizeWith(pool, bytes, checked(bytes, SYNC_BYTES), concurrency);
    const pages = blocks.filter((block) => block.BlockType === 'PAGE').length;
    if (pages > 1) throw new AwsError('UnsupportedDocumentException', 'A synchronous call takes one page.');
    return { DocumentMetadata: { Pages: pages }, Blocks: blocks, ...model(kind) };
  };

  void store.purge();
  queue.push(...store.unfinished());
  advance();

  return {
    name: 'textract',
    requirements,
    async handle(call): Promise<Reply> {
      const kind = OPERATIONS[call.operation];
      if (kind === undefined) throw notImplemented('textract', call.operation);
      const answer = await (call.operation.startsWith('Start')
        ? start
        : call.operation.startsWith('Get')
          ? get
          : now)(call.input, kind);
      return {
        status: 200,
        headers: { 'content-type': 'application/x-amz-json-1.1' },
        body: JSON.stringify(answer),
      };
    },
    async close() {
      closed = true;
      await pool.close();
      await Promise.allSettled(active);
      store.close();
    },
  };
}

/** Textract reads objects with the permissions of its caller. */
function requirements(call: Call): readonly Requirement[] {
  const kind = OPERATIONS[call.operation];
  const own = { action: `textract:${call.operation}`, resource: '*', context: {} };
  if (kind === undefined || call.operation.startsWith('Get')) return [own];
  let object: S3Object | Buffer;
  try {
    object = call.operation.startsWith('Start')
      ? startRequest(call.input, kind).document
      : documentOf(call.input, kind);
  } catch {
    // A malformed request is refused when it is handled.
    return [own];
  }
  if (Buffer.isBuffer(object)) return [own];
  const action = object.version === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
  const context: Record<string, string> =
    object.version === undefined ? {} : { 's3:versionid': object.version };
  return [own, { action, resource: `arn:aws:s3:::${object.bucket}/${object.name}`, context }];
}

/** @throws AwsError UnsupportedDocumentException, DocumentTooLargeException */
function checked(bytes: Buffer, limit: number): MediaType {
  const mediaType = mediaTypeOf(bytes);
  if (mediaType === null)
    throw new AwsError('UnsupportedDocumentException', 'The document is none of PDF, PNG, JPEG and TIFF.');
  const most = mediaType === 'image/png' || mediaType === 'image/jpeg' ? IMAGE_BYTES : limit;
  if (bytes.length > most)
    throw new AwsError('DocumentTooLargeException', `The document has more than ${most} bytes.`);
  return mediaType;
}

const model = (kind: Kind) =>
  kind === 'analysis' ? { AnalyzeDocumentModelVersion: '1.0' } : { DetectDocumentTextModelVersion: '1.0' };

function page(blocks: readonly Block[], { jobId, maxResults, nextToken }: GetRequest) {
  let offset = 0;
  if (nextToken !== null) {
    const [id, at] = Buffer.from(nextToken, 'base64url').toString('utf8').split(':');
    offset = Number(at);
    if (id !== jobId || !Number.isInteger(offset) || offset < 0)
      throw new AwsError('InvalidParameterException', 'NextToken is not of this job.');
  }
  const end = offset + maxResults;
  const next = end < blocks.length ? { NextToken: Buffer.from(`${jobId}:${end}`).toString('base64url') } : {};
  return { Blocks: blocks.slice(offset, end), ...next };
}
