/**
 * Ten thousand requests made from the OpenAPI document: no 5xx, no answer late or of another shape than declared, and
 * no byte of one organization in an answer to another. `npm run fuzz` sends as many as one likes, with any seed.
 */
import { expect, it } from 'vitest';
import { type Document, operationsOf } from '../../bin/fuzz/operations.ts';
import { fuzz, KEPT_WORKERS } from '../../bin/fuzz/run.ts';
import { loadFunctions } from '../../lib/definitions.ts';
import { openApi } from '../../lib/openapi.ts';
import { CONSOLE_PATHS } from '../../shared/identity/paths.ts';
import { useOwnSystem } from '../support/runtime.ts';

const COUNT = 10_000;
const SEED = Number(process.env.FUZZ_SEED ?? 20_260_301);

/**
 * The console's accounts are not among those who ask (test/isolation/console), and an organization's own fields have to
 * name those that it has (test/integration/workspace).
 */
const ELSEWHERE = [CONSOLE_PATHS, '/api/v1/workspace/custom-fields'];

const system = useOwnSystem({ maxWorkers: KEPT_WORKERS });

it(`holds against ${COUNT} requests of seed ${SEED}`, { timeout: 900_000 }, async () => {
  const operations = operationsOf(openApi(await loadFunctions(), '0') as unknown as Document);
  const { findings, sent, reached } = await fuzz(system.current, operations, { count: COUNT, seed: SEED });
  expect(findings).toEqual([]);
  expect(sent).toBe(COUNT);
  // A fuzzer that is turned away at the door proves nothing.
  const unreached = operations.filter(
    ({ permission, path, name }) =>
      permission && !ELSEWHERE.some((start) => path.startsWith(start)) && !reached.has(name),
  );
  expect(unreached.map(({ name }) => name)).toEqual([]);
});
