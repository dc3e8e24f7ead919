/** The document's title, from its first page or its opening sentence. */
import type { Fact } from '../extraction.ts';
import { factAt } from './facts.ts';
import { isPlaceholder } from './placeholders.ts';
import type { Source, Span } from './source.ts';

const KIND =
  '(?:agreements?|contracts?|amendments?|addend(?:um|a)|certificates?|order forms?|purchase orders?|orders?|statements? of work|engagement letters?|letter agreements?|letters? of (?:intent|agreement|understanding)|leases?|deeds?|terms (?:and conditions|of (?:service|use))|memorand(?:um|a) of (?:understanding|agreement)|schedules?|sub-?licen[cs]es?|licen[cs]es?|undertakings?|guarant(?:y|ees?)|waivers?|supplements?|proposals?|quotations?|renewals?|compacts?|charters?|cover pages?|polic(?:y|ies)|plans?)';
const WORD = String.raw`(?:[\p{Lu}\d][\p{L}\p{M}\d.&'/+’-]*|&|-|and|of|for|to|the|on|in|with|by|No\.?|\([\p{Lu}][^()]{0,30}\))`;
const TAIL = String.raw`(?: (?:ADDENDUM|Addendum|AMENDMENT|Amendment|NO\.? ?\d+|No\.? ?\d+|#\d+|I{1,3}|IV|V|\d{1,2})\b| (?:and|AND|&) (?:[\p{Lu}][\p{L}'-]* ){0,4}(?:AGREEMENT|Agreement|ORDER|Order|TERMS|Terms|AMENDMENT|Amendment|ADDENDUM|Addendum)\b| (?:to|TO|for|FOR|of|OF|on|ON) (?:the |THE )?(?:[\p{Lu}\d][\p{L}\d'&,.-]* (?:and |of |to |& ?|the )?){0,12}?(?:AGREEMENT|Agreement|CONTRACT|Contract|LEASE|Lease|Hotel|SALES|Sales)\b)?`;
const TITLE = new RegExp(
  String.raw`(?<![\p{L}\d])((?:${WORD},? ){0,13}?${WORD},? )?(${KIND})(?![\p{L}])${TAIL}`,
  'giu',
);
const SHOUT = /^[^\p{Ll}]+$/u;

interface Candidate {
  readonly name: string;
  readonly span: Span;
  readonly score: number;
}

const SKIP =
  /^(?:exhibit|annex|appendix|attachment|ex)\b[ -]*[\d.]*[a-z]?(?:\([a-z\d]+\))*(?:[ .:-]+(?=[\p{Lu}"])|$)|^(?:table of contents|confidential(?: treatment)?(?: requested)?|execution (?:version|copy)|final|draft|copy|source|page \d+|certain (?:information|confidential)|\[\*+\])\b/iu;

/** The title's own words: leading exhibit numbers and "this" removed. */
function tidy(text: string): string {
  return text
    .replace(
      /^(?:EXHIBIT|Exhibit|ANNEX|Annex|APPENDIX|Appendix|EX)[ -]*[\d.]+(?:\([a-z\d]+\))?[A-Z]?[ .:-]*/u,
      '',
    )
    .replace(/^(?:this|the|an?|that certain|certain|and|of|for|to|by|in|on|with|-|\d[\d.]*) (?=\S)/i, '')
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
    TITLE.lastIndex = 0;
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
      } else if (!/^\p{Lu}/u.test(match[2] ?? '')) continue;
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
