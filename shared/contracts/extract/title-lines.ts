/** The lines a title can stand on: stamps and exhibit labels cut off, lines of one title joined. */
import { isLegalForm } from './names.ts';
import type { Source } from './source.ts';

/** Candidate text for a title; it stands verbatim in `Source.flat` at `start`. */
export interface TitleLine {
  readonly text: string;
  readonly start: number;
  /** Which printed line of the document this is, from 1. */
  readonly order: number;
  /** How many printed lines it takes. */
  readonly lines: number;
}

const HEAD = 8000;
const MOST = 70;
/** A line is read no further: running text in one paragraph names its document at its beginning. */
const WIDTH = 320;
/** No title takes more lines. */
const LINES = 5;

/** Words that document names are made of, besides what they call the document itself. */
const VOCABULARY = new Set(
  (
    'a addendum administration administrative advisor advisory affiliate agency agent agents alliance allocation amended amendment and annual asset assets assignment ' +
    'associate association assumption bank banking binding brand branding broker brokerage business by capital care channel client clinical cloud co co-branding co-development ' +
    'co-operation co-promotion collaboration commercial commercialization commission common company computer conditions confidential confidentiality construction consultancy ' +
    'consultant consulting content contract contractor contribution cooperation coproduction copyright corporate cost credit custody customer data dealer delivery deployment design ' +
    'developer development digital disclosure distribution distributor distributorship domain eighth electronic employee employment endorsement energy engagement engineering ' +
    'enterprise equipment equity escrow evaluation exchange exclusive executive extended extension facilities facility fee fifth film financial financing first for form fourth ' +
    'framework franchise franchising full fund fundraising funding gas general global government group guaranty health hosting implementation indemnification indemnity independent ' +
    'information installation insurance integration intellectual interactive intercompany interconnection interest international internet inventory investment investor investors in ' +
    'joint junior know-how lease leasing letter liability license licence licensing limited line linking loan logistics long long-term maintenance manage managed management manufacture manufacturing ' +
    'marketing master media medical member membership memorandum merger mobile model modification mortgage mutual name network ninth no non nonexclusive non-binding non-circumvention ' +
    'non-compete non-competition non-disclosure non-exclusive non-solicitation nondisclosure note of office offer on online open operating operation operations operator option order outsource ' +
    'outsourcing ownership participation partner partnering partners partnership patent payment performance personal pilot placement plan platform pledge policy power preferred pricing ' +
    'private procurement product production products professional program project promotion promotional property publishing purchase quality real reciprocal referral registration ' +
    'reimbursement reinsurance release remarketing remediation renewal rental repair representation representative research resale reseller residential restated restrictive retail retention ' +
    'revised revolving rights royalty safety sale sales schedule science second secondment secrecy secured security seller separation service services settlement seventh severance share shared ' +
    'shareholder shareholders sharing shipping short short-term site sixth software sole solicitation sponsor sponsored sponsorship staffing standard standstill statement stock stockholder stockholders ' +
    'storage strategic study subcontract sublease sublicense subordination subscriber subscription supplemental supplier supplies supply support system systems tax team technical ' +
    'technology telecommunications tenth term termination terms testing the third toll to trade trademark trademarks training transaction transfer transition transitional transmission ' +
    'transport transportation travel trust turnkey underwriting unit university use user utility value-added vehicle vendor volume voting warehouse warranty web website wholesale wireless with work works'
  ).split(' '),
);

/** Whether a word is one that document names are made of. */
export const isTitleWord = (word: string): boolean =>
  /^(?:\d+|[IVX]+|[nN]°|&|-)[.,]?$/.test(word) ||
  VOCABULARY.has(word.toLowerCase().replace(/[^\p{L}-]/gu, ''));

