import type { appearance as english } from '../en/appearance.ts';
import type { Translated } from '../translated.ts';

export const appearance = {
  scheme: 'Farbschema',
  light: 'Hell',
  dark: 'Dunkel',
  auto: 'Wie das System',
  accent: 'Akzentfarbe',
  ofOrganization: 'Wie in der Organisation',
  accents: {
    teal: 'Petrol',
    blue: 'Blau',
    violet: 'Violett',
    berry: 'Beere',
    forest: 'Wald',
  },
  language: 'Sprache',
  browserLanguage: 'Wie der Browser',
  languages: {
    en: 'English',
    de: 'Deutsch',
  },
} as const satisfies Translated<typeof english>;
