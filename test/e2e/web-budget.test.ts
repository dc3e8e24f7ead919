import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { WEB } from '../../lib/dist.ts';

const BUDGET = 230 * 1024;

const text = (file: string) => readFileSync(path.join(WEB, file), 'utf8');
const gzipped = (files: Iterable<string>) =>
  [...files].reduce((sum, file) => sum + gzipSync(text(file)).length, 0);

/** A chunk and everything that it imports before it runs. */
function reached(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, name] of text(file).matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
    reached(`assets/${name}`, found);
  return found;
}

const chunk = (name: string) => {
  const file = readdirSync(path.join(WEB, 'assets')).find(
    (entry) => entry.startsWith(name) && entry.endsWith('.js'),
  );
  if (!file) throw new Error(`There is no chunk ${name}.`);
  return `assets/${file}`;
};

const entry = () => {
  const [, file = ''] = /<script type="module"[^>]* src="\/([^"]+)"/.exec(text('index.html')) ?? [];
  return file;
};

test.each([
  'sign-in-page',
  'welcome-page',
  'dashboard-page',
  'customers-page',
  'customer-page',
  'contracts-page',
  'contract-page',
  'plan-page',
  'plans-page',
  'profile-page',
  'organization-page',
  'audit-page',
  'organizations-page',
  'about-page',
  'docs-page',
])('%s as the first route loads at most 230 KB of JavaScript, gzipped', (name) => {
  const files = reached(chunk(name), reached(entry()));
  expect(files.size).toBeGreaterThan(1);
  expect(gzipped(files)).toBeLessThanOrEqual(BUDGET);
});

test('the page has no inline script or style, and every asset carries its hash', () => {
  expect(text('index.html')).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|javascript:/i);
  // The files that pdf.js asks for by name lie in a WEB of its version.
  for (const file of readdirSync(path.join(WEB, 'assets')))
    expect(file).toMatch(/-[\w-]{8}\.\w+$|^pdfjs-\d+\.\d+\.\d+$/);
  expect(readdirSync(WEB).sort()).toEqual(['assets', 'index.html']);
});
