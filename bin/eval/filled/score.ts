/** Filled contracts: every field, compared as their scorer compares them. */
import { isBlank, NOTHING, type Outcome, type Outcomes, outcomeOfOne, type Reading } from '../outcome.ts';
import { type Pairing, pairUp } from '../pairing.ts';
import { currencyOf, numberOf, sameAmount, sameMoney } from './amounts.ts';
import type { FilledLabels } from './labels.ts';
import { levelScore, requirementScore, requirementText } from './levels.ts';
import { ATTRIBUTES, organizationScore, personScore } from './names.ts';
import { isoDate, paymentDays, sameDuration } from './time.ts';
import { fold, similarity, wordsOf } from './words.ts';

type Item = Readonly<Record<string, unknown>>;
type Outcomed = readonly [field: string, outcome: Outcome];
type Same = (read: unknown, labelled: unknown) => boolean;

const equal: Same = (read, labelled) => read === labelled;
const nameOf = (item: unknown): unknown =>
  typeof item === 'string' ? item : ((item as Item | null)?.name ?? '');

/** An entry with its place in what was read. */
interface Entry {
  readonly index: number;
  readonly item: unknown;
}

function entriesOf(read: unknown, counts: (item: unknown) => boolean = () => true): Entry[] {
  const items = Array.isArray(read) ? read : isBlank(read) ? [] : [read];
  return items.flatMap((item, index) => (isBlank(item) || !counts(item) ? [] : [{ index, item }]));
}

interface Paired<L> {
  readonly outcome: Outcome;
  readonly pairs: readonly (readonly [read: Item, labelled: L])[];
}

/** @param ignored for an entry without a partner: is it neither right nor wrong? */
function pairedOutcome<L>(
  entries: readonly Entry[],
  labels: readonly L[],
  score: (read: unknown, labelled: L) => number,
  ignored: (read: unknown) => boolean = () => false,
): Paired<L> {
  const pairing: Pairing = pairUp(entries, labels, ({ item }, label) => score(item, label));
  const extra = pairing.extra.filter((position) => !ignored(entries[position]!.item));
  const verdicts: (boolean | null)[] = [];
  for (const { index } of entries) verdicts[index] = null;
  for (const [position] of pairing.pairs) verdicts[entries[position]!.index] = true;
  for (const position of extra) verdicts[entries[position]!.index] = false;
  return {
    outcome: {
      tp: pairing.pairs.length,
      fp: extra.length,
      fn: pairing.missed.length,
      tn: 0,
      mistakes: [
        ...extra.map((position) => ({ kind: 'invented' as const, read: entries[position]!.item })),
        ...pairing.missed.map((position) => ({ kind: 'missed' as const, labelled: labels[position] })),
      ],
      verdicts: Array.from(verdicts, (verdict) => verdict ?? null),
    },
    pairs: pairing.pairs.map(([position, label]) => [entries[position]!.item as Item, labels[label]!]),
  };
}

/** Several values of one name, counted together. */
function together(outcomed: readonly Outcomed[]): Outcomes {
  const result: Record<string, Outcome> = {};
  for (const [field, outcome] of outcomed) {
    const before = result[field] ?? { ...NOTHING, mistakes: [], verdicts: [] };
    result[field] = {
      tp: before.tp + outcome.tp,
      fp: before.fp + outcome.fp,
      fn: before.fn + outcome.fn,
      tn: before.tn + outcome.tn,
      mistakes: [...before.mistakes, ...outcome.mistakes],
      verdicts: [...before.verdicts, ...outcome.verdicts],
    };
  }
  return result;
}

export function scoreFilled(labels: FilledLabels, reading: Reading): Outcomes {
  return together([
    ...parties(labels, reading),
    ...stakeholders(labels, reading),
    ...entitlements(labels, reading),
    ...pricing(labels, reading),
    ...totals(labels, reading),
    ...service(labels, reading),
    ...terms(labels, reading),
  ]);
}

function parties(labels: FilledLabels, reading: Reading): Outcomed[] {
  const { outcome, pairs } = pairedOutcome(
    entriesOf(reading.parties, (item) => Boolean(nameOf(item))),
    labels.parties,
    (read, { name }) =>
      Math.max(
        organizationScore(nameOf(read), name),
        // A person may be a party; a single word is no person's name.
        name.split(' ').length > 1 ? personScore(nameOf(read), name) * 0.99 : 0,
      ),
  );
  return [
    ['parties', outcome],
    ...pairs.map(
      ([read, label]): Outcomed => [
        'party.role',
        outcomeOfOne(read.role, label.role, (ours, theirs) => fold(ours) === theirs),
      ],
    ),
  ];
}

function stakeholders(labels: FilledLabels, reading: Reading): Outcomed[] {
  const { outcome, pairs } = pairedOutcome(
    entriesOf(reading.stakeholders, (item) => Boolean(nameOf(item))),
    labels.stakeholders,
    (read, { name }) => personScore(nameOf(read), name),
  );
  return [
    ['stakeholders', outcome],
    ...pairs.flatMap(([read, label]): Outcomed[] => [
      ...Object.entries(ATTRIBUTES).flatMap(([name, same]): Outcomed[] => {
        const attribute = outcomeOfOne(read[name], label[name as keyof typeof label], same);
        return [
          ['stakeholderAttributes', attribute],
          [`person.${name}`, attribute],
        ];
      }),
      [
        'person.role',
        outcomeOfOne(read.role, label.role, (ours) =>
          (label.roles ?? [label.role]).includes(fold(ours).replace(/[^a-z]+/g, '_')),
        ),
      ],
    ]),
  ];
}

