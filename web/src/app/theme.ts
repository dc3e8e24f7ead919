/** The chosen accent on warm stone greys. Every colour of text has a contrast of at least 4.5 to what it stands on. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import type { Accent } from './accents.ts';

export const STONE: MantineColorsTuple = [
  '#fafaf9',
  '#f5f5f4',
  '#e7e5e4',
  '#d6d3d1',
  '#c4beb8',
  '#79726c',
  '#6b645e',
  '#57534e',
  '#44403c',
  '#292524',
];

/** Mantine's dark scheme counts from text (0) to the deepest ground (9). */
export const NIGHT: MantineColorsTuple = [
  '#e7e5e4',
  '#d6d3d1',
  '#b0aaa5',
  '#99928c',
  '#4a4642',
  '#37332f',
  '#272421',
  '#1c1a18',
  '#151312',
  '#0e0c0b',
];

/** What all accents stand on. */
export const GROUNDS = {
  light: { ground: '#fafaf9', surface: '#ffffff' },
  dark: { ground: '#1c1a18', surface: '#23201e' },
} as const;

/** The variables that change with accent and scheme; the others are in `global.css`. */
export const accentVariables = ({ shades, darkSoft }: Accent) => {
  return {
    light: {
      '--gw-ground': GROUNDS.light.ground,
      '--gw-surface': GROUNDS.light.surface,
      '--gw-accent': shades[7],
      '--gw-accent-soft': shades[0],
      '--gw-focus': shades[7],
    },
    dark: {
      '--gw-ground': GROUNDS.dark.ground,
      '--gw-surface': GROUNDS.dark.surface,
      '--gw-accent': shades[4],
      '--gw-accent-soft': darkSoft,
      '--gw-focus': shades[4],
    },
  };
};

export const themeOf = ({ shades }: Accent) =>
  createTheme({
    primaryColor: 'accent',
    primaryShade: 7,
    colors: { accent: shades, gray: STONE, dark: NIGHT },
    black: '#1c1917',
    fontFamily:
      'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif',
    headings: { fontWeight: '650' },
    defaultRadius: 'md',
    fontSizes: { xs: '13px' },
    cursorType: 'pointer',
    components: {
      // An element that takes the focus but is no item has no place in a menu.
      Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    },
  });

/** What cannot be taken back: the library's own red is too pale for white words on it. */
export const DANGER = { ground: '#b42318', pointed: '#912018' } as const;

export const variablesOf =
  (accent: Accent): CSSVariablesResolver =>
  () => {
    const { light, dark } = accentVariables(accent);
    const danger = {
      '--mantine-color-red-filled': DANGER.ground,
      '--mantine-color-red-filled-hover': DANGER.pointed,
    };
    return { variables: {}, light: { ...light, ...danger }, dark: { ...dark, ...danger } };
  };
