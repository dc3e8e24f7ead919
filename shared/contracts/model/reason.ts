/** One sentence for the customer: what read the contract, and why. */
import type { SectionName } from './names.ts';
import type { SectionAnswer } from './section.ts';

export interface Circumstances {
  /** Did the organization allow the model? */
  readonly asked: boolean;
  /** How many sections it was asked about. */
  readonly sections: number;
  /** What it was not asked about, because that would have cost too much. */
  readonly spared: readonly SectionName[];
  /** The error with which the state machine gave up on a section, if it did. */
  readonly error: string | undefined;
}

const SUBJECTS: Readonly<Record<SectionName, string>> = {
  parties: 'parties and people',
  terms: 'dates and terms',
  commercial: 'prices and entitlements',
  service: 'service levels and requirements',
};

export function reasonOf(
  answers: readonly SectionAnswer[],
  { asked, sections, spared, error }: Circumstances,
): string {
  if (!asked) return 'Read by rules: the organization has not turned AI on.';
  if (sections === 0)
    return spared.length > 0
      ? 'Read by rules: asking the model about so much would cost more than one contract may.'
      : 'Read by rules: the document has nothing to ask the model about.';
  const good = answers.filter(({ failure }) => failure === null).length;
  if (good === sections)
    return spared.length > 0
      ? `Read by the model, checked against the document and against the rules; ${spared.map((name) => SUBJECTS[name]).join(', ')} by rules alone: asking about so much would cost more than one contract may.`
      : 'Read by the model, checked against the document and against the rules.';
  const failure = answers.find(({ failure }) => failure)?.failure;
  const why = lowerFirst(failure?.message ?? gaveUp(error));
  return good === 0
    ? `Read by rules: ${why}`
    : `Read by the model in ${good} of ${sections} parts, by rules in the others: ${why}`;
}

const gaveUp = (error: string | undefined): string =>
  error === 'ModelBusyError' ? 'The model was too busy to answer.' : 'The model gave no answer.';

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
