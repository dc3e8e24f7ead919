/** What every screen of an organization is shown by: its ways of writing, its colours (WS-01, WS-02). */
import * as z from 'zod';
import type { Actor } from '../kernel/actor.ts';
import { ColoursBody, readBranding } from './branding-document.ts';
import { accentPair } from './contrast.ts';
import { readWorkspace, WorkspaceSettings } from './workspace.ts';

export const Ways = z.object({
  settings: WorkspaceSettings.nullable().meta({ description: 'null until somebody sets them' }),
  colors: ColoursBody.nullable().meta({ description: 'Of its accent; null where it has none' }),
  logo_id: z.string().nullable().meta({ description: 'The branding has a link to it' }),
});

export async function readWays(actor: Actor): Promise<z.output<typeof Ways>> {
  const [workspace, { value: branding }] = await Promise.all([readWorkspace(actor), readBranding(actor)]);
  return {
    settings: workspace.version > 0 ? workspace.value : null,
    colors: branding.accent === null ? null : accentPair(branding.accent),
    logo_id: branding.logo?.id ?? null,
  };
}
