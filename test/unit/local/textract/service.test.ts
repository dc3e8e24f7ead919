import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Block } from '@aws-sdk/client-textract';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTextract, type Textract } from '../../../../local/textract/index.ts';
import { JobStore } from '../../../../local/textract/jobs.ts';
import type { Call } from '../../../../local/types.ts';
import { scan } from './scans.ts';

const principal = {
  roleArn: 'arn:aws:iam::1:role/r',
  roleName: 'r',
  arn: 'arn:aws:sts::1:assumed-role/r/s',
  account: '1',
  tags: {},
};

function call(operation: string, input: Record<string, unknown>): Call {
  return {
    service: 'textract',
    operation,
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.alloc(0),
    input,
    principal,
    requestId: 'r1',
  };
}

const location = (Name: string, more = {}) => ({
  DocumentLocation: { S3Object: { Bucket: 'docs', Name, ...more } },
});
const tables = { FeatureTypes: ['TABLES', 'LAYOUT'] };

let dir: string;
let service: Textract;
let reads: string[];
let page: Buffer;

const open = () =>
  openTextract({
    dir,
    concurrency: 1,
    readObject: async (_, key) => {
      reads.push(key);
      if (key === 'scan.png') return page;
      if (key === 'text.txt') return Buffer.from('Agreement');
      if (key === 'broken.pdf') return Buffer.from('%PDF-1.7 broken');
      if (key === 'large.png') return Buffer.concat([page, Buffer.alloc(10 * 2 ** 20)]);
      throw new Error('NoSuchKey');
    },
  });

const ask = async (operation: string, input: Record<string, unknown>): Promise<Record<string, unknown>> =>
  JSON.parse(String((await service.handle(call(operation, input))).body));

async function finished(jobId: unknown, operation = 'GetDocumentAnalysis'): Promise<Record<string, unknown>> {
  for (;;) {
    const answer = await ask(operation, { JobId: jobId });
    if (answer.JobStatus !== 'IN_PROGRESS') return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'textract-'));
  page = await scan({ lines: ['Agreement of the parties', 'Payment in thirty days'] });
  reads = [];
  service = open();
});

afterEach(async () => {
  await service.close();
  await rm(dir, { recursive: true });
});

describe('jobs', () => {
  test('are in progress first, then give blocks page by page', async () => {
    const { JobId } = await ask('StartDocumentAnalysis', { ...location('scan.png'), ...tables });
    expect(await ask('GetDocumentAnalysis', { JobId })).toEqual({ JobStatus: 'IN_PROGRESS' });
    const all = await finished(JobId);
    expect(all).toMatchObject({ JobStatus: 'SUCCEEDED', DocumentMetadata: { Pages: 1 } });
    const blocks = all.Blocks as Block[];
    expect(blocks.filter((block) => block.BlockType === 'LINE').map((block) => block.Text)).toEqual([
      'Agreement of the parties',
      'Payment in thirty days',
    ]);
    const collected: Block[] = [];
    let NextToken: unknown;
    do {
      const part = await ask('GetDocumentAnalysis', {
        JobId,
        MaxResults: 4,
        ...(NextToken ? { NextToken } : {}),
      });
      expect((part.Blocks as Block[]).length).toBeLessThanOrEqual(4);
      collected.push(...(part.Blocks as Block[]));
      NextToken = part.NextToken;
    } while (NextToken);
    expect(collected).toEqual(blocks);
  });

  test('of text detection and of analysis do not share ids', async () => {
    const { JobId } = await ask('StartDocumentTextDetection', location('scan.png'));
    expect(await finished(JobId, 'GetDocumentTextDetection')).toMatchObject({ JobStatus: 'SUCCEEDED' });
    await expect(ask('GetDocumentAnalysis', { JobId })).rejects.toMatchObject({
      code: 'InvalidJobIdException',
    });
  });

  test('start once for one token, and never with other parameters', async () => {
    const input = { ...location('scan.png'), ...tables, ClientRequestToken: 'contract-1' };
    const [first, second] = await Promise.all([
      ask('StartDocumentAnalysis', input),
      ask('StartDocumentAnalysis', input),
    ]);
    expect(second).toEqual(first);
    expect(await ask('StartDocumentAnalysis', input)).toEqual(first);
    await expect(ask('StartDocumentAnalysis', { ...input, ...location('other.png') })).rejects.toMatchObject({
      code: 'IdempotentParameterMismatchException',
    });
  });

  test('that the end of the process interrupted start anew when it comes back', async () => {
    const request = { document: { bucket: 'docs', name: 'scan.png' }, features: ['TABLES'], token: null };
    await service.close();
    const store = new JobStore(dir);
    const { id } = store.create('analysis', request);
    store.close();
    service = open();
    expect(await finished(id)).toMatchObject({ JobStatus: 'SUCCEEDED' });
  });

  test('keep their result over a restart', async () => {
    const { JobId } = await ask('StartDocumentAnalysis', { ...location('scan.png'), ...tables });
    const before = await finished(JobId);
    await service.close();
    service = open();
    expect(await ask('GetDocumentAnalysis', { JobId })).toEqual(before);
    expect(reads.filter((key) => key === 'scan.png')).toHaveLength(2);
  });

  test('fail with a reason when the document is damaged', async () => {
    const { JobId } = await ask('StartDocumentAnalysis', { ...location('broken.pdf'), ...tables });
    expect(await finished(JobId)).toEqual({ JobStatus: 'FAILED', StatusMessage: 'BadDocumentException' });
  });
});

