/** Small words that tell languages apart; those that several of them share are left out. */
const WORDS: Readonly<Record<string, string>> = {
  en: 'the of and to shall this which any with by or is are be its that from has have for not under as will may such',
  de: 'der die das und ist von den dem des mit für auf eine einer einem wird werden durch nicht sich bei nach oder zur zum im dieser diese',
  fr: 'le les des et est du une dans par pour sur au aux qui ou sont sera cette ce être avec leur ses présent présente',
  es: 'el los las y del una por para con se al su sus este esta será que o como no dentro según cada',
  it: 'il lo gli di della delle dei degli per con che nel alla dal sono è questo presente entro ed',
  nl: 'het een van en zijn voor met wordt op aan worden door niet bij deze dit uit naar te',
  pt: 'os da do das dos em uma para com pelo pela não ao este esta será entre',
  sv: 'och att det som av för på är den ska med till inte eller om vid detta avtal',
  pl: 'w z na do oraz się jest lub przez nie niniejszej umowy od dla',
};

const LANGUAGES = Object.entries(WORDS).map(([name, words]) => [name, new Set(words.split(' '))] as const);

/** Scripts by a range of their letters; Latin is told apart by words. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['cyrillic', /\p{Script=Cyrillic}/gu],
  ['greek', /\p{Script=Greek}/gu],
  ['arabic', /\p{Script=Arabic}/gu],
  ['hebrew', /\p{Script=Hebrew}/gu],
  ['cjk', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu],
];

/** Words looked at: more tell nothing new. */
const SAMPLE = 6000;

/** The language or the script a text is written in, or null where too little tells. */
export function languageOf(text: string): string | null {
  const sample = text.slice(0, SAMPLE);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 8) return null;
  for (const [name, script] of SCRIPTS) if ((sample.match(script)?.length ?? 0) > 0.5 * letters) return name;
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  const counts = LANGUAGES.map(
    ([name, known]) => [name, words.filter((word) => known.has(word)).length] as const,
  ).toSorted((a, b) => b[1] - a[1]);
  const [best, second] = [counts[0]!, counts[1]!];
  return best[1] >= 4 && best[1] >= 0.12 * words.length && best[1] >= 1.5 * second[1] ? best[0] : null;
}

/**
 * Whether texts that stand side by side are one text in several languages: each is known and long enough to be one, and
 * no two are alike.
 */
export function areTranslations(texts: readonly string[]): boolean {
  if (texts.length < 2) return false;
  const languages = texts.map(languageOf);
  if (languages.some((language) => language === null) || new Set(languages).size < texts.length) return false;
  const lengths = texts.map((text) => text.length);
  return Math.max(...lengths) < 3 * Math.min(...lengths);
}
