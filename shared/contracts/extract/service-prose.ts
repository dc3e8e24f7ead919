/** Service levels that sentences promise: "Urgent calls are answered within 20 minutes." */
import type { Fact, ServiceLevel } from '../extraction.ts';
import { factAt } from './facts.ts';
import { isPlaceholder } from './placeholders.ts';
import { isMeasured, SHARE, SPAN } from './service-targets.ts';
import { type Source, type Span, sentenceAround } from './source.ts';

/** More than this a contract does not promise in sentences. */
const MOST = 30;

const WITHIN = new RegExp(
  String.raw`(?<word>within|inside|in under|in less than|in no more than|no later than|not later than|in(?= (?:at most|no more))|at least|in(?= (?:\d|one|two|three|four|five|six|eight|ten|twelve|fifteen|twenty|thirty|forty|sixty|ninety))) (?:the |at most |no more than )?(?<target>${SPAN})(?<after>[^.;]{0,60})`,
  'giu',
);
const DONE =
  /\b(?:answer\w*|respon[ds]\w*|acknowledg\w*|call(?:s|ed)? (?:you )?back|calls? back|return(?:s|ed)? (?:[\p{L}]+ ){0,3}(?:calls?|messages?|e-?mails?)|resolv\w*|restor\w*|repair\w*|fix(?:es|ed)?|replac\w*|deliver\w*|dispatch\w*|despatch\w*|ship(?:s|ped)?|arriv\w*|attend(?:s|ed)?|on[- ]site|present(?:s|ed)?|show[sn]?|send[s]?|sent|forward\w*|issu(?:e|es|ed)|process(?:es|ed)?|post(?:s|ed)?|handl\w*|book(?:s|ed)?|decid\w*|confirm\w*|correct(?:s|ed)?|free[sd]?|reach(?:es|ed)?|pick(?:s|ed)? up|escalat\w*|transmit\w*|publish\w*|complet\w*|suppl(?:y|ies|ied)|review(?:s|ed)?|repl(?:y|ies|ied)|laid|lay[s]?|rais(?:e|es|ed)|updat(?:e|es|ed)|hand(?:s|ed)? over|fill(?:s|ed)?|open(?:s|ed)?|staff\w*|provision\w*|react\w*|remed\w+|rectif\w+|workaround|back in service|availab\w+|reach(?:es)? you)\b/iu;
const LEGAL =
  /\b(?:pays?|payment|payable|paid|notices?|breach\w*|terminat\w+|dispute[sd]?|cure[sd]?|arbitrat\w+|refund\w*|confidential\w*|closing|filing|shares?|regulat\w+|court|consent\w*|assign\w*|indemnif\w*|insolven\w*|warrant\w*|object(?:s|ed|ion)?|destroy\w*|destruction|withdraw\w*|tax(?:es)?|insur(?:er|ers|ance polic\w+)|mediat\w+|agree(?:s|d)? (?:in writing|upon)|effective date|expiration of|after termination|audit\w*|inspection|books and records|royalt\w+|interest|purchase orders?|forecasts?|accept(?:ance|ed|s)?|reject\w*|approv\w*|non-?conform\w+|title|force majeure|subpoena|law(?:ful|s)?|certificate of|deposit\w*|bonds?|prospectus|securities|minutes of|joint|committee|(?:the )?parties|either party|each party|receiving party|disclosing party|customer shall|client shall|licensee shall|buyer shall|distributor shall)\b/i;
const SECTION =
  /\b(?:service[- ]levels?|service (?:standards?|quality|commitments?|targets?)|response times?|performance standards?|quality|support|what (?:you|to) (?:may |can )?(?:expect|count on)|undertakings|availability|maintenance)\b/i;
const SHARED = new RegExp(
  String.raw`(?<before>[^.;•]{4,120}?)(?<target>${SHARE})(?<after> (?:of the time|of (?:all |the )?\p{L}+|uptime|availability|in (?:each|any|every|a)|per |each |over|measured)?[^.;]{0,40})`,
  'giu',
);

