/** Service levels: metric and target, from tables and sentences. */
import type { Fact, ServiceLevel } from '../extraction.ts';
import { findDurations } from './durations.ts';
import { factAt, factOf } from './facts.ts';
import { nameKey } from './names.ts';
import { isPlaceholder } from './placeholders.ts';
import { type Source, sentenceAround } from './source.ts';
import { columnOf, type Grid } from './tables.ts';

const METRIC =
  /\b(?:measure|metric|service level|service|level|sla|kpi|severity|priority|indicator|class|incident|request|standard|objective)\b/i;
const TARGET =
  /\b(?:target|commitment|standard|objective|goal|threshold|level|value|service level|availability|response|resolution|restoration|recovery|time)\b/i;
const isTarget = (text: string): boolean =>
  /\d(?:[.,]\d+)? ?%|^\d{1,2}:\d{2}/.test(text) ||
  findDurations(text).length > 0 ||
  /\b(?:same|next) (?:business )?day\b|24 ?[x/] ?7/i.test(text);

function fromTable(grid: Grid): Fact<ServiceLevel>[] {
  const { header } = grid;
  const all = `${header.join(' ')} ${grid.caption}`;
  if (/\b(?:price|fee|amount|commission|cost|discount|premium|milestone|hours)\b/i.test(header.join(' ')))
    return [];
  const serviceTable =
    /\b(?:service levels?|sla|severity|priority|response|uptime|availability|service standards?|support|target|commitment|measure|standard)\b/i.test(
      all,
    );
  if (!serviceTable) return [];
  const metric = columnOf(header, METRIC);
  const name = Math.max(metric, 0);
  const targets = header
    .map((_, index) => index)
    .filter((index) => {
      if (index === name) return false;
      const cells = grid.rows.map((row) => row.cells[index] ?? '').filter((cell) => cell !== '');
      return (
        cells.length > 0 &&
        cells.filter(isTarget).length >= cells.length * 0.6 &&
        (TARGET.test(header[index] ?? '') || header[index] === '' || header.length === 2) &&
        !/\bcredit\b|\bcurrent\b|\bprior\b|\bprevious\b/i.test(header[index] ?? '')
      );
    });
  return grid.rows.flatMap((row) =>
    targets.flatMap((column) => {
      const target = row.cells[column] ?? '';
      const label = row.cells[name] ?? '';
      if (!isTarget(target) || label === '' || isPlaceholder(label) || isPlaceholder(target)) return [];
      const heading = header[column] ?? '';
      const full =
        targets.length > 1 ||
        !/\b(?:target|commitment|standard|objective|goal|value|level|service)\b/i.test(heading)
          ? `${label} ${heading}`.trim()
          : label;
      return [factOf({ metric: full, target }, [row.evidence], 0.9)];
    }),
  );
}

const AVAILABILITY =
  /\b(?<metric>(?:\w+ ){0,3}?(?:uptime|availability|available|up[- ]time))\b(?<between>[^.;]{0,90}?)(?<target>\d{2,3}(?:[.,]\d{1,4})? ?%)|(?<target2>\d{2,3}(?:[.,]\d{1,4})? ?%) (?:of the time|(?:monthly |annual )?(?:uptime|availability))/gi;
const PROMISE =
  /\b(?<metric>(?:will |shall |must )?(?:answers?|responds?|acknowledges?|returns?|resolves?|restores?|presents?|delivers?|replies|reply|issues?|processes|confirms?|picks? up|attends?|repairs?|reports?|sends?)\b[^.;,]{0,60}?) (?:within|in (?:no more|less) than|in under|no later than|inside|in(?= (?:\d|one|two|three|four|six|eight|ten|fifteen|thirty))) (?=(?<rest>[^.;]{2,40}))/gi;
/** "Critical defects are resolved within one business day". */
const PASSIVE =
  /(?<=^|[.;:] |\band )(?<metric>[\p{L}\d][\p{L}\d ()/-]{2,60}? (?:is|are|will be|shall be|must be) (?:answered|acknowledged|resolved|restored|returned|issued|processed|responded to|repaired|reported|delivered)) (?:within|in(?= (?:\d|one|two|three|four)))(?= (?<rest>[^.;]{2,40}))/giu;
const RECOVERY =
  /\b(?<metric>recovery (?:time|point) objective(?: \(R[TP]O\))?|RTO|RPO|(?:initial |first )?response time|resolution time|(?:severity|priority) ?\d[\w ]{0,30}?)\b(?<between>[^.;\d]{0,50})(?=\d|one|two|three|four|six|eight|twelve|twenty|thirty|fifteen)/gi;

