export const appearance = {
  scheme: 'Colour scheme',
  light: 'Light',
  dark: 'Dark',
  auto: 'As the system does',
  accent: 'Accent colour',
  ofOrganization: 'Your organization’s',
  accents: {
    teal: 'Teal',
    blue: 'Blue',
    violet: 'Violet',
    berry: 'Berry',
    forest: 'Forest',
  },
  language: 'Language',
  browserLanguage: 'As the browser does',
  /** Each in its own words. */
  languages: {
    en: 'English',
    de: 'Deutsch',
  },
} as const;
