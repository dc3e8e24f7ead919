/** Builds what the assembly ships: one esbuild pass over all functions, the OpenAPI document, the web app. */
import { parseArgs } from 'node:util';
import { build } from '../lib/build.ts';

const { values } = parseArgs({ options: { help: { type: 'boolean' } } });
if (values.help) {
  console.log(
    'npm run build\n\nBundles functions into dist/functions, the OpenAPI document and the web app into dist/web.',
  );
} else {
  const result = await build();
  console.log(
    `${result.functions} functions in ${result.bundleMs} ms, median ${result.medianKB} KB; web app in ${result.webMs} ms.`,
  );
}
