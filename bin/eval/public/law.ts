/** Governing law as the scoring of public agreements compares it: by the states, provinces and countries it names. */
import { fold, wordsOf } from './words.ts';

const STATES: ReadonlyMap<string, string> = new Map(
  (
    'alabama AL|alaska AK|arizona AZ|arkansas AR|california CA|colorado CO|connecticut CT|delaware DE|florida FL|' +
    'georgia GA|hawaii HI|idaho ID|illinois IL|indiana IN|iowa IA|kansas KS|kentucky KY|louisiana LA|maine ME|' +
    'maryland MD|massachusetts MA|michigan MI|minnesota MN|mississippi MS|missouri MO|montana MT|nebraska NE|' +
    'nevada NV|new hampshire NH|new jersey NJ|new mexico NM|new york NY|north carolina NC|north dakota ND|ohio OH|' +
    'oklahoma OK|oregon OR|pennsylvania PA|rhode island RI|south carolina SC|south dakota SD|tennessee TN|texas TX|' +
    'utah UT|vermont VT|virginia VA|washington WA|west virginia WV|wisconsin WI|wyoming WY|' +
    'district of columbia DC|puerto rico PR'
  )
    .split('|')
    .map((entry) => [entry.slice(0, -3), entry.slice(-2)] as const),
);

/** Parts of countries other than the United States. */
const PROVINCES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    canada: 'ontario|british columbia|alberta|quebec|nova scotia|manitoba|saskatchewan|new brunswick',
    australia: 'victoria|new south wales|queensland|western australia',
    'united kingdom': 'england|wales|scotland|northern ireland',
    china: 'beijing|shanghai',
  }).flatMap(([country, parts]) => parts.split('|').map((part) => [part, country] as const)),
);

const COUNTRIES = (
  'united states|canada|united kingdom|china|hong kong|taiwan|japan|korea|singapore|india|israel|germany|france|' +
  'italy|spain|portugal|netherlands|belgium|luxembourg|switzerland|austria|sweden|norway|denmark|finland|ireland|' +
  'australia|new zealand|mexico|brazil|argentina|chile|colombia|peru|south africa|kazakhstan|russia|ukraine|poland|' +
  'czech republic|turkey|greece|cyprus|malta|bermuda|cayman islands|british virgin islands|papua new guinea|' +
  'philippines|thailand|malaysia|indonesia|vietnam|united arab emirates|saudi arabia|egypt|nigeria|kenya|hungary|' +
  'romania|bulgaria|panama|bahamas|barbados|guernsey|jersey|isle of man|iceland|monaco|liechtenstein'
).split('|');

/** Other names of these places, and words that contain the name of a place and mean none. */
const REWRITES: readonly (readonly [RegExp, string])[] = [
  [/people'?s republic of china|\bp\.?\s?r\.?\s?c\b\.?|\bprc\b|mainland china/g, ' china '],
  [/\bu\.?s\.?a\b\.?|\bu\.s\.?(?=\W|$)|united states of america/g, ' united states '],
  [/\bu\.?k\b\.?|great britain/g, ' united kingdom '],
  [/republic of korea|south korea/g, ' korea '],
  [/\bthe hague\b/g, ' '],
  [/\bholland\b/g, ' netherlands '],
  [/\bworld\b/g, ' '],
  [/\bnew york city\b|\bcity of new york\b/g, ' new york '],
];

interface Place {
  readonly pattern: RegExp;
  readonly name: string;
  readonly country?: string;
}
const placeOf = (written: string, name: string, country?: string): Place => ({
  pattern: new RegExp(`(?:^|[^a-z])${written}(?![a-z])`),
  name,
  ...(country && { country }),
});

/** Longer names first: New South Wales is no Wales. */
const PLACES: readonly Place[] = [
  placeOf('west virginia', 'west virginia'),
  placeOf('washington,? d\\.?c\\.?', 'district of columbia'),
  ...[
    ...[...STATES.keys()].map((name) => placeOf(name, name)),
    ...[...PROVINCES].map(([name, country]) => placeOf(name, name, country)),
    ...COUNTRIES.map((name) => placeOf(name, name)),
  ].sort((a, b) => b.name.length - a.name.length),
];

/** The places named, each once, in their order; a country only where none of its parts is named. */
export function placesIn(value: unknown): string[] {
  let text = REWRITES.reduce((rest, [pattern, name]) => rest.replace(pattern, name), ` ${fold(value)} `);
  const found: { readonly at: number; readonly place: Place }[] = [];
  for (const place of PLACES)
    for (let match = place.pattern.exec(text); match; match = place.pattern.exec(text)) {
      const { index, 0: words } = match;
      found.push({ at: index, place });
      text = text.slice(0, index) + ' '.repeat(words.length) + text.slice(index + words.length);
    }
  if (found.length === 0) return abbreviated(value);
  const names = found.sort((a, b) => a.at - b.at).map(({ place }) => place.name);
  const superseded = new Set(found.flatMap(({ place }) => place.country ?? []));
  if (names.some((name) => STATES.has(name))) superseded.add('united states');
  return [...new Set(names)].filter((name) => !superseded.has(name));
}

/** `NY`, or `State of ny`: two letters are a state's only where they stand alone. */
function abbreviated(value: unknown): string[] {
  const text = String(value).trim().replace(/\./g, '');
  for (const [name, letters] of STATES)
    if (text === letters || text.toUpperCase() === `STATE OF ${letters}`) return [name];
  return [];
}

const BRITISH = new Set(['england', 'wales', 'united kingdom']);

/** @param labelled each of them is acceptable */
export function sameLaw(read: unknown, labelled: readonly unknown[]): boolean {
  const ours = placesIn(Array.isArray(read) ? read.join('; ') : read);
  const theirs = new Set(labelled.flatMap((label) => placesIn(label)));
  if (ours.length === 0 || theirs.size === 0)
    return labelled.some((label) => wordsOf(label).join(' ') === wordsOf(read).join(' '));
  // A list of many places names no law.
  if (ours.length > Math.max(2, theirs.size)) return false;
  const british = [...theirs].some((name) => BRITISH.has(name));
  return ours.some((name) => theirs.has(name) || (british && BRITISH.has(name)));
}
