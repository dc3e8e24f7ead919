/** Synthesis without the CLI: the same app, with the context of cdk.json. For the local runtime and the tests. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { App } from 'aws-cdk-lib';
import { buildApp } from './app.ts';
import { loadFunctions, ROOT } from './definitions.ts';

/** @param context on top of cdk.json's: `{ stage: 'prod' }` */
export async function synthesize(outdir: string, context: Readonly<Record<string, unknown>> = {}) {
  const { context: defaults } = JSON.parse(readFileSync(path.join(ROOT, 'cdk.json'), 'utf8')) as {
    context: Record<string, unknown>;
  };
  const app = new App({ outdir, analyticsReporting: false, context: { ...defaults, ...context } });
  buildApp(app, await loadFunctions());
  return app.synth();
}
