/** An organization's accent, as the API works it out for light and dark grounds, as a row of shades like the app's own. */
import type { Accent } from './accents.ts';

interface Ink {
  readonly ink: string;
  readonly soft: string;
}

export interface Brand {
  readonly light: Ink;
  readonly dark: Ink;
}

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** @param share 0: `from` as it is; 1: white or black */
const towards = (from: string, end: 0 | 255, share: number): string =>
  `#${channels(from)
    .map((value) =>
      Math.round(value + (end - value) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

export function brandAccent({ light, dark }: Brand): Accent {
  const paler = (share: number) => towards(light.ink, 255, share);
  return {
    shades: [
      paler(0.93),
      paler(0.82),
      paler(0.66),
      paler(0.5),
      dark.ink,
      paler(0.25),
      paler(0.12),
      light.ink,
      towards(light.ink, 0, 0.15),
      towards(light.ink, 0, 0.3),
    ],
    darkSoft: dark.soft,
  };
}