describe('refusals', () => {
  test.each([
    ['a missing object', { ...location('none.pdf'), ...tables }, 'InvalidS3ObjectException'],
    ['a file that is no document', { ...location('text.txt'), ...tables }, 'UnsupportedDocumentException'],
    ['an image of more than 10 MB', { ...location('large.png'), ...tables }, 'DocumentTooLargeException'],
    ['no features', location('scan.png'), 'InvalidParameterException'],
    ['an unknown feature', { ...location('scan.png'), FeatureTypes: ['MAGIC'] }, 'InvalidParameterException'],
    [
      'an unknown parameter',
      { ...location('scan.png'), ...tables, Colour: 'red' },
      'InvalidParameterException',
    ],
    ['a feature that is not there', { ...location('scan.png'), FeatureTypes: ['FORMS'] }, 'NotImplemented'],
    ['a notification', { ...location('scan.png'), ...tables, NotificationChannel: {} }, 'NotImplemented'],
  ])('%s', async (_, input, code) => {
    await expect(ask('StartDocumentAnalysis', input)).rejects.toMatchObject({ code });
  });

  test('unknown jobs, foreign tokens and operations that are not there', async () => {
    await expect(ask('GetDocumentAnalysis', { JobId: 'abc' })).rejects.toMatchObject({
      code: 'InvalidJobIdException',
    });
    await expect(ask('AnalyzeID', {})).rejects.toMatchObject({ code: 'NotImplemented' });
  });
});

describe('synchronous calls', () => {
  test('read one page from its bytes', async () => {
    const answer = await ask('DetectDocumentText', { Document: { Bytes: page.toString('base64') } });
    expect((answer.Blocks as Block[]).filter((block) => block.BlockType === 'LINE')).toHaveLength(2);
  });
});

describe('requirements', () => {
  test('ask for the caller’s right to read the object, or that version of it', () => {
    const needed = (more = {}) =>
      service.requirements(call('StartDocumentAnalysis', { ...location('t/1/a.pdf', more), ...tables }));
    expect(needed()).toEqual([
      { action: 'textract:StartDocumentAnalysis', resource: '*', context: {} },
      { action: 's3:GetObject', resource: 'arn:aws:s3:::docs/t/1/a.pdf', context: {} },
    ]);
    expect(needed({ Version: 'v7' })[1]).toEqual({
      action: 's3:GetObjectVersion',
      resource: 'arn:aws:s3:::docs/t/1/a.pdf',
      context: { 's3:versionid': 'v7' },
    });
  });

  test('ask for nothing but the call itself when a result is fetched', () => {
    expect(service.requirements(call('GetDocumentAnalysis', { JobId: 'abc' }))).toEqual([
      { action: 'textract:GetDocumentAnalysis', resource: '*', context: {} },
    ]);
  });
});