/** "Portal availability: 99.7%; Replies to questions: 2 working days". */
const LISTED = new RegExp(
  String.raw`(?<=[.;:•] |\n)(?<metric>\p{L}[^.;:•\t\n]{3,80}): (?<target>(?:at least |within |under |≥ ?)?(?:${SPAN}|${SHARE}))(?=[;.•\n]| [^;.•]{0,40}[;.•])`,
  'giu',
);
/** What shares of money are called. */
const MONEY_SHARE =
  /\b(?:credits?|below|falls?|less than|drops?|interest|discount|fees?|price|royalt\w+|commission|tax|margin|percentage point|deduct\w*|penalt\w+|voting|shares|stake|owner\w*|increase[sd]?|index|premium|turnover|sales|revenue|purchase|completion|cost|each (?:full |tenth))\b|[$€£]/i;

/** The clause that a promise stands in, from the last joint before it that leaves a verb. */
function clauseOf(before: string): string {
  const joints = [
    ...before.matchAll(/(?:[;:•]|, and|, or|,| and| while| whereas|^\W*(?:\w{1,3}[.)]|\d+(?:\.\d+)*)) /g),
  ].map((match) => match.index + match[0].length);
  for (const joint of joints.reverse()) {
    const clause = before.slice(joint);
    if (DONE.test(clause) && clause.split(' ').length >= 3) return clause;
  }
  return before;
}

const tidy = (clause: string): string =>
  clause
    .replace(/^(?:and|or|that|to|in addition|further(?:more)?|also|moreover|while|whereas) /i, '')
    .replace(
      /^(?:the |our |its )?(?:[\p{Lu}][\p{L}.&'-]*(?: [\p{Lu}][\p{L}.&'-]*){0,3}|supplier|provider|contractor|company|we|agency) (?:shall|will|must|undertakes to|agrees to|promises to) /iu,
      '',
    )
    .replace(/^(?:shall|will|must) /i, '')
    .replace(/[ ,]+$/, '')
    .trim();

/** Where a heading has announced service levels: from it to the next heading, at most 2,500 characters. */
function announced(source: Source): (at: number) => boolean {
  const spans: Span[] = [];
  source.paragraphs.forEach((paragraph, index) => {
    const text = source.text.slice(paragraph.start, paragraph.end);
    if (text.length > 80 || !SECTION.test(text) || /[.;]$/.test(text)) return;
    let end = paragraph.end;
    for (const next of source.paragraphs.slice(index + 1)) {
      const line = source.text.slice(next.start, next.end);
      if (
        next.end - paragraph.end > 2500 ||
        (line.length < 60 && /^(?:\d+\.?|Article|Section|[A-Z]\.) ?\S/.test(line) && !/[.;]$/.test(line))
      )
        break;
      end = next.end;
    }
    spans.push({ start: paragraph.start, end });
  });
  return (at) => spans.some(({ start, end }) => at >= start && at <= end);
}

