/** What a function loads at its start becomes one file, and does what its chunks did. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { createLinker } from '../../../lib/link.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'gangway-link-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const linked = async (chunks: Readonly<Record<string, string>>, banner = '') =>
  (await createLinker(new Map(Object.entries(chunks)), banner))('entry.mjs');

/** Writes a function's folder as the build does, and loads it. */
async function load(name: string, chunks: Readonly<Record<string, string>>, banner = '') {
  const { written, kept } = await linked(chunks, banner);
  const place = path.join(folder, name);
  mkdirSync(path.join(place, 'chunks'), { recursive: true });
  for (const [file, text] of written) writeFileSync(path.join(place, file), text);
  for (const file of kept) writeFileSync(path.join(place, file), chunks[file] as string);
  return import(pathToFileURL(path.join(place, 'index.mjs')).href);
}

/** Each says when it is evaluated. */
const say = (word: string) => `(globalThis.said??=[]).push("${word}");`;

describe('chunks that are loaded at the start', () => {
  it('are one file, evaluated once and in the order of their imports', async () => {
    const chunks = {
      'entry.mjs': `import{a as x,b}from"./chunks/A.mjs";import"./chunks/B.mjs";import{c as y}from"./chunks/C.mjs";${say('entry')}var h=()=>[x,b,y];export{h as handler,y as route};`,
      'chunks/A.mjs': `import{c as a}from"./C.mjs";${say('A')}var b=a+1;function d(){return"d"}export{b as a,d as b};`,
      'chunks/B.mjs': say('B'),
      'chunks/C.mjs': `${say('C')}var a=1;export{a as c};`,
    };
    const { written, kept } = await linked(chunks);
    expect([...written.keys()]).toEqual(['index.mjs']);
    expect(kept).toEqual([]);
    const { handler, route } = await load('order', chunks);
    const [two, d, one] = handler();
    expect([two, d(), one, route]).toEqual([2, 'd', 1, 1]);
    expect((globalThis as unknown as { said: string[] }).said).toEqual(['C', 'A', 'B', 'entry']);
  });

  it('take modules of Node in every way that one can', async () => {
    const banner =
      "import{createRequire as __require}from'node:module';const require=__require(import.meta.url);";
    const { handler } = await load(
      'node',
      {
        'entry.mjs': `${banner}\nimport{a}from"./chunks/A.mjs";var b=1;import c from"node:path";var h=()=>[a(),c.sep.length,require("node:os").EOL.length];export{h as handler};\n`,
        'chunks/A.mjs': `${banner}\nimport c,{join as j}from"node:path";import*as p from"node:path";var a=()=>c.join===j&&p.join===j;export{a};`,
      },
      banner,
    );
    expect(handler()).toEqual([true, 1, 1]);
  });

  it('are the same for what is loaded later', async () => {
    const chunks = {
      'entry.mjs': `import{s}from"./chunks/S.mjs";var h=async()=>[s,await import("./chunks/L.mjs"),await import("./chunks/S.mjs")];export{h as handler};`,
      'chunks/S.mjs': `var a={},b=()=>import("./L.mjs");export{a as s,b as later};`,
      'chunks/L.mjs': `import{s as a}from"./S.mjs";import{m}from"./M.mjs";export{a as same,m};`,
      'chunks/M.mjs': `var m="later";export{m};`,
    };
    const { written, kept } = await linked(chunks);
    expect([...written.keys()].toSorted()).toEqual(['chunks/S.mjs', 'index.mjs']);
    expect(kept.toSorted()).toEqual(['chunks/L.mjs', 'chunks/M.mjs']);
    const { handler } = await load('later', chunks);
    const [state, lazily, again] = await handler();
    expect(lazily.same).toBe(state);
    expect(again.s).toBe(state);
    expect(await again.later()).toBe(lazily);
    expect(lazily.m).toBe('later');
  });
});

describe('a function', () => {
  it('keeps its files where code asks for its own place', async () => {
    const chunks = {
      'entry.mjs': `import{a}from"./chunks/A.mjs";export{a as handler};`,
      'chunks/A.mjs': `var a=import.meta.url;export{a};`,
    };
    const { written, kept } = await linked(chunks);
    expect(written.get('index.mjs')).toBe(chunks['entry.mjs']);
    expect(kept).toEqual(['chunks/A.mjs']);
  });

  it.each([
    [
      'chunks that import each other',
      { 'chunks/A.mjs': `import{h}from"../entry.mjs";var a=h;export{a};` },
      /import each other: entry\.mjs, chunks\/A\.mjs, entry\.mjs/,
    ],
    [
      'an export of another form',
      { 'chunks/A.mjs': 'export default 1;' },
      /chunks\/A\.mjs .* cannot be joined/,
    ],
    [
      'an import of another form',
      { 'chunks/A.mjs': `import{h as "a-b"}from"./B.mjs" with{type:"json"};var a=1;export{a};` },
      /An import of chunks\/A\.mjs/,
    ],
    ['a chunk that is not there', {}, /no chunk chunks\/A\.mjs/],
  ])('is not built with %s', async (_, chunks, message) => {
    const entry = `import{a}from"./chunks/A.mjs";var h=a;export{h};`;
    await expect(linked({ 'entry.mjs': entry, ...chunks })).rejects.toThrow(message);
  });
});
