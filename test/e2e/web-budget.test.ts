import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { WEB } from '../../lib/dist.ts';

const BUDGET = 230 * 1024;
/** A request for each; what small files cost is not in their bytes. */
const FILES = 25;

const text = (file: string) => readFileSync(path.join(WEB, file), 'utf8');
const sizes = new Map<string, number>();
const gzipped = (files: Iterable<string>) =>
  [...files].reduce((sum, file) => {
    const size = sizes.get(file) ?? gzipSync(text(file)).length;
    sizes.set(file, size);
    return sum + size;
  }, 0);

/** A chunk and everything that it imports before it runs. */
function reached(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, name] of text(file).matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
    reached(`assets/${name}`, found);
  return found;
}

const scripts = () =>
  [...text('index.html').matchAll(/<script type="module"[^>]* src="\/([^"]+)"/g)].map(
    ([, file = '']) => file,
  );

const PAGES = readdirSync(path.join(WEB, 'assets')).filter((file) => /-page-[\w-]{8}\.js$/.test(file));

test('every screen as the first route loads at most 230 KB of JavaScript, gzipped, in few files', () => {
  expect(PAGES.length).toBeGreaterThan(25);
  const start = new Set<string>();
  for (const script of scripts()) reached(script, start);
  expect(start.size).toBeGreaterThan(1);
  expect(start.size).toBeLessThanOrEqual(3);
  for (const page of PAGES) {
    const files = reached(`assets/${page}`, new Set(start));
    expect(gzipped(files), `${page} of ${files.size} files`).toBeLessThanOrEqual(BUDGET);
    expect(files.size, page).toBeLessThanOrEqual(FILES);
  }
});

test('the page has no inline script or style, and every asset carries its hash', () => {
  expect(text('index.html')).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|javascript:/i);
  // The files that pdf.js asks for by name lie in a WEB of its version.
  for (const file of readdirSync(path.join(WEB, 'assets')))
    expect(file).toMatch(/-[\w-]{8}\.\w+$|^pdfjs-\d+\.\d+\.\d+$/);
  expect(readdirSync(WEB).sort()).toEqual(['assets', 'index.html']);
});
