import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { EXPIRING, LISTED, NAMED, OWN } from '../../../shared/organizations/holdings.ts';

const SHARED = path.resolve(import.meta.dirname, '../../../shared');

/** Below the tenant, the first word of every primary partition that an entity is modelled with. */
const partitions = globSync('**/*.ts', { cwd: SHARED }).flatMap((file) => {
  const text = readFileSync(path.join(SHARED, file), 'utf8');
  return [...text.matchAll(/primary\(\s*\[[^\]]*\],\s*`T#\\\$\{tenant_id\}#([A-Z-]+)/g)].map(
    ([, name]) => [name ?? '', file] as const,
  );
});

it('everything of an organization is found when it is exported or deleted', () => {
  expect(partitions.length).toBeGreaterThan(15);
  const known = new Set([OWN, ...NAMED, ...EXPIRING, ...LISTED.map(({ head }) => head)]);
  const lost = partitions.filter(([name]) => !known.has(name));
  expect(lost, 'add these partitions to shared/organizations/holdings.ts').toEqual([]);
});
