/**
 * The app's texts in the reader's language: English from the start, others loaded when they are chosen. In a component,
 * `useTranslation()` gives a `t` that follows the language; elsewhere `t` is this module's.
 */
import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { store, stored } from '../components/stored.ts';
import { type English, en } from './en/index.ts';

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: English };
    returnNull: false;
  }
}

const STORED = 'gangway.language';
const OF_ORGANIZATION = 'gangway.organization-language';
const LOADERS: Readonly<Record<Exclude<Language, 'en'>, () => Promise<object>>> = {
  de: async () => (await import('./de/index.ts')).de,
};

export const i18n = createInstance();
void i18n.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  // React escapes what it renders.
  interpolation: { escapeValue: false },
  initAsync: false,
  react: { useSuspense: false },
});

export const t = i18n.t;

/** English texts of a screen that is loaded later. Other languages have all of theirs from when they are chosen. */
export const addTexts = (texts: Partial<English>): void => {
  i18n.addResourceBundle('en', 'translation', texts, true, true);
};

const isLanguage = (value: unknown): value is Language => LANGUAGES.some((language) => language === value);

/** What was chosen in the profile; undefined while the browser's languages decide. */
export function chosenLanguage(): Language | undefined {
  const chosen = stored(STORED);
  return isLanguage(chosen) ? chosen : undefined;
}

/** @param preferred language tags, the most wanted first */
export const bestLanguage = (preferred: readonly string[]): Language =>
  preferred.map((tag) => tag.split('-')[0]).find(isLanguage) ?? 'en';

export const currentLanguage = (): Language => (isLanguage(i18n.language) ? i18n.language : 'en');

/** What members read who have chosen nothing; undefined leaves it to the browser. */
export async function adoptLanguage(language: Language | undefined): Promise<void> {
  if (stored(OF_ORGANIZATION) === language) return;
  store(OF_ORGANIZATION, language);
  await startLanguage();
}

/** Chooses a language for good; undefined leaves it to the browser again. */
export async function chooseLanguage(language: Language | undefined): Promise<void> {
  store(STORED, language);
  await startLanguage();
}

/** Loads and shows the language that is due. Where it cannot be loaded, what is shown stays. */
export async function startLanguage(): Promise<void> {
  const ofOrganization = stored(OF_ORGANIZATION);
  const language =
    chosenLanguage() ?? (isLanguage(ofOrganization) ? ofOrganization : bestLanguage(navigator.languages));
  if (language !== 'en' && !i18n.hasResourceBundle(language, 'translation')) {
    const texts = await LOADERS[language]().catch(() => undefined);
    if (!texts) return;
    i18n.addResourceBundle(language, 'translation', texts);
  }
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
}

/**
 * The tag that dates, numbers and money are written by: the reader's own variant of the language (`en-GB`) where the
 * browser names one. What a browser names need not be a tag that `Intl` takes (`en-US@posix`).
 */
export function locale(): string {
  const language = currentLanguage();
  const variant = (globalThis.navigator?.languages ?? []).find((tag) => tag.split('-')[0] === language);
  try {
    return Intl.getCanonicalLocales(variant)[0] ?? language;
  } catch {
    return language;
  }
}
