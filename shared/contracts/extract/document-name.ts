/** The document's title, from its first page or its opening sentence. */
import type { Fact } from '../extraction.ts';
import { factAt } from './facts.ts';
import { isLegalForm } from './names.ts';
import { isPlaceholder } from './placeholders.ts';
import type { Source, Span } from './source.ts';

/** What a document can be; the first group names an agreement for certain. */
const KINDS =
  'Agreement|Agreements|Contract|Contracts|Amendment|Amendments|Addendum|Addenda|Certificate|Order Form|Order Forms|Purchase Order|Statement of Work|Engagement Letter|Letter Agreement|Letter of Intent|Letter of Agreement|Letter of Understanding|Lease|Deed|Terms and Conditions|Terms of Service|Terms of Use|Memorandum of Understanding|Memorandum of Agreement|Service Order|Work Order|Renewal Order|Cover Page|Order|Schedule|Sublicense|License|Licence|Undertaking|Guaranty|Guarantee|Waiver|Supplement|Proposal|Quotation|Compact|Charter|Policy|Plan';
const KIND = `(?:${KINDS}|${KINDS.toUpperCase()})`;
const WORD = String.raw`(?:[\p{Lu}\d][\p{L}\p{M}\d.&'/+’°-]*|&|-|and|of|for|to|the|on|in|with|by|\([\p{Lu}][^()]{0,30}\))`;
const LINK = '(?:and|AND|&|to|TO|for|FOR|of|OF|on|ON)';
const FINAL =
  '(?:Agreement|AGREEMENT|Order|ORDER|Terms|TERMS|Amendment|AMENDMENT|Addendum|ADDENDUM|Contract|CONTRACT|Lease|LEASE)';
/** "… No. 2", "… Addendum I", "… and Renewal Order", "… to Lease Agreement". */
const TAIL = String.raw`(?: (?:(?:ADDENDUM|Addendum|AMENDMENT|Amendment) )?(?:NO\.?|No\.?|n°|#) ?\d+| (?:ADDENDUM|Addendum|AMENDMENT|Amendment)(?: [IVX]{1,4}| \d{1,2})?| [IVX]{1,4}| \d{1,2})?(?![\p{L}\d])(?:,? ${LINK} (?!THIS|This)(?:${WORD},? ){0,10}?${FINAL}(?![\p{L}]))?`;
/** A license, schedule or plan may only be what the agreement is about: the agreement's own word is sought behind it. */
const TITLE = new RegExp(
  String.raw`(?<![\p{L}\d])((?:${WORD},? ){0,13}?${WORD},? )?(${KIND})(?![\p{L}])(?! (?:(?!THIS|This)(?:[\p{Lu}][\p{L}'-]*|and|AND|&),? ){0,4}(?:AGREEMENT|Agreement|CONTRACT|Contract)(?![\p{L}]))${TAIL}`,
  'gu',
);
/** A whole line such as "Distributorship agreement". */
const PLAIN_LINE = /^\p{Lu}[\p{L} &-]{2,60} (?:agreement|contract|amendment|addendum|letter|lease)$/u;
const SHOUT = /^[^\p{Ll}]+$/u;

interface Candidate {
  readonly name: string;
  readonly span: Span;
  readonly score: number;
}

