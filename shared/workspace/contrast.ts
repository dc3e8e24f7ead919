/**
 * An accent that is readable (WCAG 2.2, 1.4.3: at least 4.5 to 1). Whatever colour is asked for, each scheme gets one of
 * its hue that text can be written with on every ground, and one that white text can be read on.
 */

/** What text must have against its ground. */
export const READABLE = 4.5;

/** The app's grounds and surfaces, the hardest of each scheme first (`web/src/app/theme.ts`). */
const LIGHT_GROUND = '#f5f5f4';
const DARK_GROUND = '#23201e';

type Rgb = readonly [number, number, number];

export const HEX = /^#[0-9a-f]{6}$/;

const rgb = (hex: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;

const hex = (colour: Rgb) =>
  `#${colour.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;

function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(rgb(one)), luminance(rgb(other))].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const mixed = (from: Rgb, to: Rgb, share: number): Rgb =>
  from.map((channel, index) => channel + ((to[index] ?? 0) - channel) * share) as unknown as Rgb;

const STEPS = 100;

/** The colour nearest to `wanted` on its way to `end` that is readable against all of `against`. */
function readable(wanted: string, end: string, against: readonly string[]): string {
  for (let step = 0; step <= STEPS; step++) {
    const candidate = hex(mixed(rgb(wanted), rgb(end), step / STEPS));
    if (against.every((ground) => contrast(candidate, ground) >= READABLE)) return candidate;
  }
  return end;
}

export interface SchemeAccent {
  /** What text and lines are drawn with. */
  readonly ink: string;
  /** Fills buttons, under white text. */
  readonly fill: string;
  /** A quiet ground for what is chosen. */
  readonly soft: string;
  /** Of the ink against the ground, and of white against the fill: the smaller one. */
  readonly ratio: number;
  /** The colour that was asked for could not be read here: `ink` or `fill` is a shade of it. */
  readonly adjusted: boolean;
}

const WHITE = '#ffffff';
const BLACK = '#000000';
const SOFT_SHARE = 0.08;

function scheme(accent: string, ground: string, end: string): SchemeAccent {
  const soft = hex(mixed(rgb(ground), rgb(accent), SOFT_SHARE));
  const ink = readable(accent, end, [ground, soft]);
  const fill = readable(accent, BLACK, [WHITE]);
  const ratio = Math.min(contrast(ink, ground), contrast(ink, soft), contrast(fill, WHITE));
  return {
    ink,
    fill,
    soft,
    ratio: Math.floor(ratio * 100) / 100,
    adjusted: ink !== accent || fill !== accent,
  };
}

/** @param accent as `#0f766e` */
export const accentPair = (accent: string) => ({
  light: scheme(accent, LIGHT_GROUND, BLACK),
  dark: scheme(accent, DARK_GROUND, WHITE),
});
