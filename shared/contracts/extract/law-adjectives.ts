/** Laws named by their nation: "German law", "deutsches Recht", "droit français", "ley española". */

const ENGLISH: Readonly<Record<string, string>> = {
  English: 'England',
  Israeli: 'Israel',
  German: 'Germany',
  French: 'France',
  Swiss: 'Switzerland',
  Swedish: 'Sweden',
  Japanese: 'Japan',
  Chinese: 'China',
  Dutch: 'Netherlands',
  Italian: 'Italy',
  Spanish: 'Spain',
  Indian: 'India',
  Canadian: 'Canada',
  Australian: 'Australia',
  Danish: 'Denmark',
  Norwegian: 'Norway',
  Finnish: 'Finland',
  Belgian: 'Belgium',
  Austrian: 'Austria',
  Korean: 'Korea',
  Irish: 'Ireland',
  Scottish: 'Scotland',
  Scots: 'Scotland',
  Polish: 'Poland',
  Portuguese: 'Portugal',
  Greek: 'Greece',
  Turkish: 'Turkey',
  Czech: 'Czech Republic',
  Slovak: 'Slovakia',
  Hungarian: 'Hungary',
  Romanian: 'Romania',
  Bulgarian: 'Bulgaria',
  Croatian: 'Croatia',
  Slovenian: 'Slovenia',
  Estonian: 'Estonia',
  Latvian: 'Latvia',
  Lithuanian: 'Lithuania',
  Icelandic: 'Iceland',
  Cypriot: 'Cyprus',
  Maltese: 'Malta',
  Mexican: 'Mexico',
  Brazilian: 'Brazil',
  Argentine: 'Argentina',
  Chilean: 'Chile',
  Colombian: 'Colombia',
  Peruvian: 'Peru',
  Russian: 'Russia',
  Ukrainian: 'Ukraine',
  Thai: 'Thailand',
  Malaysian: 'Malaysia',
  Indonesian: 'Indonesia',
  Philippine: 'Philippines',
  Vietnamese: 'Vietnam',
  Taiwanese: 'Taiwan',
  Singaporean: 'Singapore',
  Egyptian: 'Egypt',
  Nigerian: 'Nigeria',
  Kenyan: 'Kenya',
  'South African': 'South Africa',
  Québec: 'Québec',
};

/** Source of a regular expression for the adjectives of English clauses. */
export const ADJECTIVE = Object.keys(ENGLISH).join('|');

/** The place an adjective means; the text itself where it is none. */
export const placeOf = (text: string): string => ENGLISH[text] ?? text;

/** Stems of the adjectives in other languages, and the names that follow "Recht der …", "lois de …". */
const STEMS: readonly (readonly [stem: string, place: string])[] = [
  ['deutsch', 'Germany'],
  ['österreichisch', 'Austria'],
  ['schweizerisch|schweizer', 'Switzerland'],
  ['französisch', 'France'],
  ['englisch', 'England'],
  ['italienisch', 'Italy'],
  ['spanisch', 'Spain'],
  ['niederländisch', 'Netherlands'],
  ['belgisch', 'Belgium'],
  ['luxemburgisch', 'Luxembourg'],
  ['liechtensteinisch', 'Liechtenstein'],
  ['nederlands', 'Netherlands'],
  ['français', 'France'],
  ['suisse', 'Switzerland'],
  ['belge', 'Belgium'],
  ['luxembourgeois', 'Luxembourg'],
  ['allemand', 'Germany'],
  ['anglais', 'England'],
  ['italien', 'Italy'],
  ['espagnol', 'Spain'],
  ['monégasque', 'Monaco'],
  ['marocain', 'Morocco'],
  ['tunisien', 'Tunisia'],
  ['québécois', 'Québec'],
  ['español', 'Spain'],
  ['mexican', 'Mexico'],
  ['argentin', 'Argentina'],
  ['chilen', 'Chile'],
  ['colombian', 'Colombia'],
  ['peruan', 'Peru'],
  ['italian', 'Italy'],
  ['svizzer', 'Switzerland'],
  ['portugues|português', 'Portugal'],
  ['brasileir', 'Brazil'],
];
const NAMES: readonly (readonly [name: string, place: string])[] = [
  ['Bundesrepublik Deutschland|Deutschlands?|Allemagne|Alemania|Germania', 'Germany'],
  ['Republik Österreich|Österreichs?|Autriche', 'Austria'],
  ['Schweizerischen Eidgenossenschaft|Schweiz|Suisse|Suiza|Svizzera', 'Switzerland'],
  ['Fürstentums Liechtenstein', 'Liechtenstein'],
  ['République française|France|Francia|Frankreichs?', 'France'],
  ['Grand-Duché de Luxembourg|Großherzogtums Luxemburg|Luxemburgs', 'Luxembourg'],
  ['Belgique|Belgiens', 'Belgium'],
  ['Québec', 'Québec'],
  ['Reino de España|España|Espagne|Spaniens', 'Spain'],
  ['Estados Unidos Mexicanos|México', 'Mexico'],
  ['República Argentina|Argentina', 'Argentina'],
  ['República de Chile|Chile', 'Chile'],
  ['República de Colombia|Colombia', 'Colombia'],
  ['República del Perú|Perú', 'Peru'],
  ['República Federativa do Brasil|Brasil', 'Brazil'],
  ['República Portuguesa|Portugal', 'Portugal'],
  ['Repubblica italiana|Repubblica Italiana|Italia|Italie|Italiens', 'Italy'],
  ['Inglaterra|Angleterre', 'England'],
];

const LAW_WORD =
  '(?:Recht(?:s|es)?|recht|droit|lois?|législation|ley(?:es)?|legislación|derecho|legge|leggi|diritto|lei|leis|legislação|direito)';
const stems = STEMS.map(([stem]) => stem).join('|');
const names = NAMES.map(([name]) => name).join('|');
/** The adjective before or behind the word for law, or the country behind it. */
export const FOREIGN_LAW = new RegExp(
  String.raw`(?<![\p{L}])(?:(?<before>${stems})(?:e[smnr]?|s)? (?:materielle[smnr]? )?(?:Recht(?:s|es)?|recht)|${LAW_WORD} (?:(?<behind>${stems})(?:e?s?|a|o|as|os|he|i)|(?:der|des|de la|du|de los|del|de|della|dell'|da|do|d') ?(?:province (?:de|du) )?(?<name>${names})))(?![\p{L}])`,
  'giu',
);

/** The place a match of {@link FOREIGN_LAW} names. */
export function foreignPlace(match: RegExpMatchArray): string | null {
  const { before, behind, name } = match.groups ?? {};
  const [table, text] = name === undefined ? [STEMS, before ?? behind ?? ''] : [NAMES, name];
  return table.find(([form]) => new RegExp(`^(?:${form})$`, 'iu').test(text))?.[1] ?? null;
}