function entitlements(labels: FilledLabels, reading: Reading): Outcomed[] {
  const { outcome, pairs } = pairedOutcome(
    entriesOf(reading.entitlements),
    labels.entitlements,
    (read, label) => {
      const item = read as Item;
      const likeness = similarity(
        typeof read === 'string' ? read : (item.product ?? item.name ?? item.item),
        label.product,
      );
      const [ours, theirs] = [numberOf(item.quantity), label.quantity ?? null];
      const sameCount = ours === theirs || (ours !== null && theirs !== null && sameAmount(ours, theirs));
      return likeness >= 0.5 && sameCount ? likeness : 0;
    },
  );
  return [
    ['entitlements', outcome],
    ...pairs.flatMap(([read, label]): Outcomed[] => [
      ['entitlement.unit', outcomeOfOne(read.unit, label.unit, (a, b) => similarity(a, b) >= 0.5)],
      ['entitlement.start', outcomeOfOne(isoDate(read.start), label.start, equal)],
      ['entitlement.end', outcomeOfOne(isoDate(read.end), label.end, equal)],
    ]),
  ];
}

const periodOf = (period: unknown): string =>
  fold(period)
    .replace(/^(?:annual|yearly|per year|annually)$/, 'year')
    .replace(/^(?:monthly|per month)$/, 'month')
    .replace(/^quarterly$/, 'quarter')
    .replace(/^one[- ]?time$/, 'one_time');

function pricing(labels: FilledLabels, reading: Reading): Outcomed[] {
  const { outcome, pairs } = pairedOutcome(entriesOf(reading.pricing), labels.pricing, (read, label) => {
    const item = read as Item;
    const likeness = similarity(item.item ?? item.product ?? item.description, label.item);
    if (likeness < 0.5 || currencyOf(item.currency) !== currencyOf(label.currency)) return 0;
    return sameMoney(item, label) ? likeness : 0;
  });
  return [
    ['pricing', outcome],
    ...pairs.map(
      ([read, label]): Outcomed => [
        'pricing.period',
        outcomeOfOne(read.period, label.period, (ours, theirs) => periodOf(ours) === theirs),
      ],
    ),
  ];
}

const TOTAL_TOLERANCE = 0.005;

function totals(labels: FilledLabels, reading: Reading): Outcomed[] {
  const read = (reading.totals ?? {}) as Item;
  const sameTotal: Same = (ours, theirs) =>
    Math.abs(Number(ours) - Number(theirs)) <= TOTAL_TOLERANCE * Math.abs(Number(theirs)) &&
    currencyOf(read.currency) === currencyOf(labels.totals?.currency);
  return (['annual', 'total'] as const).map((key) => [
    'totals',
    outcomeOfOne(numberOf(read[key]), labels.totals?.[key] ?? null, sameTotal),
  ]);
}

function service(labels: FilledLabels, reading: Reading): Outcomed[] {
  const levels = pairedOutcome(entriesOf(reading.serviceLevels), labels.serviceLevels, levelScore);
  const requirements = pairedOutcome(
    entriesOf(reading.technicalRequirements, (item) => Boolean(requirementText(item))),
    labels.technicalRequirements,
    requirementScore,
    // A service level repeated as a requirement is neither right nor wrong.
    (item) => labels.serviceLevels.some((level) => levelScore(requirementText(item), level) > 0),
  );
  return [
    ['serviceLevels', levels.outcome],
    ['technicalRequirements', requirements.outcome],
    ...requirements.pairs.map(
      ([read, label]): Outcomed => [
        'requirement.category',
        outcomeOfOne(read.category, label.category, (ours, theirs) => fold(ours) === theirs),
      ],
    ),
  ];
}

/** Adjectives of laws, and words that stand beside the name of a place. */
const ADJECTIVES: Readonly<Record<string, string>> = {
  english: 'england',
  german: 'germany',
  french: 'france',
  swiss: 'switzerland',
  spanish: 'spain',
  indian: 'india',
  canadian: 'canada',
};
const BESIDE_PLACES =
  /^(?:state|commonwealth|province|republic|the|of|laws?|and|wales|usa|us|united|states)$/;

const placesIn = (law: unknown): Set<string> =>
  new Set(
    wordsOf(law)
      .map((word) => ADJECTIVES[word] ?? word)
      .filter((word) => !BESIDE_PLACES.test(word)),
  );

function sameLaw(read: unknown, labelled: unknown): boolean {
  const [ours, theirs] = [placesIn(read), placesIn(labelled)];
  return theirs.size > 0 && [...theirs].every((place) => ours.has(place)) && ours.size <= theirs.size + 2;
}

function terms(labels: FilledLabels, reading: Reading): Outcomed[] {
  const date = (field: 'agreementDate' | 'effectiveDate' | 'expirationDate'): Outcomed => [
    field,
    outcomeOfOne(isoDate(reading[field]), labels[field], equal),
  ];
  const duration = (field: 'term' | 'renewalTerm' | 'noticePeriod'): Outcomed => [
    field,
    outcomeOfOne(reading[field], labels[field], sameDuration),
  ];
  const sameTerms: Same = (ours, theirs) =>
    paymentDays(ours) !== null && paymentDays(ours) === paymentDays(theirs);
  return [
    ['paymentTerms', outcomeOfOne(reading.paymentTerms, labels.paymentTerms, sameTerms)],
    [
      'documentName',
      outcomeOfOne(reading.documentName, labels.documentName, (a, b) => similarity(a, b) >= 0.7),
    ],
    date('agreementDate'),
    date('effectiveDate'),
    date('expirationDate'),
    duration('term'),
    duration('renewalTerm'),
    duration('noticePeriod'),
    ['governingLaw', outcomeOfOne(reading.governingLaw, labels.governingLaw, sameLaw)],
  ];
}
