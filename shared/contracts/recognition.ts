/** Textract, asynchronously, with the tenant's own credentials: it reads the file with the caller's permission. */
import {
  type Block,
  GetDocumentAnalysisCommand,
  StartDocumentAnalysisCommand,
  TextractClient,
} from '@aws-sdk/client-textract';
import type { Actor } from '../kernel/actor.ts';
import { perTenant } from '../kernel/clients.ts';
import { environment } from '../kernel/environment.ts';
import { sharedRequestHandler } from '../kernel/sockets.ts';

const textractFor = perTenant(
  ({ credentials }) => new TextractClient({ credentials, requestHandler: sharedRequestHandler() }),
);

/** Textract's own limit for a page of results. */
const BLOCKS_PER_PAGE = 1000;

/** @param token the same token starts nothing twice: a repeated state finds its job again */
export async function startRecognition(
  actor: Actor,
  key: string,
  version: string,
  token: string,
): Promise<string> {
  const textract = await textractFor(actor, 'recognize');
  const { JobId } = await textract.send(
    new StartDocumentAnalysisCommand({
      DocumentLocation: { S3Object: { Bucket: environment('BUCKET_NAME'), Name: key, Version: version } },
      FeatureTypes: ['TABLES', 'LAYOUT'],
      ClientRequestToken: token,
    }),
  );
  if (!JobId) throw new Error('Textract started no job.');
  return JobId;
}

export type RecognitionStatus =
  | { readonly status: 'pending' | 'done' }
  | { readonly status: 'failed'; readonly reason: string };

export async function recognitionStatus(actor: Actor, jobId: string): Promise<RecognitionStatus> {
  const textract = await textractFor(actor, 'recognize');
  const { JobStatus, StatusMessage } = await textract.send(
    new GetDocumentAnalysisCommand({ JobId: jobId, MaxResults: 1 }),
  );
  if (JobStatus === 'SUCCEEDED' || JobStatus === 'PARTIAL_SUCCESS') return { status: 'done' };
  if (JobStatus === 'FAILED') return { status: 'failed', reason: StatusMessage ?? 'unknown' };
  return { status: 'pending' };
}

/** All blocks of a finished job. */
export async function recognizedBlocks(actor: Actor, jobId: string): Promise<Block[]> {
  const textract = await textractFor(actor, 'recognize');
  const blocks: Block[] = [];
  let next: string | undefined;
  do {
    const page = await textract.send(
      new GetDocumentAnalysisCommand({
        JobId: jobId,
        MaxResults: BLOCKS_PER_PAGE,
        ...(next && { NextToken: next }),
      }),
    );
    for (const block of page.Blocks ?? []) blocks.push(block);
    next = page.NextToken;
  } while (next);
  return blocks;
}
