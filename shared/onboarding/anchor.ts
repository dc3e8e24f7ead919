/** Where a plan's dates begin. */
import type { PlanContext } from './plan-context.ts';
import type { PlanAnchor } from './plan-model.ts';
import { sourceOf } from './subjects.ts';
import { wholeDay } from './term-dates.ts';
import { later } from './working-days.ts';

/**
 * From the effective date, or the agreement's; with a go-live date that is still to come, from the effective date or
 * today, whichever is later: what leads to it is laid back from that date, and no work can be done in the past.
 */
export function contractAnchor({ extraction, today }: PlanContext): PlanAnchor {
  const goLive = agreedGoLive(extraction);
  const { effectiveDate, agreementDate } = extraction;
  const effective = wholeDay(effectiveDate?.value, 'first');
  const agreement = wholeDay(agreementDate?.value, 'first');
  const start = effective ?? agreement;
  if (goLive && goLive >= today)
    return {
      date: later(start ?? today, today),
      basis: 'go_live_date',
      note: `Laid back from the go-live date of the contract, ${goLive}.`,
      source: sourceOf('anchor', 'The contract names a go-live date.', extraction.goLiveDate),
    };
  if (effective)
    return {
      date: effective,
      basis: 'effective_date',
      note: `Begins on the contract’s effective date, ${effective}.`,
      source: sourceOf('anchor', 'The contract takes effect on this day.', effectiveDate),
    };
  if (agreement)
    return {
      date: agreement,
      basis: 'agreement_date',
      note: `The contract names no effective date: the plan begins on its date, ${agreement}.`,
      source: sourceOf('anchor', 'The contract was made on this day.', agreementDate),
    };
  return todayAnchor(today, 'The contract names no date to begin with: the plan begins today.');
}

export const todayAnchor = (today: string, note: string): PlanAnchor => ({
  date: today,
  basis: 'today',
  note,
  source: sourceOf('anchor', note, null),
});

/** The go-live date of the contract; of a partial date, the last day that it may mean. */
export const agreedGoLive = (extraction: PlanContext['extraction']): string | undefined =>
  wholeDay(extraction.goLiveDate?.value, 'last');