/** A promise about running the service, not about payments or notices. */
const OPERATIONAL =
  /\b(?:calls?|tickets?|requests?|incidents?|quer(?:y|ies)|questions?|e-?mails?|support|messages?|claims?|certificates?|severity|priority|outages?|profile|enquir\w+|inquir\w+|emergenc\w+|urgent|service|complaints?|alerts?|faults?|defects?|proposals?)\b/i;
const LEGAL =
  /\b(?:pay|invoice|notice|breach|terminat\w+|dispute|cure|written notice|arbitrat\w+|refund|confidential|deliver(?:y|s)? (?:of )?(?:the )?(?:notice|product|goods)|closing|filing|shares?|regulatory|party)\b/i;

function fromProse(source: Source): Fact<ServiceLevel>[] {
  const found: Fact<ServiceLevel>[] = [];
  for (const match of source.flat.matchAll(AVAILABILITY)) {
    const g = match.groups ?? {};
    const sentence = sentenceAround(source, { start: match.index, end: match.index + match[0].length });
    const text = source.flat.slice(sentence.start, sentence.end);
    if (
      /\bcredits?\b|\bbelow\b|\bfalls?\b|\bless than\b|\bdrops?\b/i.test(text) ||
      source.text.slice(sentence.start, sentence.end).includes('\t')
    )
      continue;
    const metric = (
      g.metric ??
      /\b(?:monthly |annual )?(?:uptime|availability)\b/i.exec(text)?.[0] ??
      'availability'
    ).trim();
    found.push(
      factAt(
        source,
        {
          metric: /available$/i.test(metric)
            ? 'Availability'
            : metric.replace(
                /^(?:\w+ ){0,2}?(?:maintains|guarantees|provides|ensures|offers|achieves) /i,
                '',
              ),
          target: (g.target ?? g.target2 ?? '').trim(),
        },
        [{ start: match.index, end: match.index + match[0].length }],
        0.65,
      ),
    );
  }
  for (const match of [...source.flat.matchAll(PROMISE), ...source.flat.matchAll(PASSIVE)]) {
    if (found.length > 25) break;
    const g = match.groups ?? {};
    const [duration] = findDurations(g.rest ?? '');
    if (!duration || duration.start > 12) continue;
    const metric = (g.metric ?? '').replace(/^(?:will|shall|must) /i, '').trim();
    const sentence = sentenceAround(source, { start: match.index, end: match.index + match[0].length });
    const text = source.flat.slice(sentence.start, sentence.end);
    if (!OPERATIONAL.test(metric) || LEGAL.test(metric) || LEGAL.test(text.slice(0, 500))) continue;
    const target = (g.rest ?? '').slice(duration.start, duration.end);
    found.push(
      factAt(source, { metric, target }, [{ start: match.index, end: match.index + match[0].length }], 0.5),
    );
  }
  for (const match of source.flat.matchAll(RECOVERY)) {
    if (found.length > 25) break;
    const g = match.groups ?? {};
    const start = match.index + match[0].length;
    const [duration] = findDurations(source.flat.slice(start, start + 40));
    if (
      !duration ||
      duration.start > 1 ||
      !/^(?:minute|hour|business hour|day|business day)$/.test(duration.unit)
    )
      continue;
    if (
      source.text.slice(match.index, start).includes('\t') ||
      source.text.slice(match.index, start).includes('\n')
    )
      continue;
    if (!/\b(?:is|are|of|within|:|shall be|will be|-|at most|under|less than)\b|:/.test(g.between ?? ''))
      continue;
    found.push(
      factAt(
        source,
        { metric: (g.metric ?? '').trim(), target: source.flat.slice(start, start + duration.end) },
        [{ start: match.index, end: start + duration.end }],
        0.6,
      ),
    );
  }
  return found;
}

/** All service levels, tables before prose, each once. */
export function findServiceLevels(source: Source, grids: readonly Grid[]): Fact<ServiceLevel>[] {
  const found: Fact<ServiceLevel>[] = [];
  for (const fact of [...grids.flatMap(fromTable), ...fromProse(source)]) {
    const key = `${nameKey(fact.value.metric)}|${fact.value.target.toLowerCase()}`;
    if (!found.some((other) => `${nameKey(other.value.metric)}|${other.value.target.toLowerCase()}` === key))
      found.push(fact);
  }
  return found;
}
