/** The organization's colour and logo as they are kept, for those who need no more than to know them (WS-02). */
import * as z from 'zod';
import type { Actor } from '../kernel/actor.ts';
import { readDocument } from './document.ts';
import type { LogoType } from './image-check.ts';

export interface Logo {
  readonly id: string;
  /** The very bytes that were checked: what is uploaded later under the same name is not shown. */
  readonly version_id: string;
  readonly type: LogoType;
  readonly width: number;
  readonly height: number;
}

export interface Branding {
  readonly accent: string | null;
  readonly logo: Logo | null;
}

const NONE: Branding = { accent: null, logo: null };

const SchemeBody = z.object({
  ink: z.string(),
  fill: z.string(),
  soft: z.string(),
  ratio: z.number(),
  adjusted: z
    .boolean()
    .meta({ description: 'A shade of the colour, because the colour itself is not readable' }),
});

export const ColoursBody = z.object({ light: SchemeBody, dark: SchemeBody });

export const readBranding = (actor: Actor) => readDocument(actor, 'branding', NONE);
