/** Which law governs the contract. */
import type { Fact } from '../extraction.ts';
import { type Cue, weigh } from './cues.ts';
import { factAt } from './facts.ts';
import { ADJECTIVE, FOREIGN_LAW, foreignPlace, placeOf } from './law-adjectives.ts';
import { isPlaceholder } from './placeholders.ts';
import { JURISDICTION, jurisdictionName } from './places.ts';
import type { Source } from './source.ts';

const CLAUSE =
  /\b(?:govern(?:ed|ing|s)?|controlled|constru(?:ed|ing)|interpret(?:ed|ation)|enforced|determined|choose|chosen|select(?:ed)?|subject to|applicable law|pursuant to|in accordance with|under|accordance to|validity)\b/gi;
/** "State of", "Grand Duchy of": what stands before a place's name. */
const KIND =
  '(?:(?:state|commonwealth|province|republic(?! of (?:China|Korea))|kingdom|federal republic|grand duchy|principality|emirate|territory|canton|island|special administrative region|SAR|country|city)(?:,? (?:and|or) (?:province|state|country))? (?:of )?)?';
const LAW = new RegExp(
  String.raw`\b(?:laws?|legislation|statutes)(?: and (?:[a-z]+ ){1,3}?)?(?: (?:then )?in (?:force|effect))? ?(?:of|in|from|is (?:the )?(?:law )?(?:of )?|prevailing in|applicable in)?(?: and (?:for|in))?,? (?:the )?(?:internal laws of )?${KIND}(?:the )?(?<place>${JURISDICTION})(?![\p{L}])`,
  'giu',
);
/** "The law governing this Agreement is that of …", "Governing law. Scotland." */
const NAMED = new RegExp(
  String.raw`\b(?:law (?:governing|applicable to|that governs) (?:this|the) [a-z]+ (?:is|shall be|will be) (?:that|the laws?) of|(?:governing|applicable) laws?(?: (?:and|&) (?:jurisdiction|venue|forum))? ?[.:-]) (?:the )?${KIND}(?:the )?(?<place>${JURISDICTION})(?! (?:courts?|is the venue)\b)(?![\p{L}])`,
  'giu',
);
const NATIONAL = new RegExp(
  String.raw`(?<![\p{L}])(?<place>${JURISDICTION}|${ADJECTIVE})(?: (?:state|federal|substantive|civil|domestic|internal|material|and (?:U\.?S\.? )?federal))? (?:law|laws|LAW|LAWS|Law|Laws)\b`,
  'gu',
);
/** "… of the United States and of the State of Arizona": the state's law is meant. */
const AND_STATE = new RegExp(
  String.raw`^,? (?:and|and of|and by|as well as)(?: the)?(?: laws? of)?(?: the)? (?:state|commonwealth) of (?<place>${JURISDICTION})(?![\p{L}])`,
  'iu',
);
const UNITED_STATES = /^(?:United States|U\.S\.A\.|USA)/i;