export function proseServiceLevels(source: Source): Fact<ServiceLevel>[] {
  const found: Fact<ServiceLevel>[] = [];
  const isAnnounced = announced(source);
  const inTable = (span: Span): boolean => {
    const line = source.text.lastIndexOf('\n', span.start);
    const stop = source.text.indexOf('\n', span.end);
    return source.text
      .slice(line + 1, stop < 0 ? undefined : stop)
      .replace(/^[^\p{L}]{0,4}\t/u, '')
      .includes('\t');
  };
  for (const match of source.flat.matchAll(WITHIN)) {
    if (found.length >= MOST) break;
    const span = { start: match.index, end: match.index + match[0].length };
    if (inTable(span)) continue;
    const target = match.groups?.target ?? '';
    const after = match.groups?.after ?? '';
    const sentence = sentenceAround(source, { start: span.start, end: span.start + 8 }, 260);
    const before = source.flat.slice(sentence.start, span.start);
    const clause = clauseOf(before);
    const early = /^(?:at least)$/i.test(match.groups?.word ?? '');
    if (early && !/^ (?:before|prior to|ahead of)\b/.test(after)) continue;
    if (!DONE.test(clause) || clause.split(' ').length > 24) continue;
    const head = isAnnounced(span.start);
    const where = head ? clause : `${clause} ${after.slice(0, 40)}`;
    if (LEGAL.test(where) && !(head && isMeasured(clause))) continue;
    // Days and weeks are for lawyers, too; outside a section on service only hours and minutes count.
    const slow = /day|week|Tag|jour|día|giorn|dag/i.test(target);
    if (!head && !early && slow && !/business|working|one|1\b|two|2\b/i.test(target)) continue;
    if (!head && !isMeasured(clause) && !early) continue;
    const metric = tidy(clause);
    if (metric.length < 4 || metric.length > 120 || isPlaceholder(metric)) continue;
    found.push(
      factAt(
        source,
        {
          metric: early
            ? `${metric} before${after.replace(/^ (?:before|prior to|ahead of)/, '').slice(0, 30)}`.trim()
            : metric,
          target,
        },
        [
          {
            start:
              span.end - after.length - target.length - (match.groups?.word ?? '').length - 1 - clause.length,
            end: span.end - after.length,
          },
        ],
        head ? 0.75 : 0.55,
      ),
    );
  }
  for (const match of source.text.matchAll(LISTED)) {
    if (found.length >= MOST) break;
    const { metric = '', target = '' } = match.groups ?? {};
    const span = { start: match.index, end: match.index + match[0].length };
    if (inTable(span) || MONEY_SHARE.test(metric) || LEGAL.test(metric) || !isMeasured(metric)) continue;
    found.push(factAt(source, { metric: metric.trim(), target: target.trim() }, [span], 0.75));
  }
  for (const match of source.flat.matchAll(SHARED)) {
    if (found.length >= MOST) break;
    const { before = '', target = '', after = '' } = match.groups ?? {};
    const start = match.index + before.length;
    if (inTable({ start, end: start + target.length })) continue;
    const sentence = sentenceAround(source, { start, end: start + target.length }, 260);
    const text = source.flat.slice(sentence.start, sentence.end);
    if (MONEY_SHARE.test(text)) continue;
    const clause = source.flat.slice(sentence.start, start);
    const kind =
      /\b(?:availab\w*|up-?time|up[- ]time|reachab\w*|accura\w+|fill rate|on[- ]time|satisfaction|verfügbar\w*|disponib\w*|durability|success rate|first[- ]contact|answered|packet loss|error rate|placement|retention rate|attendance|punctual\w*|complete\w*)\b/i;
    const named = kind.exec(`${clause} ${after}`);
    if (named === null) continue;
    const metric = tidy(clauseOfShare(clause, after));
    if (metric.length < 4 || isPlaceholder(metric)) continue;
    found.push(
      factAt(
        source,
        { metric, target: target.trim() },
        [{ start: Math.max(sentence.start, start - 120), end: start + target.length }],
        isAnnounced(start) ? 0.75 : 0.6,
      ),
    );
  }
  return found;
}

/** What the share is of: the noun phrase before it without its verb, or behind it. */
function clauseOfShare(before: string, after: string): string {
  const parts = before.split(/[;:•]| and (?=the |an? )|, and /);
  const last = (parts.at(-1) ?? '').replace(
    /,? ?(?:shall|will|must)?,? ?(?:be|is|are|of|at|maintains?|maintain|reach(?:es)?|achieves?|stays?|keeps?|remains?|guarantees?|provides?|ensures?|offers?|not (?:be )?(?:less|lower) than|at least|no less than|not below|a minimum of|minimum|a|an|the| )+$/i,
    '',
  );
  const own = last.trim();
  return /\p{L}{4}/u.test(own)
    ? own
    : `${own} ${after.replace(/^ of the time$/, 'availability').slice(0, 40)}`.trim();
}
