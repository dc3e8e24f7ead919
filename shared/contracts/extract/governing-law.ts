/** Which law governs the contract. */
import type { Fact } from '../extraction.ts';
import { factAt } from './facts.ts';
import { isPlaceholder } from './placeholders.ts';
import { JURISDICTION, jurisdictionName } from './places.ts';
import type { Source } from './source.ts';

const CLAUSE =
  /\b(?:govern(?:ed|ing|s)?|constru(?:ed|ing)|interpret(?:ed|ation)|enforced|subject to|applicable law|pursuant to|in accordance with|under|accordance to|validity)\b/gi;
const LAW = new RegExp(
  String.raw`\b(?:laws?|legislation|statutes)(?: and (?:[a-z]+ ){1,3}?)?(?: (?:then )?in (?:force|effect))? ?(?:of|in|from|is (?:the )?(?:law )?(?:of )?|prevailing in|applicable in)?(?: and (?:for|in))?,? (?:the )?(?:internal laws of )?(?:(?:state|commonwealth|province|republic|kingdom|federal republic|special administrative region|SAR|country|city)(?:,? (?:and|or) (?:province|state|country))? (?:of )?)?(?:the )?(?<place>${JURISDICTION})(?![\p{L}])`,
  'giu',
);
const NATIONAL = new RegExp(
  String.raw`(?<![\p{L}])(?<place>${JURISDICTION}|English|Israeli|German|French|Swiss|Swedish|Japanese|Chinese|Dutch|Italian|Spanish|Indian|Canadian|Australian|Danish|Norwegian|Finnish|Belgian|Austrian|Korean|Irish|Scottish|PRC)(?: (?:state|federal|substantive|civil|domestic|internal))? (?:law|laws|LAW|LAWS|Law|Laws)\b`,
  'gu',
);

const ADJECTIVES: Readonly<Record<string, string>> = {
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
};

interface Candidate {
  readonly place: string;
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

function candidates(source: Source): Candidate[] {
  const { flat } = source;
  const found: Candidate[] = [];
  for (const pattern of [LAW, NATIONAL]) {
    for (const match of flat.matchAll(pattern)) {
      const place = match.groups?.place ?? '';
      const before = flat.slice(Math.max(0, match.index - 240), match.index);
      const near = before.slice(-110);
      const after = flat.slice(match.index + match[0].length, match.index + match[0].length + 120);
      let score = 0;
      const verbs = near.match(CLAUSE)?.map((verb) => verb.toLowerCase()) ?? [];
      if (verbs.some((verb) => /^govern|^constru|^interpret|^enforced|applicable law/.test(verb))) score += 3;
      else if (verbs.some((verb) => /subject|accordance|under|pursuant/.test(verb))) score += 1;
      if (
        /\b(?:this|the|these) (?:agreement|contract|amendment|letter|addendum|lease|order|sow|statement|terms|certificate|undertaking|plan|note|deed)\b/i.test(
          before,
        )
      )
        score += 2;
      if (/\bgoverning law|applicable law|choice of law|law and jurisdiction|governing\b/i.test(before))
        score += 1.5;
      if (
        /\b(?:organi[sz]ed|existing|incorporated|formed|corporation|chartered|company|partnership|incorporation|domiciled|good standing|created)\b[^.]{0,60}$/i.test(
          near,
        ) &&
        !/\bgoverned|\bconstrued/i.test(near)
      )
        score -= 4;
      if (/conflicts? of law|choice of law|principles|without (?:regard|reference|giving)/i.test(after))
        score += 1.5;
      if (/^[^.;]{0,50}\b(?:shall |will )?(?:govern|control|appl(?:y|ies))/i.test(after)) score += 3.5;
      if (/\b(?:arbitration|property is located|disput|venue|courts?)\b/i.test(near)) score -= 0.5;
      if (/\b(?:governed|construed) by (?:the )?$/i.test(near)) score += 0.6;
      score -= (match.index / Math.max(1, flat.length)) * 0.2;
      if (pattern === NATIONAL) score -= 0.6;
      const start = match.index + match[0].indexOf(place);
      if (isPlaceholder(match[0])) continue;
      found.push({ place, start, end: start + place.length, score });
    }
  }
  return found.sort((a, b) => b.score - a.score);
}

/** Reads the governing law; null where no clause names one. */
export function findGoverningLaw(source: Source): Fact<string> | null {
  const all = candidates(source);
  const [best] = all;
  if (!best || best.score < 2.5) return null;
  const name = jurisdictionName(ADJECTIVES[best.place] ?? best.place);
  const strong = all.filter((candidate) => candidate.score > 3.5);
  const rivals = strong.filter(
    (candidate) => jurisdictionName(ADJECTIVES[candidate.place] ?? candidate.place) !== name,
  ).length;
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
