/** Service levels and technical requirements as the scoring of filled contracts compares them. */
import { withFigures } from './time.ts';
import { fold, overlapOf, similarity } from './words.ts';

/** Kinds of metric; the first that fits counts. */
const KINDS: readonly (readonly [string, RegExp])[] = [
  ['rpo', /\brpo\b|recovery point|data loss|lost /],
  ['rto', /\brto\b|recovery time/],
  ['uptime', /up-?time|availab|reachable|verfugbar|disponib/],
  ['resolution', /resol|workaround|restor|repair|\bfix/],
  ['response', /respon|acknowledg|answer|call.*return|return.*call|first reply|reply|latency/],
];

export function metricKind(metric: unknown): string | null {
  const text = fold(metric);
  return KINDS.find(([, words]) => words.test(text))?.[0] ?? null;
}

/** 1 for the most severe; a letter stands for its place in the alphabet. */
export function severityOf(metric: unknown): number | null {
  const text = fold(metric);
  const grade =
    /\b(?:severity|sev|priority|tier|level)[\s-]*([1-5a-d])\b/.exec(text)?.[1] ??
    /\b[ps]([1-5])\b/.exec(text)?.[1];
  if (grade !== undefined) return /[a-d]/.test(grade) ? 'abcd'.indexOf(grade) + 1 : Number(grade);
  if (/critical|urgent/.test(text)) return 1;
  return /\bhigh\b/.test(text) ? 2 : null;
}

const QUANTITY =
  /(\d+(?:[.,]\d+)?)\s*(%|percent|per cent|milliseconds?|ms\b|seconds?|secs?\b|minutes?|mins?\b|hours?|hrs?\b|h\b|days?|weeks?)?(?:\s*(?:business|working)?\s*(hours?|days?))?/g;
/** Milliseconds, by the beginning of a unit. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^m(?:illi)?s/, 1],
  [/^sec/, 1000],
  [/^min/, 60_000],
  [/^h/, 3_600_000],
  [/^day/, 86_400_000],
  [/^week/, 604_800_000],
];

/** Every number with its unit, in one spelling: `99.9%`, `14400s`. */
export const quantitiesIn = (text: unknown): string[] =>
  [...withFigures(text).matchAll(QUANTITY)].map(([, figure, unit, later]) => {
    const number = Number(figure!.replace(',', '.'));
    const written = unit || later || '';
    if (/%|per/.test(written)) return `${number}%`;
    const milliseconds = UNITS.find(([name]) => name.test(written))?.[1];
    return milliseconds === undefined ? String(number) : `${Math.round(number * milliseconds) / 1000}s`;
  });

interface Level {
  readonly metric: string;
  readonly target: string;
}

/** A service level, or a sentence taken for one. */
function levelOf(read: unknown): Level {
  if (typeof read === 'string') return { metric: read, target: read };
  const { metric, name, target, value } = read as Readonly<Record<string, unknown>>;
  return { metric: String(metric ?? name ?? ''), target: String(target ?? value ?? '') };
}

/** Above 0 where both promise the same: no clash of severity, equal number and unit, one kind of metric or like words. */
export function levelScore(read: unknown, labelled: Level & { readonly class?: string | undefined }): number {
  const { metric, target } = levelOf(read);
  const promised = quantitiesIn(labelled.target);
  const held = [...quantitiesIn(target), ...(target ? [] : quantitiesIn(metric))];
  if (!promised.some((quantity) => held.includes(quantity))) return 0;
  const [ours, theirs] = [severityOf(metric), severityOf(labelled.metric)];
  if (ours !== null && theirs !== null && ours !== theirs) return 0;
  const likeness = similarity(metric, labelled.metric);
  const kind = metricKind(metric);
  if (kind !== null && kind === (labelled.class ?? metricKind(labelled.metric))) return 0.6 + 0.4 * likeness;
  return likeness >= 0.5 ? likeness : 0;
}

/** The words of a requirement in whichever member they stand. */
export function requirementText(read: unknown): string {
  if (typeof read === 'string') return read;
  const { requirement, text, description } = read as Readonly<Record<string, unknown>>;
  return String(requirement ?? text ?? description ?? '');
}

/** Above 0 where half of the words agree, or a short one stands almost wholly inside the label. */
export function requirementScore(read: unknown, labelled: { readonly requirement: string }): number {
  const overlap = overlapOf(requirementText(read), labelled.requirement);
  if (overlap === null) return 0;
  const { common, shorter, dice } = overlap;
  if (dice >= 0.5) return dice;
  return common >= 3 && common / shorter >= 0.8 ? 0.5 : 0;
}
