/** `npm run -s extract -- FILE…`: reads contracts and prints one JSON line for each. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import type { Block } from '@aws-sdk/client-textract';
import { extract } from '../shared/contracts/extract/index.ts';
import { confidences, evidences, plainValues } from '../shared/contracts/extract/plain.ts';
import { inspect } from '../shared/contracts/inspect/index.ts';
import { mediaTypeOf } from '../shared/contracts/media-types.ts';
import { readDocument, UnreadableError } from '../shared/contracts/reading/index.ts';

const HELP = `Reads contracts (PDF, scan, DOCX, image, text) and prints one JSON line for each file, in the order given.

  npm run -s extract -- FILE…

Each line has: id (file name without ending), documentName, parties [{name, role}], agreementDate, effectiveDate,
expirationDate, term, renewalTerm, noticePeriod, governingLaw, stakeholders, entitlements, pricing, totals,
paymentTerms, serviceLevels, technicalRequirements, and per field confidence (0…1) and evidence (page, quote, box).
Dates are ISO 8601; amounts are decimal numbers; a rate has the currency "%". null or [] where the contract is silent.

A file that cannot be read prints {id, error: {code, message}}; the others are still read, and the exit status is 1.

  -h, --help   show this text
`;

/** Writes a line and waits while the reader of a pipe is behind. */
function print(line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${line}\n`, (error) => (error ? reject(error) : resolve()));
  });
}

interface Scan {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}
type Recognized = { readonly blocks: readonly Block[] } | { readonly code: string; readonly message: string };

let recognizer: Worker | undefined;

/**
 * Recognises a scan on a thread of its own: reader and recogniser each bring a copy of pdf.js, and two copies cannot
 * share a global scope. The thread starts with the first scan and serves all others.
 */
async function recognizeApart(scan: Scan): Promise<readonly Block[]> {
  recognizer ??= new Worker(new URL(import.meta.url));
  recognizer.postMessage(scan);
  const [answer] = (await once(recognizer, 'message')) as [Recognized];
  if ('blocks' in answer) return answer.blocks;
  throw new UnreadableError(answer.code, answer.message);
}

/** The recognising thread's side: one answer for each scan. */
async function serveRecognition(): Promise<void> {
  const { recognize } = await import('../local/textract/index.ts');
  parentPort?.on('message', async ({ bytes, mediaType }: Scan) => {
    let answer: Recognized;
    try {
      answer = { blocks: await recognize(bytes, mediaType) };
    } catch (error) {
      answer = { code: 'unreadable', message: error instanceof Error ? error.message : String(error) };
    }
    parentPort?.postMessage(answer);
  });
}

async function readContract(file: string): Promise<Record<string, unknown>> {
  const bytes = new Uint8Array(await readFile(file));
  const inspection = await inspect(bytes, {
    fileName: basename(file),
    contentType: mediaTypeOf(file) ?? 'application/octet-stream',
  });
  if (!inspection.ok) throw new UnreadableError(inspection.code, inspection.message);
  const document = await readDocument(bytes, inspection, {
    ocr: (scan) => recognizeApart({ bytes: scan, mediaType: inspection.mediaType }),
  });
  const extraction = extract(document);
  return { ...plainValues(extraction), confidence: confidences(extraction), evidence: evidences(extraction) };
}

function describe(error: unknown): { code: string; message: string } {
  if (error instanceof UnreadableError) return { code: error.code, message: error.message };
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return { code: 'not_found', message: 'There is no such file.' };
  if (code === 'EISDIR')
    return { code: 'is_directory', message: 'This is a directory. Name the files in it.' };
  if (code === 'EACCES' || code === 'EPERM')
    return { code: 'no_access', message: 'The file may not be read.' };
  return { code: 'unreadable', message: error instanceof Error ? error.message : String(error) };
}

async function main(): Promise<number> {
  let files: string[];
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' } },
    });
    if (values.help === true) {
      process.stdout.write(HELP);
      return 0;
    }
    files = positionals;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    return 2;
  }
  if (files.length === 0) {
    process.stderr.write(HELP);
    return 2;
  }
  let status = 0;
  for (const file of files) {
    const id = basename(file, extname(file));
    try {
      await print(JSON.stringify({ id, ...(await readContract(file)) }));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return 0;
      status = 1;
      await print(JSON.stringify({ id, error: describe(error) }));
    }
  }
  await recognizer?.terminate();
  return status;
}

if (isMainThread) {
  // `extract … | head` closes the pipe early; that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  process.exitCode = await main();
} else {
  await serveRecognition();
}
