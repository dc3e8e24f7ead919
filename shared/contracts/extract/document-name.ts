/** The document's title, from its first page or its opening sentence. */
import type { Fact, Party } from '../extraction.ts';
import { type Cue, weigh } from './cues.ts';
import { factAt, factOf } from './facts.ts';
import { isLegalForm, nameKey } from './names.ts';
import { isPlaceholder } from './placeholders.ts';
import type { Source, Span } from './source.ts';
import { isTitleWord, type TitleLine, titleLines } from './title-lines.ts';

/** What names an agreement for certain. */
const SURE =
  'Agreement|Agreements|Contract|Contracts|Subcontract|Amendment|Amendments|Addendum|Addenda|Order Form|Order Forms|Purchase Order|Change Order|Statement of Work|Engagement Letter|Commitment Letter|Offer Letter|Side Letter|Comfort Letter|Letter Agreement|Letter of Intent|Letter of Agreement|Letter of Understanding|Letter of Engagement|Terms of Engagement|Lease|Deed|Terms and Conditions|Terms of Service|Terms of Use|Terms of Business|Memorandum of Understanding|Memorandum of Agreement|Heads of Terms|Heads of Agreement|Term Sheet|Service Order|Work Order|Task Order|Job Order|Renewal Order|Certificate|Indenture|Guaranty|Guarantee|Sublease|Sublicense|Power of Attorney|Promissory Note|Bill of Sale|Vertrag|Vereinbarung|Contrat|Contrato|Contratto|Accord|Acuerdo|Accordo';
/** What may name one, or only a part or the subject of one. */
const LOOSE =
  'Cover Page|Order|Schedule|License|Licence|Undertaking|Waiver|Supplement|Proposal|Quotation|Quote|Compact|Charter|Policy|Plan|Assignment|Release|Joinder|Rider|Protocol|Engagement|Mandate|Covenant|Declaration|Terms|Pledge|Settlement|Warrant|Debenture|Mortgage|Bond';
const KIND = `(?:\\p{L}{3,30}(?:vertrag|VERTRAG|vereinbarung|VEREINBARUNG)|${SURE}|${SURE.toUpperCase()}|${LOOSE}|${LOOSE.toUpperCase()})`;
const IS_SURE = new RegExp(`^(?:${SURE})$`, 'i');
const WORD = String.raw`(?:[\p{Lu}\d][\p{L}\p{M}\d.&'/+’°-]*|&|-|and|of|for|to|the|on|in|with|by|\([\p{Lu}][^()]{0,30}\))`;
const LINK = '(?:and|AND|And|&|to|TO|To|for|FOR|of|OF|on|ON)';
const FINAL =
  '(?:Agreement|AGREEMENT|Order|ORDER|Terms|TERMS|Amendment|AMENDMENT|Addendum|ADDENDUM|Contract|CONTRACT|Lease|LEASE|Deed|DEED|Conditions|CONDITIONS|Statement of Work|STATEMENT OF WORK|Note|NOTE|Indenture|INDENTURE|Plan|PLAN|Policy|POLICY)';
