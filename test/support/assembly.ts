/** Before any suite that runs against the assembly: it is made once, not by each of them at the same time. */
import { ensureAssembly } from '../../lib/assembly.ts';

export default async function setup(): Promise<void> {
  await ensureAssembly();
}
