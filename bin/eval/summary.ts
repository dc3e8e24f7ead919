/** Everything that was measured, as one JSON document; the tables show the same. */
import type { ModelPrices } from '../../shared/contracts/model/cost.ts';
import { judgedFacts, type Trust, trustOf } from './confidence.ts';
import { type Corpus, FORMATS } from './corpus.ts';
import { type CostSummary, costSummary } from './cost.ts';
import type { Measured } from './measure.ts';
import { type MistakeCounts, mistakeCounts } from './mistakes.ts';
import { type Counts, type Quality, qualityOf, sumOf } from './outcome.ts';

export interface FieldSummary extends Counts, Quality {
  readonly mistakes: MistakeCounts;
}

export interface PartSummary {
  readonly part: string;
  readonly documents: number;
  readonly fields: Readonly<Record<string, FieldSummary>>;
  readonly macroF1: number;
}

export interface GroupSummary {
  readonly corpus: string;
  /** One format of a public corpus; all of a filled one. */
  readonly formats: readonly string[];
  /** The parts, then all of them together. */
  readonly parts: readonly PartSummary[];
}

export interface TrustSummary extends Trust {
  readonly part: string;
  readonly fields: Readonly<Record<string, Trust>>;
}

export interface Speed {
  readonly format: string;
  readonly documents: number;
  readonly pages: number;
  readonly seconds: number;
  readonly pagesPerSecond: number;
  /** Of processor time: what one core does. */
}

export interface Summary {
  readonly groups: readonly GroupSummary[];
  readonly confidence: readonly TrustSummary[];
  readonly speed: readonly Speed[];
  readonly peakMemoryMegabytes: number;
  readonly cost: Readonly<Record<string, CostSummary>> | null;
  readonly failures: readonly { readonly id: string; readonly format: string; readonly message: string }[];
}

export function summaryOf(
  corpora: readonly Corpus[],
  measured: readonly Measured[],
  options: { readonly field: string | undefined; readonly prices: ModelPrices | undefined },
): Summary {
  const { field, prices } = options;
  const of = (corpus: Corpus) => measured.filter((each) => each.case.corpus === corpus.name);
  return {
    groups: corpora.flatMap((corpus) => groupsOf(corpus, of(corpus), field)),
    confidence: trustByPart(measured, field),
    speed: speeds(measured),
    peakMemoryMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    cost: prices ? costs(corpora, measured, prices) : null,
    failures: measured.flatMap(({ case: { id, format }, failure }) =>
      failure === null ? [] : [{ id, format, message: failure }],
    ),
  };
}

function groupsOf(corpus: Corpus, measured: readonly Measured[], field: string | undefined): GroupSummary[] {
  const formats = FORMATS.filter((format) => measured.some((each) => each.case.format === format));
  const groups =
    corpus.form === 'public' ? formats.map((format) => [format]) : formats.length > 0 ? [formats] : [];
  return groups.map((group) => {
    const inside = measured.filter((each) => group.includes(each.case.format));
    const names = [...new Set(inside.map((each) => each.case.part))].sort().reverse();
    const parts = names.map((part) =>
      partOf(
        corpus,
        part,
        inside.filter((each) => each.case.part === part),
        field,
      ),
    );
    return {
      corpus: corpus.name,
      formats: group,
      parts: parts.length > 1 ? [...parts, partOf(corpus, 'all', inside, field)] : parts,
    };
  });
}

function partOf(
  corpus: Corpus,
  part: string,
  measured: readonly Measured[],
  only: string | undefined,
): PartSummary {
  const fields = corpus.fields.flatMap((field) => {
    const outcomes = measured.flatMap(({ outcomes }) => outcomes[field] ?? []);
    if (outcomes.length === 0 || (only !== undefined && only !== field)) return [];
    const counts = sumOf(outcomes);
    const mistakes = mistakeCounts(
      field,
      outcomes.flatMap((outcome) => outcome.mistakes),
    );
    return [[field, { ...counts, ...qualityOf(counts), mistakes }] as const];
  });
  // As the given scorers have it: public agreements leave out fields without a label, filled contracts do not.
  const counted = fields.filter(
    ([field, { tp, fp, fn }]) =>
      corpus.macro.includes(field) && (corpus.form === 'public' ? tp + fn > 0 : tp + fp + fn > 0),
  );
  return {
    part,
    documents: measured.length,
    fields: Object.fromEntries(fields),
    macroF1: counted.reduce((sum, [, { f1 }]) => sum + f1, 0) / Math.max(1, counted.length),
  };
}

/** Over all corpora: what rules may be fitted to, what they may not, and both. */
function trustByPart(measured: readonly Measured[], only: string | undefined): TrustSummary[] {
  const parts = [
    ['tuning', measured.filter((each) => each.case.tuning)],
    ['set-aside', measured.filter((each) => !each.case.tuning)],
    ['all', measured],
  ] as const;
  return parts.flatMap(([part, inside]) => {
    const judged = inside
      .flatMap(({ extraction, outcomes }) => judgedFacts(extraction, outcomes))
      .map(({ judged }) => judged)
      .filter(({ field }) => only === undefined || only === field);
    if (judged.length === 0) return [];
    const fields = Map.groupBy(judged, ({ field }) => field);
    return {
      part,
      ...trustOf(judged),
      fields: Object.fromEntries([...fields].map(([field, facts]) => [field, trustOf(facts)])),
    };
  });
}

function speeds(measured: readonly Measured[]): Speed[] {
  return FORMATS.flatMap((format) => {
    const inside = measured.filter((each) => each.case.format === format);
    if (inside.length === 0) return [];
    const sum = (of: (each: Measured) => number) => inside.reduce((total, each) => total + of(each), 0);
    const [pages, seconds] = [sum((each) => each.pages), sum((each) => each.seconds)];
    return {
      format,
      documents: inside.length,
      pages,
      seconds,
      pagesPerSecond: pages / seconds,
    };
  });
}

/** A contract costs what it costs in one format. */
function costs(
  corpora: readonly Corpus[],
  measured: readonly Measured[],
  prices: ModelPrices,
): Record<string, CostSummary> {
  return Object.fromEntries(
    corpora.flatMap(({ name }) => {
      const inside = measured.filter((each) => each.case.corpus === name);
      const once = [...Map.groupBy(inside, (each) => each.case.id).values()].flatMap(
        ([first]) => first?.cost ?? [],
      );
      const summary = costSummary(once, prices);
      return summary ? [[name, summary]] : [];
    }),
  );
}