const NUMBER = String.raw`(?:(?:NO|No|no|NR|Nr)\.?|n°|N°|#|Number|NUMBER) ?\(?(?:\d+|[IVX]{1,4}|[Oo]ne|ONE|[Tt]wo|TWO|[Tt]hree|THREE)\)?`;
/** "… No. 2", "… Addendum I", "… and Renewal Order", "… to Lease Agreement". */
const TAIL = String.raw`(?: (?:(?:ADDENDUM|Addendum|AMENDMENT|Amendment) )?${NUMBER}| (?:ADDENDUM|Addendum|AMENDMENT|Amendment)(?: [IVX]{1,4}| \d{1,2})?| [IVX]{1,4}| \d{1,2})?(?![\p{L}\d])(?:,? ${LINK} (?!THIS|This)(?:${WORD},? ){0,12}?${FINAL}(?![\p{L}]))?`;
/** A license, schedule or plan may only be what the agreement is about: the agreement's own word is sought behind it. */
const TITLE = new RegExp(
  String.raw`(?<![\p{L}\d])((?:${WORD},? ){0,15}?${WORD},? )?(${KIND})(?![\p{L}])(?!,? (?:(?!THIS|This|TO|OF|FOR)(?:[\p{Lu}][\p{L}'-]*|and|AND|&),? ){0,4}(?:AGREEMENT|Agreement|CONTRACT|Contract)(?![\p{L}]| (?:${NUMBER}|N[Oo][.:]|Date|DATE)))${TAIL}`,
  'gu',
);
/** A whole line such as "Distributorship agreement" or "Agreement on the supply of gas". */
const PLAIN_LINE =
  /^\p{Lu}[\p{L} &,-]{2,70} (?:agreement|contract|amendment|addendum|letter|lease|deed|terms and conditions|order form|statement of work)(?: no\.? ?\d+)?$|^(?:Agreement|Contract|Deed|Addendum|Amendment) (?:on|for|of|regarding|concerning|relating to|about) [\p{L} &,'-]{3,70}$/u;
const SHOUT = /^[^\p{Ll}]+$/u;
/** What the title of an agreement can go on with on its own line. */
const SUBJECT =
  /^ (?:(?:de|DE|d'|D'|di|DI|do|DO|pour|POUR|para|PARA|per|über|ÜBER|zur|ZUR)(?= |(?<='))|on|ON|for|FOR|regarding|REGARDING|concerning|CONCERNING|relating to|RELATING TO|in respect of|IN RESPECT OF|covering) ?(?!the benefit|and |an? \d)[\p{L}\d &,'/()-]{3,70}$/u;

/** A number, date or the parties behind the title leave it the line's own. */
const GOES_ON =
  /^[ ,(:;-]{0,4}(?:(?:contract|agreement|reference|ref|order|document|doc|deal|version|issue)\.? ?(?:id|no|nr|number|#|n°|:|\d)|(?:no|nr|number)\.? ?:? ?[\w/-]*\d|n°|#|\(the "|dated?\b|by and|between|among|effective\b|as of|made\b)/i;

interface Candidate {
  readonly name: string;
  readonly span: Span;
  readonly score: number;
  /** The name takes its line alone. */
  readonly alone: boolean;
}

const NOISE =
  /^(?:(?:this|the|an?|that certain|certain|and|of|for|to|by|in|on|with|-|&|THE|The|AN?|THIS|This|AND|OF) (?=\S)|\d+(?:\.\d+)*[.)]? (?=\S)|[ .,:;*-]+)/u;

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '');

/** The title's own words: articles and the company's name before it are removed, and a title printed twice is one. */
function tidy(text: string, parties: readonly string[]): string {
  let name = text;
  for (let round = 0; round < 4; round++) name = name.replace(NOISE, '');
  const words = name.split(' ');
  const form = words.findLastIndex(
    (word, index) =>
      index < words.length - 1 &&
      isLegalForm(word) &&
      /[.,]|^(?:LLC|GmbH|Inc|INC|Ltd|LTD|LLP|PLC|plc|AG|SE|INCORPORATED|Incorporated)$/.test(word),
  );
  name = words.slice(form + 1).join(' ');
  for (const party of parties)
    if (name.toLowerCase().startsWith(`${party.toLowerCase()} `)) name = name.slice(party.length + 1);
  for (let round = 0; round < 3; round++) name = name.replace(NOISE, '');
  name = name.replace(/[ ,;:(&-]+$/, '').trim();
  const half = name.slice(0, (name.length - 1) / 2);
  return name === `${half} ${half}` ? half : name;
}

const KIND_CUES: readonly Cue[] = [
  [
    1.2,
    /\b(?:agreement|contract|subcontract|amendment|addendum|order form|statement of work|engagement letter|certificate|lease|deed|memorandum of \w+|letter agreement|letter of \w+)\b/i,
  ],
  [
    -1,
    /^(?:schedules?|plans?|polic|orders?$|licen|terms$|renewal|proposal|supplement|waiver|charter|undertaking|quote|assignment|release|protocol|engagement$|mandate|covenant|declaration|pledge|settlement|warrant|bond|mortgage)/i,
  ],
];
const NAME_CUES: readonly Cue[] = [
  [-4, /^(?:using|how to|about|key terms)\b/i],
  [-2, /^(?:exhibit|annex|appendix|attachment|table of contents|page \d)/i],
  [
    -2,
    /\b(?:ARTICLE|Article|SECTION|Section|Page)\b|^\d|\b(?:of|OF) (?:the|THE|this|THIS) (?:agreement|contract)$/i,
  ],
  [-1, /^(?:agreements?|contracts?|amendments?|addendum|terms|letter|order|schedule)$/i],
];

/** All names a line may hold. */
function fromLine(line: TitleLine, parties: readonly string[]): Candidate[] {
  const found: Candidate[] = [];
  const { text, start, order } = line;
  const entry = /\.{3,}|[^\d.] \d{1,3}$|^\d+\.\d/.test(text) ? 1.5 : 0;
  const worth = -order * 0.06 - entry + (line.lines - 1) * 0.3;
  if (PLAIN_LINE.test(text))
    found.push({
      name: text,
      span: { start, end: start + text.length },
      score: 4.6 + worth,
      alone: true,
    });
  for (const match of text.matchAll(TITLE)) {
    const kind = match[2] ?? '';
    const shouting = SHOUT.test(kind);
    let whole = match[0];
    let offset = 0;
    if (shouting) {
      // In a run of mixed case only the capitals that lead to the kind are the title.
      const words = whole.slice(0, whole.indexOf(kind)).split(' ');
      let first = words.length;
      while (first > 0 && /^[^\p{Ll}]*$|^(?:and|of|to|for|the|on|in|with|by)$/u.test(words[first - 1] ?? ''))
        first--;
      offset = first === 0 ? 0 : words.slice(0, first).join(' ').length + 1;
      whole = whole.slice(offset);
    }
    const before = text.slice(0, match.index + offset);
    const after = text.slice(match.index + match[0].length);
    if (!/\d$|[IVX]$/.test(whole)) whole += SUBJECT.exec(after)?.[0] ?? '';
    const name = tidy(whole, parties);
    if (name === '' || isPlaceholder(name)) continue;
    const at = match.index + offset + Math.max(0, whole.indexOf(name));
    const rest = text.length - at - name.length;
    const alone = at <= 2 && rest < 12;
    const words = name.split(' ').length;
    let score = 3 + worth - (match.index / 260) * 1.5 + weigh(kind, KIND_CUES) + weigh(name, NAME_CUES);
    if (alone) score += 2.5;
    else if (at <= 2 && GOES_ON.test(text.slice(at + name.length))) score += 2;
    else if (at <= 2 || (rest < 12 && offset + match.index <= 2)) score += 1.4;
    if (shouting) score += 0.8;
    if (words === 1) score -= 2;
    if (words > 14) score -= 0.7;
    if (!alone && /\b(?:this|the|such|said|any|an?|that|to|under|between|of|in)\s$/i.test(before)) score -= 2;
    if (!alone && /\b(?:this|the|such|said|any|an?|that) /i.test(match[0].slice(offset, offset + 6)))
      score -= 2;
    if (/^ ?[:(]? ?[A-Z]?\d{3,}|^ ?(?:N[Oo]\.?|Number|Date|DATE)?:/.test(after)) score -= 1.5;
    found.push({ name, span: { start: start + at, end: start + at + name.length }, score, alone });
  }
  return found;
}

const SELF = new RegExp(
  String.raw`\b(?:This|THIS) ((?:${WORD},? ){0,14}?(?:${KIND})(?! (?:and|AND|&|Agreement|AGREEMENT|[\p{Lu}][\p{L}-]+ (?:Agreement|AGREEMENT)))${TAIL})(?= ?[,("]| (?:is|are|made|dated|entered|effective|sets|shall|will|by|between|among|has|constitutes|contains|governs|describes|herein|and)\b)`,
  'u',
);
const LETTER =
  /\b[Tt]his ((?:letter|engagement|consulting|offer|side|commitment|confidential) (?:letter )?(?:agreement|letter)|letter of (?:intent|agreement|understanding|engagement))\b/;

/** 'This Turn-Key Manufacturing Agreement (the "Agreement") is made …' */
function selfReference(source: Source): Candidate | null {
  const head = source.flat.slice(0, 20_000);
  const match = SELF.exec(head) ?? LETTER.exec(head);
  if (!match?.[1]) return null;
  const name = tidy(match[1], []);
  if (isPlaceholder(name)) return null;
  const start = match.index + match[0].length - match[1].length + match[1].indexOf(name);
  return { name, span: { start, end: start + name.length }, score: 0, alone: false };
}

/** A title that only the running headers print. */
function fromRunningHead(source: Source): Fact<string> | null {
  for (const page of source.document.pages.slice(0, 3)) {
    for (const { text, box, role } of page.lines) {
      if (role !== 'header' && role !== 'footer') continue;
      const match = new RegExp(TITLE.source, 'u').exec(text);
      const name = match === null ? '' : tidy(match[0], []);
      if (name === '' || isPlaceholder(name) || name.split(' ').length < 2) continue;
      if (!text.includes(name)) continue;
      return factOf(name, [{ page: page.number, quote: text.trim(), box }], 0.4);
    }
  }
  return null;
}

const same = (a: string, b: string): boolean => wordsOf(a).join(' ') === wordsOf(b).join(' ');

/** Without the words before it that only name a party: 'ACME CONTENT LICENSE AGREEMENT' of "This Content License Agreement". */
function withoutOwner(candidate: Candidate, opening: string, owners: ReadonlySet<string>): Candidate {
  const { name, span } = candidate;
  if (name.length <= opening.length || !name.toLowerCase().endsWith(` ${opening.toLowerCase()}`))
    return candidate;
  const prefix = name.slice(0, name.length - opening.length - 1);
  const foreign = wordsOf(prefix).every(
    (word) => owners.has(word) || /^(?:dba|d|b|a|and|the)$/.test(word) || !isTitleWord(word),
  );
  if (!foreign || /\d/.test(prefix)) return candidate;
  return {
    ...candidate,
    name: name.slice(prefix.length + 1),
    span: { start: span.start + prefix.length + 1, end: span.end },
  };
}

/** How far a candidate may fall behind the best and still be preferred for what the opening sentence says. */
const ECHO = 2.2;

/** Reads the title; null where nothing on the first page names the document. */
export function findDocumentName(source: Source, parties: readonly Fact<Party>[] = []): Fact<string> | null {
  const names = parties.flatMap(({ value }) => (value.name.includes(' ') ? [value.name] : []));
  const opening = selfReference(source);
  const specific = opening !== null && wordsOf(opening.name).length > 1 ? opening : null;
  const lines = titleLines(source, new Set(specific?.name.toLowerCase().split(/[ ,]+/) ?? []));
  const head = lines.flatMap((line) => fromLine(line, names)).sort((a, b) => b.score - a.score);
  let best = head[0] ?? null;
  let echoed = false;
  if (specific) {
    const wanted = wordsOf(specific.name);
    const echo = head.find((candidate) => {
      const own = new Set(wordsOf(candidate.name));
      return (
        candidate.span.start !== specific.span.start &&
        wanted.filter((word) => own.has(word)).length >= wanted.length * 0.75
      );
    });
    if (echo && (!best || echo.score > best.score - ECHO)) {
      const owners = new Set(
        parties.flatMap(({ value }) =>
          [value.name, ...value.aliases].flatMap((name) => nameKey(name).split(' ')),
        ),
      );
      best = withoutOwner(echo, specific.name, owners);
      echoed = true;
    } else if (
      !best ||
      best.score < 3 ||
      (wordsOf(best.name).length === 1 && sameKind(best.name, specific.name))
    )
      best = specific;
  }
  if (!best || best.score < -0.5) best = specific ?? best;
  if (!best) return fromRunningHead(source);
  return factAt(source, best.name, [best.span], confidence(best, head, specific, echoed));
}

const sameKind = (a: string, b: string): boolean => wordsOf(a).at(-1) === wordsOf(b).at(-1);

function confidence(
  best: Candidate,
  head: readonly Candidate[],
  opening: Candidate | null,
  echoed: boolean,
): number {
  const agrees = opening !== null && same(opening.name, best.name);
  const rival = head.find(
    (other) =>
      other !== best && other.alone && !best.name.includes(other.name) && !same(other.name, best.name),
  );
  const words = wordsOf(best.name).length;
  return (
    0.6 +
    (agrees ? 0.2 : echoed ? 0.08 : 0) +
    (best.alone ? 0.12 : -0.05) +
    (opening !== null && !agrees && !echoed ? -0.15 : 0) +
    (rival !== undefined && rival.score > best.score - 1.5 ? -0.1 : 0) +
    (words === 1 || words > 12 ? -0.1 : 0) +
    (IS_SURE.test(best.name.split(' ').at(-1) ?? '') ? 0.04 : -0.06) -
    (best.score < 3 ? 0.12 : 0)
  );
}
