/** Teal on warm stone greys. Every colour of text has a contrast of at least 4.5 to what it stands on. */
import { createTheme, type MantineColorsTuple } from '@mantine/core';

const teal: MantineColorsTuple = [
  '#f0fdfa',
  '#ccfbf1',
  '#99f6e4',
  '#5eead4',
  '#2dd4bf',
  '#14b8a6',
  '#0d9488',
  '#0f766e',
  '#115e59',
  '#134e4a',
];

const stone: MantineColorsTuple = [
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
const night: MantineColorsTuple = [
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

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: 7,
  colors: { teal, gray: stone, dark: night },
  black: '#1c1917',
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
});
