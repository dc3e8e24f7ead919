/** Reads zip archives. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { type Entry, open, type ZipFile } from 'yauzl';

const openZip = promisify<string, { lazyEntries: true }, ZipFile>(open);

/** Every file of an archive; yauzl itself refuses names that lead outside. */
export async function* readZip(
  path: string,
): AsyncGenerator<{ readonly name: string; readonly body: Buffer }> {
  const zip = await openZip(path, { lazyEntries: true });
  try {
    for (;;) {
      const entry = await nextEntry(zip);
      if (entry === undefined) return;
      if (entry.fileName.endsWith('/')) continue;
      const stream = await promisify(
        zip.openReadStream.bind(zip) as (
          e: Entry,
          c: (error: Error | null, s: NodeJS.ReadableStream) => void,
        ) => void,
      )(entry);
      yield { name: entry.fileName, body: await buffer(stream) };
    }
  } finally {
    zip.close();
  }
}

function nextEntry(zip: ZipFile): Promise<Entry | undefined> {
  return new Promise((resolve, reject) => {
    const done = (settle: () => void): void => {
      zip.removeAllListeners('entry').removeAllListeners('end').removeAllListeners('error');
      settle();
    };
    zip.once('entry', (entry: Entry) => done(() => resolve(entry)));
    zip.once('end', () => done(() => resolve(undefined)));
    zip.once('error', (error: Error) => done(() => reject(error)));
    zip.readEntry();
  });
}

/** Writes an archive's files below a folder. */
export async function unzip(path: string, directory: string): Promise<void> {
  for await (const { name, body } of readZip(path)) {
    const file = join(directory, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, body);
  }
}
