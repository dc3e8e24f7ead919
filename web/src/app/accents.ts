/**
 * The colours that a person can choose between. Each is a row from the palest (0) to the deepest shade (9): the seventh
 * fills buttons in both schemes and is the light scheme's ink; the fourth is the dark scheme's. `test/unit/web` measures
 * their contrast.
 */
import type { MantineColorsTuple } from '@mantine/core';

export interface Accent {
  readonly shades: MantineColorsTuple;
  /** A ground for what is chosen or pointed at, in the dark scheme. */
  readonly darkSoft: string;
}

export const ACCENTS = {
  teal: {
    shades: [
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
    ],
    darkSoft: '#14302d',
  },
  blue: {
    shades: [
      '#eff6ff',
      '#dbeafe',
      '#bfdbfe',
      '#93c5fd',
      '#60a5fa',
      '#3b82f6',
      '#2563eb',
      '#1d4ed8',
      '#1e40af',
      '#1e3a8a',
    ],
    darkSoft: '#1a2740',
  },
  violet: {
    shades: [
      '#f5f3ff',
      '#ede9fe',
      '#ddd6fe',
      '#c4b5fd',
      '#a78bfa',
      '#8b5cf6',
      '#7c3aed',
      '#6d28d9',
      '#5b21b6',
      '#4c1d95',
    ],
    darkSoft: '#2a2242',
  },
  berry: {
    shades: [
      '#fdf2f8',
      '#fce7f3',
      '#fbcfe8',
      '#f9a8d4',
      '#f472b6',
      '#ec4899',
      '#db2777',
      '#be185d',
      '#9d174d',
      '#831843',
    ],
    darkSoft: '#3a1d2c',
  },
  forest: {
    shades: [
      '#f1f8ee',
      '#ddefd6',
      '#bfe0b3',
      '#98cb88',
      '#74b564',
      '#559a47',
      '#417f35',
      '#35682b',
      '#2c5325',
      '#264520',
    ],
    darkSoft: '#1f2e1b',
  },
} as const satisfies Record<string, Accent>;

export type AccentName = keyof typeof ACCENTS;
export const ACCENT_NAMES = Object.keys(ACCENTS) as AccentName[];
