/** WCAG 2.2 contrast of the app's colours, worked out from their definitions. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { accentPair } from '../../../shared/workspace/contrast.ts';
import { ACCENTS } from '../../../web/src/app/accents.ts';
import { brandAccent } from '../../../web/src/app/brand.ts';
import { accentVariables, DANGER, GROUNDS, NIGHT, STONE } from '../../../web/src/app/theme.ts';

const TEXT = 4.5;
const GRAPHIC = 3;

function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** What is written in each scheme whatever the accent: text and the quieter text. */
const INKS = { light: ['#1c1917', STONE[6]], dark: [NIGHT[0], NIGHT[2]] } as const;

const css = readFileSync(path.resolve(import.meta.dirname, '../../../web/src/app/global.css'), 'utf8');
/** Colours of `global.css`, by scheme: those of `:root`, and those of the dark scheme. */
const declared = {
  light: css.slice(css.indexOf(':root {'), css.indexOf('}')),
  dark: css.slice(css.indexOf("[data-mantine-color-scheme='dark'] {")).split('}')[0] ?? '',
};
const variable = (scheme: 'light' | 'dark', name: string) =>
  new RegExp(`--gw-${name}: (#\\w{6});`).exec(declared[scheme])?.[1] ?? '';

test('black on white is 21 to 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

test('white is readable on buttons that cannot be taken back', () => {
  for (const ground of Object.values(DANGER)) expect(contrast('#ffffff', ground)).toBeGreaterThan(TEXT);
});

/** An organization's own, the hardest ones: the palest, the darkest, and between. */
const BRANDS = ['#ffffff', '#ffee00', '#00ff7f', '#888888', '#ff0000', '#7c3aed', '#000000'].map(
  (colour) => [`the accent ${colour}`, brandAccent(accentPair(colour))] as const,
);

describe.each([...Object.entries(ACCENTS), ...BRANDS])('%s', (_, accent) => {
  const { shades } = accent;
  const variables = accentVariables(accent);
  const { light, dark } = GROUNDS;

  test('white is readable on its buttons, also under the pointer', () => {
    for (const shade of [shades[7], shades[8]]) expect(contrast('#ffffff', shade)).toBeGreaterThan(TEXT);
  });

  test.each(['light', 'dark'] as const)('in the %s scheme it is readable on every ground', (scheme) => {
    const own = variables[scheme];
    for (const ground of [...Object.values(GROUNDS[scheme]), own['--gw-accent-soft']])
      expect(contrast(own['--gw-accent'], ground)).toBeGreaterThan(TEXT);
  });

  test.each(['light', 'dark'] as const)(
    'in the %s scheme texts are readable on its soft ground',
    (scheme) => {
      for (const ink of INKS[scheme])
        expect(contrast(ink, variables[scheme]['--gw-accent-soft'])).toBeGreaterThan(TEXT);
    },
  );

  test('the ring of the focus and filled buttons stand out from what is around them', () => {
    for (const ground of Object.values(light)) {
      expect(contrast(variables.light['--gw-focus'], ground)).toBeGreaterThan(GRAPHIC);
      expect(contrast(shades[7], ground)).toBeGreaterThan(GRAPHIC);
    }
    for (const ground of Object.values(dark))
      expect(contrast(variables.dark['--gw-focus'], ground)).toBeGreaterThan(GRAPHIC);
  });
});

describe.each(['light', 'dark'] as const)('in the %s scheme', (scheme) => {
  const grounds = Object.values(GROUNDS[scheme]);
  test('texts are readable on every ground', () => {
    for (const ink of INKS[scheme])
      for (const ground of [...grounds, variable(scheme, 'attention-soft')])
        expect(contrast(ink, ground)).toBeGreaterThan(TEXT);
  });
  test.each(['good', 'attention', 'bad', 'busy'])('the colour of “%s” is readable as text', (tone) => {
    for (const ground of grounds) expect(contrast(variable(scheme, tone), ground)).toBeGreaterThan(TEXT);
  });
});