/** What stands before a title on its line: exhibit labels, marks of the version, requests for confidential treatment. */
const STAMP =
  /^[ "'*[(]*(?:(?:(?:EXHIBIT|Exhibit|ANNEX|Annex|APPENDIX|Appendix|ATTACHMENT|Attachment|ENCLOSURE|Enclosure)\b[ -]*(?:(?:[A-Z]{1,2}-?)?\d[\d.]*[A-Za-z]?|[A-Z]{1,2}\b|[IVX]{1,4}\b)?(?: ?\([a-zA-Z\d]{1,3}\)){0,2}|EX ?- ?\d[\d.]*[A-Za-z]?(?: ?\([a-zA-Z\d]{1,3}\)){0,2}|(?:FINAL |Final )?(?:EXECUTION|Execution|CONFORMED|Conformed|EXECUTED|Executed|SIGNATURE|Signature|FINAL|Final|REDACTED|Redacted|AGREED|Agreed) (?:VERSION|Version|version|COPY|Copy|copy|DRAFT|Draft|FORM|Form)\b|(?:STRICTLY |Strictly )?(?:PRIVATE|Private)(?: (?:AND|and|&) (?:CONFIDENTIAL|Confidential))?\b|(?:STRICTLY |Strictly |COMPANY |HIGHLY )?CONFIDENTIAL(?: TREATMENT(?: HAS BEEN)? REQUESTED)?\b(?! [A-Z]{4})|Confidential(?= ?$)|Confidential Treatment Requested\b|\(?(?:TRANSLATION|Translation|English [Tt]ranslation)\)|(?:DRAFT|Draft|FINAL|Final|EXECUTION|Execution|ORIGINAL|Original|COPY|Copy)\b(?= ?[:(\d]| ?$| [A-Z]{3})|(?:DATED|Dated) \d[\d./-]+|Page \d+(?: of \d+)?|\(Rev\.? ?\d+\)|\([A-Z][a-z]+\) (?=\d{1,2}\/)|\d{1,2}\/\d{1,2}\/\d{2,4}|\[[^\]]{0,40}\b(?:LOGO|Logo|logo)\b[^\]]{0,30}\]|Version \d[\d.]*|v\d+\.\d+)[ \]).,:;*|-]*)/u;

/** How many characters of a line stand before what may be its title. */
function stamped(text: string): number {
  let at = 0;
  for (let round = 0; round < 6; round++) {
    const length = STAMP.exec(text.slice(at, at + 160))?.[0].length ?? 0;
    if (length === 0) break;
    at += length;
  }
  return at;
}

const GLUE_END =
  /(?:^|[ ,])(?:and|of|for|to|the|on|in|with|by|&|AND|OF|FOR|TO|THE|ON|IN|WITH|BY)$|[,&/]$|[^ -]-$/;
const GLUE_START = /^(?:(?:and|of|for|to|on|AND|OF|FOR|TO|ON|And|Of|For|To|On|&)(?= |$))/;
const KIND_ONLY =
  /^(?:AGREEMENT|Agreement|CONTRACT|Contract|AMENDMENT|Amendment|ADDENDUM|Addendum|LEASE|Lease|ORDER FORM|Order Form|ORDER|Order|DEED|Deed)$/;
const ENDS_IN_KIND =
  /\b(?:AGREEMENTS?|Agreements?|CONTRACTS?|Contracts?|AMENDMENT|Amendment|ADDENDUM|Addendum|LEASE|Lease|ORDER FORM|Order Form|STATEMENT OF WORK|Statement of Work|DEED|Deed|TERMS|Terms|CONDITIONS|Conditions|SCHEDULE|Schedule|LETTER|Letter)(?: (?:NO\.?|No\.?|#|[nN]°) ?(?:\d+|[IVX]{1,4})| [IVX]{1,4}| \d{1,2})?$/;
const TITLE_SHAPED =
  /^(?:(?:[\p{Lu}\d][\p{L}\p{M}\d.'/+°-]*|&|-|and|of|for|to|the|on|in|with|by|n°|\([\p{L} -]{1,30}\)),?(?: |$)){1,16}$/u;
const PARTY_LINE =
  /^(?:BY AND|By and|by and|BETWEEN|Between|between|AMONG|Among|among|DATED|Dated|dated|AS OF|made)\b/;

const wordsOf = (text: string): string[] => text.split(' ').filter((word) => word !== '');

const namesParty = (text: string): boolean =>
  wordsOf(text).some(
    (word, index) => index > 0 && isLegalForm(word) && !/^(?:Limited|LIMITED|as)$/.test(word),
  );

/** Whether the line `next` goes on with the title that `text` begins. */
function continues(text: string, next: string, opening: ReadonlySet<string>): boolean {
  if (!TITLE_SHAPED.test(text) || text.length > 140 || next.length > 140) return false;
  if (namesParty(text) || PARTY_LINE.test(next) || PARTY_LINE.test(text)) return false;
  const known = wordsOf(text).every((word) => isTitleWord(word) || opening.has(word.toLowerCase()));
  if (GLUE_END.test(text)) return wordsOf(text).length > 1 || known;
  if (GLUE_START.test(next)) {
    // "… AGREEMENT" and then "and" leads to a party as often as to more of the title.
    if (/^(?:and|And|AND|&)$/.test(next)) return !ENDS_IN_KIND.test(text);
    return known || ENDS_IN_KIND.test(text);
  }
  if (ENDS_IN_KIND.test(text)) return false;
  if (KIND_ONLY.test(next)) return wordsOf(text).length <= 8;
  return known && TITLE_SHAPED.test(next);
}

/** Title lines of the first pages, each alone and, where a title is set over several, joined. */
export function titleLines(source: Source, opening: ReadonlySet<string>): TitleLine[] {
  const single: TitleLine[] = [];
  let at = 0;
  let order = 0;
  for (const raw of source.text.slice(0, HEAD).split(/[\n\t]/)) {
    const start = at;
    at += raw.length + 1;
    if (raw.trim() === '') continue;
    order++;
    if (order > MOST) break;
    const lead = stamped(raw);
    const text = raw.slice(lead, lead + WIDTH).trimEnd();
    if (text !== '') single.push({ text, start: start + lead, order, lines: 1 });
  }
  const all: TitleLine[] = [];
  single.forEach((line, index) => {
    all.push(line);
    let joined = line;
    for (const next of single.slice(index + 1, index + LINES)) {
      // A stamp between two lines keeps them apart.
      if (joined.start + joined.text.length + 1 !== next.start) break;
      if (!continues(joined.text, next.text, opening)) break;
      joined = {
        text: `${joined.text} ${next.text}`,
        start: line.start,
        order: line.order,
        lines: joined.lines + 1,
      };
      all.push(joined);
    }
  });
  return all;
}