const SKIP =
  /^(?:exhibit|annex|appendix|attachment|ex)\b[ -]*[\d.]*[a-z]?(?:\([a-z\d]+\))*(?:[ .:-]+(?=[\p{Lu}"])|$)|^(?:table of contents|confidential(?: treatment)?(?: requested)?|execution (?:version|copy)|final|draft|copy|source|page \d+|certain (?:information|confidential)|\[\*+\])\b/iu;

const NOISE =
  /^(?:(?:EXHIBIT|Exhibit|ANNEX|Annex|APPENDIX|Appendix|ATTACHMENT|Attachment|EX)\b[ -]*(?:[\d.]+(?:\([a-z\d]+\))?[A-Z]?|[A-Z]\b)?[ .:-]*|(?:EXECUTION|Execution) (?:VERSION|Version|COPY|Copy) ?|(?:CONFIDENTIAL|Confidential)(?: TREATMENT REQUESTED)?[ .:-]*|\(TRANSLATION\) ?|(?:FINAL|Final|DRAFT|Draft) |(?:this|the|an?|that certain|certain|and|of|for|to|by|in|on|with|-|THE|The|THIS|This) (?=\S)|\d[\d.]* (?=\S))/u;

/** The title's own words: exhibit numbers, marks of a version and the company's name before it are removed. */
function tidy(text: string): string {
  let name = text;
  for (let round = 0; round < 4; round++) name = name.replace(NOISE, '');
  const words = name.split(' ');
  const form = words.findLastIndex(
    (word, index) =>
      index < words.length - 1 && isLegalForm(word) && /[.,]|^(?:LLC|GmbH|Inc|INC|Ltd|LTD)$/.test(word),
  );
  return words
    .slice(form + 1)
    .join(' ')
    .replace(NOISE, '')
    .replace(/[ ,;:(-]+$/, '')
    .trim();
}

function fromHead(source: Source): Candidate[] {
  const found: Candidate[] = [];
  const head = source.text.slice(0, 6000);
  let order = 0;
  let at = 0;
  for (const line of head.split(/[\n\t]/)) {
    const start = at;
    at += line.length + 1;
    if (line.trim() === '') continue;
    order++;
    if (order > 60) break;
    const lead =
      /^(?:EXHIBIT|Exhibit|ANNEX|Annex|EX)[ -]*[\d.]*[A-Z]?(?:\([a-z\d]+\))*[ .:-]*/.exec(line)?.[0].length ??
      0;
    const scope = line.slice(lead, lead + 260);
    if (PLAIN_LINE.test(scope)) {
      const from = start + lead;
      found.push({ name: scope, span: { start: from, end: from + scope.length }, score: 4 - order * 0.06 });
    }
    for (const match of scope.matchAll(TITLE)) {
      const shouting = SHOUT.test(match[2] ?? '');
      let text = match[0];
      let offset = 0;
      if (shouting) {
        // In a run of mixed case only the capitals that lead to the kind are the title.
        const words = text.split(' ');
        let first = words.length;
        while (
          first > 0 &&
          (SHOUT.test(words[first - 1] ?? '') || /^(?:and|of|to|for|the)$/.test(words[first - 1] ?? ''))
        )
          first--;
        offset = words.slice(0, first).join(' ').length + (first > 0 ? 1 : 0);
        text = text.slice(offset);
      }
      const name = tidy(text);
      if (name === '' || isPlaceholder(name)) continue;
      const alone = match.index <= 2 && scope.length - match[0].length < 12;
      const leads = match.index + offset <= 2;
      const words = name.split(' ').length;
      let score = 3 - order * 0.06 - (match.index / 260) * 1.5;
      if (alone) score += 2.5;
      else if (leads) score += 1.4;
      if (shouting) score += 0.8;
      if (words === 1) score -= 2;
      if (words > 12) score -= 0.7;
      if (
        /\b(?:agreement|contract|amendment|addendum|order form|statement of work|engagement letter|certificate|lease)\b/i.test(
          match[2] ?? '',
        )
      )
        score += 1.2;
      if (
        /^(?:schedules?|plans?|polic|orders?|licen|terms|renewal|proposal|supplement|waiver|charter|undertaking)/i.test(
          match[2] ?? '',
        )
      )
        score -= 1;
      if (
        /\b(?:this|the|such|said|any|an?|that|to|under|between|of)\s$/i.test(
          scope.slice(0, match.index + offset),
        ) &&
        !alone
      )
        score -= 2;
      if (SKIP.test(name)) score -= 2;
      if (
        /\b(?:ARTICLE|Article|SECTION|Section|Page)\b|^\d|\b(?:of|OF) (?:the|THE|this|THIS) (?:agreement|contract)$/i.test(
          name,
        )
      )
        score -= 2;
      if (/^ ?[:(]? ?[A-Z]?\d{3,}|^:/.test(scope.slice(match.index + match[0].length))) score -= 1;
      if (/^(?:table of contents|agreements?|contracts?)$/i.test(name)) score -= 1;
      const from = start + lead + match.index + offset + Math.max(0, text.indexOf(name));
      found.push({ name, span: { start: from, end: from + name.length }, score });
    }
  }
  return found;
}

/** 'This Turn-Key Manufacturing Agreement (the "Agreement") is made …' */
function fromOpening(source: Source): Candidate | null {
  const head = source.flat.slice(0, 20_000);
  const match = new RegExp(
    String.raw`\b(?:This|THIS) ((?:${WORD},? ){1,14}(?:Agreement|AGREEMENT|Contract|CONTRACT|Amendment|AMENDMENT|Addendum|ADDENDUM|Lease|LEASE|Letter|Order|ORDER|Statement of Work|STATEMENT OF WORK)(?: No\.? ?\d+| I{1,3})?)(?=[ ,(])`,
    'u',
  ).exec(head);
  if (!match?.[1]) return null;
  const name = tidy(match[1]);
  const start = match.index + match[0].length - match[1].length + match[1].indexOf(name);
  return { name, span: { start, end: start + name.length }, score: 0 };
}

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '');

/** Reads the title; null where nothing on the first page names the document. */
export function findDocumentName(source: Source): Fact<string> | null {
  const head = fromHead(source).sort((a, b) => b.score - a.score);
  const opening = fromOpening(source);
  let best = head[0] ?? null;
  if (opening) {
    const wanted = words(opening.name);
    const echo = head.find((candidate) => {
      const own = new Set(words(candidate.name));
      return wanted.filter((word) => own.has(word)).length >= wanted.length * 0.75;
    });
    if (echo && (!best || echo.score > best.score - 2.2)) best = echo;
    else if (!best || best.score < 3) best = opening;
  }
  if (!best) return null;
  const agrees = opening !== null && words(opening.name).join(' ') === words(best.name).join(' ');
  const confidence = 0.45 + (agrees ? 0.25 : 0) + Math.min(0.25, Math.max(0, best.score / 20));
  return factAt(source, best.name, [best.span], confidence);
}
