/** An export as the API shows it, with links for five minutes. */
import * as z from 'zod';
import type { Actor } from '../kernel/actor.ts';
import { fileLink } from '../kernel/file-link.ts';
import type { Item } from '../kernel/records.ts';
import { exportFileKey, filesOf } from './export.ts';

export const ExportBody = z.object({
  id: z.string(),
  status: z.enum(['running', 'ready']),
  requested_at: z.string(),
  files: z
    .array(
      z.object({
        name: z.string(),
        entity: z.string(),
        records: z.number().int(),
        bytes: z.number().int(),
        url: z.string(),
      }),
    )
    .meta({ description: 'JSON Lines, gzip; links are good for five minutes. Empty while it runs' }),
});

export async function exportView(actor: Actor, record: Item): Promise<z.output<typeof ExportBody>> {
  const id = String(record.id);
  const ready = record.status === 'ready';
  const files = await Promise.all(
    (ready ? filesOf(record) : []).map(async (file) => ({
      ...file,
      url: (
        await fileLink(actor, {
          Key: exportFileKey(actor, id, file.name),
          ResponseContentDisposition: `attachment; filename="${file.name}"`,
        })
      ).url,
    })),
  );
  return {
    id,
    status: ready ? 'ready' : 'running',
    requested_at: String(record.created_at),
    files: files.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
