/** Service levels: metric and target, from tables and sentences. */
import type { Fact, ServiceLevel } from '../extraction.ts';
import { nameKey } from './names.ts';
import { proseServiceLevels } from './service-prose.ts';
import { tableServiceLevels } from './service-tables.ts';
import type { Source } from './source.ts';
import type { Grid } from './tables.ts';

const figures = (target: string): string =>
  target
    .toLowerCase()
    .replace(/[^\d.,%]+/g, ' ')
    .trim();

/** All service levels, tables before prose, each once. */
export function findServiceLevels(source: Source, grids: readonly Grid[]): Fact<ServiceLevel>[] {
  const found: Fact<ServiceLevel>[] = [];
  const same = (a: ServiceLevel, b: ServiceLevel): boolean =>
    figures(a.target) === figures(b.target) && nameKey(a.metric) === nameKey(b.metric);
  for (const fact of [...grids.flatMap(tableServiceLevels), ...proseServiceLevels(source)])
    if (!found.some((other) => same(other.value, fact.value))) found.push(fact);
  return found;
}
