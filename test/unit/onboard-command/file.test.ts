import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContractFile } from '../../../bin/onboard/file.ts';
import { mediaTypeOf } from '../../../shared/contracts/media-types.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'onboard-file-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the file', () => {
  it.each([
    ['a.pdf', 'application/pdf'],
    ['A.PDF', 'application/pdf'],
    ['b.v2.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['c.jpeg', 'image/jpeg'],
    ['d.tif', 'image/tiff'],
    ['e.exe', undefined],
    ['pdf', undefined],
  ])('%s is declared as %s', (name, type) => {
    expect(mediaTypeOf(name)).toBe(type);
  });

  it('is read with its name alone', async () => {
    const file = path.join(folder, 'agreement.txt');
    await writeFile(file, 'Agreement');
    const { name, type, bytes } = await readContractFile(file);
    expect([name, type, Buffer.from(bytes).toString()]).toEqual(['agreement.txt', 'text/plain', 'Agreement']);
  });

  it.each([
    ['nowhere.pdf', /nowhere\.pdf: there is no such file\.$/],
    ['macro.xlsm', /"macro\.xlsm" is none of the files that can be read: PDF, Word/],
    ['', /is none of the files/],
  ])('%j is refused with a sentence', async (name, sentence) => {
    await expect(readContractFile(path.join(folder, name))).rejects.toThrow(sentence);
  });
});
