import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadFunctions, ROOT } from '../../../lib/definitions.ts';
import { openApi } from '../../../lib/openapi.ts';
import { MAXIMUM_BYTES as API_MAXIMUM } from '../../../shared/contracts/media-types.ts';
import { clientTypes, SCHEMA_FILE } from '../../../web/generate.ts';
import { ACCEPT, MAXIMUM_BYTES } from '../../../web/src/features/contracts/file-check.ts';

const SOURCES = globSync('web/src/**/*.{ts,tsx}', { cwd: ROOT }).map(
  (file) => [file, readFileSync(path.join(ROOT, file), 'utf8')] as const,
);

test('the client’s types are those of the API as it is declared now (else: node web/generate.ts)', async () => {
  const document = openApi(await loadFunctions(), '');
  expect(readFileSync(SCHEMA_FILE, 'utf8')).toBe(await clientTypes(document));
});

test('only the API client talks to a server', () => {
  const talking = SOURCES.filter(([, text]) =>
    /\bfetch\(|XMLHttpRequest\(|sendBeacon|WebSocket\(|EventSource\(/.test(text),
  );
  expect(talking.map(([file]) => path.dirname(file)).filter((folder) => folder !== 'web/src/api')).toEqual(
    [],
  );
  expect(talking).not.toEqual([]);
});

test('nothing is rendered as markup', () => {
  const found = SOURCES.filter(([, text]) =>
    /dangerouslySetInnerHTML|innerHTML|insertAdjacentHTML|document\.write/.test(text),
  );
  expect(found.map(([file]) => file)).toEqual([]);
});

test('no token is put where a script could find it later: two modules store, and what knows tokens does not use them', () => {
  const files = (pattern: RegExp) => SOURCES.filter(([, text]) => pattern.test(text)).map(([file]) => file);
  expect(files(/\b(localStorage|sessionStorage|indexedDB)\b|document\.cookie/).sort()).toEqual([
    'web/src/components/stored.ts',
    'web/src/features/contracts/upload-store.ts',
  ]);
  const storing = files(/\/(stored|upload-store)\.ts'/);
  expect(storing.filter((file) => files(/api\/session\.ts'|accessToken/).includes(file))).toEqual([]);
  expect(storing.filter((file) => file.startsWith('web/src/api/'))).toEqual([]);
});

test('the app imports nothing of the server', () => {
  const imports = SOURCES.flatMap(([file, text]) =>
    [...text.matchAll(/from '(\.[^']+)'/g)].map(([, to = '']) => path.join(path.dirname(file), to)),
  );
  // But for how the audit log is hashed: whoever verifies it must not ask who keeps it. That module imports nothing else.
  const own = (file: string) => file.startsWith('web/src/') || file === 'shared/audit/chain.ts';
  expect(imports.filter((file) => !own(file))).toEqual([]);
});

test('the app takes files up to the size that the API takes', () => {
  expect(MAXIMUM_BYTES).toBe(API_MAXIMUM);
  expect(ACCEPT).toContain('application/pdf,.pdf');
});
