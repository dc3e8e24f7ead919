import type { Entry, ZipFile } from 'yauzl';

/** Most that a zip may hold; more is a trap, not a contract. */
export const ZIP_LIMITS = {
  entries: 5000,
  /** Bytes of all entries together, uncompressed. */
  total: 200 * 1024 * 1024,
  /** Uncompressed bytes for each compressed one, of an entry larger than a megabyte. Word's XML stays below 60. */
  ratio: 400,
} as const;

/** A zip that cannot be read, or must not be. */
export class ZipError extends Error {
  readonly code: 'damaged' | 'bomb' | 'encrypted';

  constructor(code: ZipError['code'], message: string) {
    super(message);
    this.name = 'ZipError';
    this.code = code;
  }
}

/** The entries of a zip in memory. */
export interface Zip {
  readonly names: readonly string[];
  /** @throws ZipError for an entry that is not there or does not hold what the directory says */
  read(name: string): Promise<Uint8Array>;
  text(name: string): Promise<string>;
}

/**
 * Opens a zip within limits. The sizes that the directory declares are held against the limits first; when an entry is
 * read, it may not hold more than was declared.
 * @throws ZipError
 */
export async function openZip(bytes: Uint8Array): Promise<Zip> {
  // Bundled, a CommonJS module has its exports on `default` only.
  const { default: yauzl } = await import('yauzl');
  const file = await new Promise<ZipFile>((resolve, reject) => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    yauzl.fromBuffer(
      buffer,
      { lazyEntries: true, autoClose: false, validateEntrySizes: true },
      (error, zip) => {
        if (error) reject(new ZipError('damaged', error.message));
        else resolve(zip);
      },
    );
  });
  if (file.entryCount > ZIP_LIMITS.entries)
    throw new ZipError('bomb', `The archive has ${file.entryCount} entries.`);
  const entries = await entriesOf(file);
  const read = (name: string): Promise<Uint8Array> => {
    const entry = entries.get(name);
    if (!entry) return Promise.reject(new ZipError('damaged', `The archive has no ${name}.`));
    return contentOf(file, entry);
  };
  return {
    names: [...entries.keys()],
    read,
    text: async (name) => decodeXml(await read(name)),
  };
}

function entriesOf(file: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    let total = 0;
    const fail = (error: ZipError) => {
      file.removeAllListeners('entry');
      reject(error);
    };
    file.on('error', (error: Error) => fail(new ZipError('damaged', error.message)));
    file.on('end', () => resolve(entries));
    file.on('entry', (entry: Entry) => {
      total += entry.uncompressedSize;
      const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
      if (total > ZIP_LIMITS.total || (entry.uncompressedSize > 2 ** 20 && ratio > ZIP_LIMITS.ratio))
        return fail(new ZipError('bomb', 'The archive unpacks to far more than it seems to hold.'));
      if ((entry.generalPurposeBitFlag & 1) === 1)
        return fail(new ZipError('encrypted', 'The archive is encrypted.'));
      entries.set(entry.fileName, entry);
      file.readEntry();
    });
    file.readEntry();
  });
}

function contentOf(file: ZipFile, entry: Entry): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(new ZipError('damaged', error.message));
    try {
      file.openReadStream(entry, (error, stream) => {
        if (error) return fail(error);
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('error', fail);
        stream.on('end', () => resolve(Buffer.concat(chunks)));
      });
    } catch (error) {
      fail(error as Error);
    }
  });
}

/** XML is UTF-8 unless its byte order mark says UTF-16. */
function decodeXml(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}
