/** Technical requirements, each with its category. */
import type { Fact, TechnicalRequirement } from '../extraction.ts';
import { factAt, factOf } from './facts.ts';
import { isPlaceholder } from './placeholders.ts';
import { categoryOf, signalsIn } from './requirement-kinds.ts';
import type { Source, Span } from './source.ts';
import { columnOf, type Grid } from './tables.ts';

/** Headings under which every sentence is a condition of the systems. */
const TECHNICAL =
  /\b(?:technical|technology|tech(?:nische|niques?|nicas?|niche)|specifications?|IT|ICT|systems?|information systems?|interfaces?|integrations?|infrastructure|hosting|platform) (?:and (?:\w+ )?\w+ )?(?:requirements?|conditions?|standards?|specifications?|schedule|annex|appendix|exhibit|provisions?|rules|measures|matters|facilities|security|data|environment|Bedingungen|Anforderungen|condiciones)\b|\b(?:technical|specifications?|technology)\b|^(?:systems|interfaces|integrations?|infrastructure|requirements)$|\b(?:information|data|security) (?:and|&) (?:information )?(?:systems?|technology|interfaces)\b|\bsystems? (?:and|&) (?:data|facilities|security|interfaces|information)\b/i;
/** Headings under which some are, beside what lawyers say of records and privacy. */
const MIXED =
  /\b(?:information security|security|data|identity|migration|hosting|records?|files|privacy|access control|business continuity|backups?)\b/i;
const UNLIKE =
  /\b(?:service levels?|contacts?|fees|prices?|general|confidential\w*|protection|support|definitions?|persons?|people|insurance|liability|payment|audit|assistance|training|personal)\b/i;
const NUMBERED =
  /^(?:(?:ARTICLE|Article|SECTION|Section|PART|Part|EXHIBIT|Exhibit|SCHEDULE|Schedule|ANNEX|Annex|APPENDIX|Appendix|§) ?[\w.]+ ?[-–:.]? ?|\w+ (?:Schedule|Annex|Exhibit|Part) ?[-–:.]? ?|(?:[\dIVXA-Z]{1,4}[.)]?|\d+(?:\.\d+)*) (?:(?:bis|ter) ?)?(?=\p{Lu}))/u;

type Kind = 'technical' | 'mixed' | null;

function kindOf(heading: string): Kind {
  const text = heading.replace(NUMBERED, '').trim();
  if (
    TECHNICAL.test(text) &&
    !/\b(?:service levels?|contacts?|fees|support|training|assistance|consult\w+)\b/i.test(text)
  )
    return 'technical';
  return MIXED.test(text) && !UNLIKE.test(text) ? 'mixed' : null;
}

const DISCLAIMER =
  /\b(?:no promise|its own (?:side|risk)|own side|some countries|does not (?:warrant|guarantee|cover)|describes a past|may (?:offer|move|use|pause|suspend|change)|not part of|purchase[- ]order|disclos\w+|left out|is responsible for|confidential information|reverse engineer|third part(?:y|ies)|intellectual property|trademark|liab\w+|indemnif\w+|warrant(?:y|ies)|laws? (?:that|of|forbid)|agree(?:s|d) in writing|each party|either party|the parties|parties agree|this (?:schedule|order form|agreement|contract|annex)|neither party|legislation|(?:shall|will) comply with|applicable law|processing agreement|shall pay|invoices?|fees|struck|replaced by|deleted|purchase order)\b|[$€£¥₹@]/i;
const HEADING =
  /^(?:(?:ARTICLE|Article|SECTION|Section|PART|Part|EXHIBIT|Exhibit|SCHEDULE|Schedule|ANNEX|Annex|APPENDIX|Appendix) [\w.]+|§ ?[\d.]{1,6}|[\d.]{1,6}|[A-Z])[.):]? ?[-–:]? ?\S|^\p{Lu}[^.!?;]{2,70}$/u;

const ITEM = /^(?:[-*•◦▪·–] ?|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\) |[a-z]\. |[A-Z]{1,3}-?\d+ )/u;

const isHeading = (text: string): boolean =>
  text.length < 80 &&
  HEADING.test(text) &&
  !ITEM.test(text) &&
  !/[.;,]$/.test(text) &&
  !/\b(?:shall|will|must|is|are)\b/.test(text);

function tidy(text: string): string {
  return text
    .replace(/^\W{0,3}\t/, '')
    .replace(/^(?:[-*•◦▪·o] |\(?[a-z\d]{1,3}[.)] |\d+(?:\.\d+)+ |[A-Z]{1,4}-\d+ )/u, '')
    .replace(/\s+/g, ' ')
    .replace(/[.;]$/, '')
    .trim();
}

/** Sentences of a paragraph with their spans. */
function sentences(source: Source, paragraph: Span): Span[] {
  const text = source.text.slice(paragraph.start, paragraph.end);
  const spans: Span[] = [];
  let start = 0;
  for (const stop of text.matchAll(/(?<!\b(?:v|No|Inc|Co|e\.g|i\.e|approx))[.;](?= \p{Lu}|$)/gu)) {
    spans.push({ start: paragraph.start + start, end: paragraph.start + stop.index + 1 });
    start = stop.index + 2;
  }
  if (start < text.length) spans.push({ start: paragraph.start + start, end: paragraph.end });
  return spans;
}