interface Candidate {
  /** As {@link jurisdictionName} prints it. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

/** What stands before the law, up to a sentence or so. */
const BEFORE: readonly Cue[] = [
  [
    2,
    /\b(?:this|the|these) (?:agreement|contract|amendment|letter|addendum|lease|order|sow|statement|terms|certificate|undertaking|plan|note|deed|engagement|policy)\b/i,
  ],
  [1.5, /\bgoverning law|applicable law|choice of law|law and jurisdiction|governing\b/i],
  [
    0.7,
    /\b(?:hereof|hereunder|hereto|(?:relationship|rights|obligations|agree\w*|disputes?)\b.{0,40}\bparties|parties\b.{0,30}\b(?:agree|choose|rights|obligations))\b/i,
  ],
];
const NEAR: readonly Cue[] = [
  [-0.5, /\b(?:arbitration|property is located|disput|venue|courts?)\b/i],
  [0.6, /\b(?:governed|construed|interpreted|controlled) (?:by|under|in accordance with) (?:the )?$/i],
  [0.6, /\bsubject to (?:the )?$/i],
  // Whom the law binds is no choice of it.
  [
    -2,
    /\b(?:comply|complies|compliance|conform|permitted|required|prohibited|licen[sc]ed) (?:with|by|under) (?:all |the |any |applicable )*$/i,
  ],
];
const AFTER: readonly Cue[] = [
  [1.5, /conflicts? of law|choice of law|principles|without (?:regard|reference|giving)|excluding|CISG/i],
  [3.5, /^[^.;]{0,50}\b(?:shall |will )?(?:govern|control|appl(?:y|ies))/i],
];
const ORGANIZED =
  /\b(?:organi[sz]ed|existing|incorporated|formed|corporation|chartered|company|partnership|incorporation|domiciled|good standing|created)\b[^.]{0,60}$/i;

function verbScore(near: string): number {
  const verbs = near.match(CLAUSE)?.map((verb) => verb.toLowerCase()) ?? [];
  if (
    verbs.some((verb) =>
      /^govern|^controll|^constru|^interpret|^enforced|^cho|^select|applicable law/.test(verb),
    )
  )
    return 3;
  if (verbs.includes('determined')) return 2;
  return verbs.some((verb) => /subject|accordance|under|pursuant/.test(verb)) ? 1 : 0;
}

function candidates(source: Source): Candidate[] {
  const { flat } = source;
  const found: Candidate[] = [];
  for (const pattern of [LAW, NAMED, NATIONAL]) {
    for (const match of flat.matchAll(pattern)) {
      if (isPlaceholder(match[0])) continue;
      let place = match.groups?.place ?? '';
      const before = flat.slice(Math.max(0, match.index - 240), match.index);
      const near = before.slice(-110);
      let end = match.index + match[0].length;
      const after = flat.slice(end, end + 120);
      let score = verbScore(near) + weigh(before, BEFORE) + weigh(near, NEAR) + weigh(after, AFTER);
      if (ORGANIZED.test(near) && !/\bgoverned|\bconstrued/i.test(near)) score -= 4;
      score -= (match.index / Math.max(1, flat.length)) * 0.2;
      if (pattern === NATIONAL) score -= 0.6;
      if (pattern === NAMED) score += 4;
      let start = match.index + match[0].lastIndexOf(place);
      const state = UNITED_STATES.test(place) ? AND_STATE.exec(after) : null;
      if (state) {
        place = state.groups?.place ?? place;
        start = end + state[0].lastIndexOf(place);
        end += state[0].length;
      }
      found.push({ name: jurisdictionName(placeOf(place)), start, end: start + place.length, score });
    }
  }
  return [...found, ...foreign(flat)].sort((a, b) => b.score - a.score);
}

const CHOSEN =
  /(?<![\p{L}])(?:gilt|gelten|unterlieg(?:t|en)|anwendbar|Anwendung|anzuwenden|maßgeblich|ausschließlich|van toepassing|beheerst|régie?s?|soumise?s?|applicables?|appliqu\w+|rigen?|regir[áa]n?|regid[oa]s?|sujet[oa]s?|somet\w+|aplicables?|regolat[oa]|disciplinat[oa]|soggett[oa]|applicabile|applica|reger-se|aplicável)(?![\p{L}])/iu;
const FOUNDED =
  /(?<![\p{L}])(?:gegründet|eingetragen|Gesellschaft|société|constituée?|immatriculée?|sociedad|constituida|società|costituita|sociedade|vennootschap)(?![\p{L}])[^.]{0,40}$/iu;

/** Clauses in German, French, Spanish, Italian, Portuguese and Dutch, as side-by-side contracts have them. */
function foreign(flat: string): Candidate[] {
  const found: Candidate[] = [];
  for (const match of flat.matchAll(FOREIGN_LAW)) {
    const name = foreignPlace(match);
    if (name === null) continue;
    const end = match.index + match[0].length;
    const before = flat.slice(Math.max(0, match.index - 110), match.index);
    const after = flat.slice(end, end + 70);
    let score = 0.5;
    if (CHOSEN.test(before) || CHOSEN.test(after)) score += 3;
    if (FOUNDED.test(before)) score -= 3;
    if (
      /\b(?:Vertrag|Vereinbarung|contrat|contrato|contratto|convention|convenio|accord|acuerdo)\b/i.test(
        before,
      )
    )
      score += 0.8;
    found.push({ name: jurisdictionName(name), start: match.index, end, score });
  }
  return found;
}

/** Reads the governing law; null where no clause names one. */
export function findGoverningLaw(source: Source): Fact<string> | null {
  const all = candidates(source);
  const [best] = all;
  if (!best || best.score < 2.5) return null;
  const { name } = best;
  const strong = all.filter((candidate) => candidate.score > 3.5);
  const rivals = strong.filter((candidate) => candidate.name !== name).length;
  const confidence =
    0.5 +
    Math.min(0.4, best.score * 0.055) +
    (strong.length > 1 && rivals === 0 ? 0.04 : 0) -
    Math.min(0.3, rivals * 0.15);
  const clause = Math.max(0, best.start - 90);
  const from = Math.max(
    clause,
    source.text.lastIndexOf('\n', best.start) + 1,
    source.flat.lastIndexOf('. ', best.start) + 2,
  );
  return factAt(source, name, [{ start: Math.min(from, best.start), end: best.end }], confidence);
}
