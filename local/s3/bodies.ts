/**
 * The files that hold bodies. They are named by random ids, never by keys, and never change: a body is
 * written aside, synced and renamed before any row of the database names it.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, read as readCallback, readdirSync, rmSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const read = promisify(readCallback);

export type BodySource = Buffer | AsyncIterable<Buffer>;

export class Bodies {
  readonly #kept: string;
  readonly #incoming: string;

  constructor(dir: string) {
    this.#kept = join(dir, 'bodies');
    this.#incoming = join(dir, 'incoming');
    mkdirSync(this.#kept, { recursive: true });
    mkdirSync(this.#incoming, { recursive: true });
  }

  /** Removes what interrupted uploads left. Only right before the first request. */
  clean(referenced: ReadonlySet<string>): void {
    for (const name of readdirSync(this.#incoming)) rmSync(join(this.#incoming, name), { force: true });
    for (const name of readdirSync(this.#kept)) {
      if (!referenced.has(name)) rmSync(join(this.#kept, name), { force: true });
    }
  }

  /** Stores a body on disk; returns its name. */
  async write(source: BodySource): Promise<string> {
    const name = randomUUID();
    const incoming = join(this.#incoming, name);
    try {
      const file = await open(incoming, 'wx');
      try {
        if (Buffer.isBuffer(source)) await file.writeFile(source);
        else for await (const chunk of source) await file.writeFile(chunk);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(incoming, join(this.#kept, name));
    } catch (error) {
      await rm(incoming, { force: true });
      throw error;
    }
    return name;
  }

  /**
   * Reads `length` bytes from `start`. The file is opened before this returns, so that a delete that
   * follows cannot take it away from a reader.
   */
  read(name: string, start: number, length: number): Promise<Buffer> {
    const descriptor = openSync(join(this.#kept, name), 'r');
    return this.#readAll(descriptor, start, length).finally(() => closeSync(descriptor));
  }

  async #readAll(descriptor: number, start: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(length);
    let done = 0;
    while (done < length) {
      const { bytesRead } = await read(descriptor, buffer, done, length - done, start + done);
      if (bytesRead === 0) throw new Error(`The body ends after ${start + done} bytes.`);
      done += bytesRead;
    }
    return buffer;
  }

  remove(names: readonly string[]): void {
    for (const name of names) rmSync(join(this.#kept, name), { force: true });
  }
}