function fromTable(grid: Grid): Fact<TechnicalRequirement>[] {
  const column = columnOf(
    grid.header,
    /\b(?:technical )?(?:requirement|specification|condition|control)s?\b/i,
  );
  if (column < 0 || /\b(?:price|fee|amount)\b/i.test(grid.header.join(' '))) return [];
  return grid.rows.flatMap((row) => {
    const text = tidy(row.cells[column] ?? '');
    if (text.split(' ').length < 3 || isPlaceholder(text)) return [];
    return [factOf({ requirement: text, category: categoryOf(text) }, [row.evidence], 0.88)];
  });
}

const ENGLISH = /\b(?:the|and|is|are|shall|will|must|of|to|in|by|with|for|on|at|from)\b/gi;
const FOREIGN =
  /\b(?:der|die|das|und|wird|werden|den|dem|des|über|für|ist|sind|mit|von|les|est|sont|une|dans|pour|par|aux|los|las|del|por|para|con|una|se|het|een|voor|och|är|på|il|gli|della|che|não|uma|são)\b/gi;

/** The other language's half of a contract in two. */
const isForeign = (text: string): boolean =>
  (text.match(FOREIGN)?.length ?? 0) > Math.max(1, text.match(ENGLISH)?.length ?? 0);

/** Two columns of sentences, one for each language or party, and no table. */
const isBeside = (text: string): boolean => {
  const cells = text.split('\t').filter((cell) => cell.trim() !== '');
  return cells.length === 2 && cells.every((cell) => cell.split(' ').length >= 5);
};

/** The cells of a paragraph whose columns are read apart; the paragraph itself where it has none. */
function cellsOf(source: Source, paragraph: Span): Span[] {
  const text = source.text.slice(paragraph.start, paragraph.end);
  if (!isBeside(text)) return [paragraph];
  let at = paragraph.start;
  return text.split('\t').map((cell) => {
    const span = { start: at, end: at + cell.length };
    at = span.end + 1;
    return span;
  });
}

/** "6 bis. The following applies to information systems:" opens a section as a heading does. */
const INTRODUCES =
  /\b(?:following|these|below)\b[^.]{0,60}\b(?:systems?|technical|interfaces?|technology|information security)\b[^.]{0,30}:$/i;

function fromText(source: Source): Fact<TechnicalRequirement>[] {
  const found: Fact<TechnicalRequirement>[] = [];
  let kind: Kind = null;
  let since = 0;
  const english = (source.flat.match(/ (?:the|of|shall|and) /g)?.length ?? 0) > 30;
  for (const paragraph of source.paragraphs) {
    if (found.length >= 60) break;
    const text = source.text.slice(paragraph.start, paragraph.end);
    // One tab after a list mark is an item, more are a table's row.
    const tabled = text.replace(/^[^\p{L}]{0,4}\t/u, '').includes('\t');
    if (tabled && (kind !== 'technical' || !isBeside(text))) continue;
    if (isHeading(text) || INTRODUCES.test(text)) {
      kind = INTRODUCES.test(text) ? 'technical' : kindOf(text);
      since = 0;
      continue;
    }
    since += text.length;
    if (since > (kind === 'technical' ? 6000 : 2500)) kind = null;
    for (const span of cellsOf(source, paragraph).flatMap((cell) => sentences(source, cell))) {
      const sentence = tidy(source.text.slice(span.start, span.end));
      const wordCount = sentence.split(' ').length;
      if (
        wordCount < 4 ||
        wordCount > 60 ||
        /:$/.test(sentence) ||
        (english && isForeign(sentence)) ||
        isPlaceholder(sentence) ||
        DISCLAIMER.test(sentence)
      )
        continue;
      const signals = signalsIn(sentence);
      const enough =
        kind === 'technical' ||
        (kind === 'mixed'
          ? signals >= 1 || categoryOf(sentence) !== 'other'
          : signals >= 2 &&
            /\b(?:is|are|must|shall|will|use|uses|keeps?|supports?|maintains?|provides?|runs?)\b/.test(
              sentence,
            ) &&
            wordCount <= 40);
      if (!enough) continue;
      found.push(
        factAt(
          source,
          { requirement: sentence, category: categoryOf(sentence) },
          [span],
          kind === null
            ? Math.min(0.6, 0.3 + signals * 0.08)
            : kind === 'technical' && signals > 0
              ? 0.8
              : 0.65,
        ),
      );
    }
  }
  return found;
}

/** All technical requirements; a table of them makes scattered sentences unlikely. */
export function findRequirements(source: Source, grids: readonly Grid[]): Fact<TechnicalRequirement>[] {
  const tabled = grids.flatMap(fromTable);
  const told = fromText(source).filter((fact) => tabled.length === 0 || fact.confidence > 0.62);
  const seen = new Set<string>();
  return [...tabled, ...told].filter((fact) => {
    const key = fact.value.requirement.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
