/** Public agreements (the form of the CUAD labels): eight fields, compared as their scorer compares them. */
import { isBlank, type Outcome, type Outcomes, outcomeOfOne, type Reading } from '../outcome.ts';
import { pairUp } from '../pairing.ts';
import { sameDate, sameDuration } from './dates.ts';
import { PUBLIC_FIELDS, type PublicLabels } from './labels.ts';
import { sameLaw } from './law.ts';
import { partyScore, SAME_PARTY } from './parties.ts';
import { sameTitle } from './words.ts';

type Field = (typeof PUBLIC_FIELDS)[number];

const SAME: Readonly<
  Record<Exclude<Field, 'parties' | 'governingLaw'>, (a: unknown, b: unknown) => boolean>
> = {
  documentName: sameTitle,
  agreementDate: sameDate,
  effectiveDate: sameDate,
  expirationDate: sameDate,
  renewalTerm: sameDuration,
  noticePeriod: sameDuration,
  term: sameDuration,
};

export function scorePublic(labels: PublicLabels, reading: Reading): Outcomes {
  const scored = PUBLIC_FIELDS.filter((field) => !labels.unscored.includes(field));
  return Object.fromEntries(scored.map((field) => [field, outcomeOf(field, labels, reading[field])]));
}

function outcomeOf(field: Field, { gold, goldAlternatives }: PublicLabels, read: unknown): Outcome {
  if (field === 'parties') return partiesOutcome(read, gold.parties);
  const accepted = goldAlternatives[field] ?? [gold[field]];
  if (field === 'governingLaw') return outcomeOfOne(read, gold[field], (value) => sameLaw(value, accepted));
  const value = Array.isArray(read) ? read[0] : read;
  // A title has one label.
  const labelled = field === 'documentName' ? [gold[field]] : accepted;
  return outcomeOfOne(value, gold[field], () => labelled.some((each) => SAME[field](value, each)));
}

const nameOf = (party: unknown): string => {
  const name = typeof party === 'string' ? party : (party as { name?: unknown } | null)?.name;
  return typeof name === 'string' ? name.trim() : '';
};

/** A name read twice is one party. */
function partiesOutcome(read: unknown, labelled: PublicLabels['gold']['parties']): Outcome {
  const names = (Array.isArray(read) ? read : isBlank(read) ? [] : String(read).split(/;|\n/)).map(nameOf);
  const kept = [...names.keys()].filter(
    (index) => !isBlank(names[index]) && names.indexOf(names[index]!) === index,
  );
  const { pairs, extra, missed } = pairUp(
    kept.map((index) => names[index]!),
    labelled,
    (name, party) => {
      const score = partyScore(name, party);
      return score >= SAME_PARTY ? score : 0;
    },
  );
  const verdicts: (boolean | null)[] = names.map(() => null);
  for (const [position, index] of kept.entries()) verdicts[index] = !extra.includes(position);
  return {
    tp: pairs.length,
    fp: extra.length,
    fn: missed.length,
    tn: 0,
    mistakes: [
      ...extra.map((position) => ({ kind: 'invented' as const, read: names[kept[position]!] })),
      ...missed.map((position) => ({ kind: 'missed' as const, labelled: labelled[position]!.name })),
    ],
    verdicts,
  };
}
