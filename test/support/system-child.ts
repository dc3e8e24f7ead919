/** The system in a process of its own, for tests that kill it: `node system-child.ts '{"assembly":…,"data":…}'`. */
import { startLocal } from '../../bin/local-runtime.ts';

const runtime = await startLocal(JSON.parse(process.argv[2] ?? '{}'));
process.send?.({ appUrl: runtime.appUrl, awsUrl: runtime.awsUrl });
