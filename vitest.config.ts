import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

/** Tests of modules that keep clients and what the environment says, or that replace modules. */
const ALONE = ['kernel', 'identity', 'contracts/model', 'onboarding/publish'].map(
  (place) => `test/unit/${place}{/**/*,}.test.ts`,
);

/** `unit` and `unit-alone` need nothing but the sources; `system` runs against the assembly, which is made once before. */
export default defineConfig({
  test: {
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What happens in the background of a busy machine may take its time.
    expect: { poll: { timeout: 5_000 } },
    // More than two cores: many of the system's tests wait for what happens in the background.
    maxWorkers: 3,
    // A worker's files share what they import, and a system; see `test/support/runtime.ts`.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    setupFiles: ['test/support/property-seed.ts'],
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'], exclude: ALONE },
      },
      { extends: true, test: { name: 'unit-alone', include: ALONE, isolate: true } },
      {
        extends: true,
        test: {
          name: 'system',
          include: ['test/{infra,integration,isolation,e2e}/**/*.test.ts'],
          globalSetup: ['test/support/assembly.ts'],
          // A question to the API costs processor time, which the work that is waited for needs.
          expect: { poll: { timeout: 5_000, interval: 200 } },
        },
      },
    ],
  },
});
