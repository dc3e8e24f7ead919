/** By what both sides will know that the onboarding succeeded. */
import type { PlanContext } from './plan-context.ts';
import type { SuccessCriterion } from './plan-model.ts';
import { countsPeople, entitlementSubject, serviceLevelSubject, short, sourceOf } from './subjects.ts';

/** @param dates when it goes live, and when success is measured */
export function successCriteria(
  { extraction, template }: PlanContext,
  dates: { readonly goLive: string; readonly measuredOn: string },
): SuccessCriterion[] {
  const ordinal = (key: string) => Number(key.split('/')[1]) + 1;
  return [
    {
      key: 'live',
      sentence: `Live by ${dates.goLive}, accepted by the customer.`,
      target_date: dates.goLive,
      source: sourceOf('live', 'Going live is what the onboarding is for.', extraction.goLiveDate),
    },
    ...extraction.entitlements.map((fact) => {
      const subject = entitlementSubject(fact.value);
      const wanted = Math.ceil(((fact.value.quantity ?? 0) * template.adoptionPercent) / 100);
      const people = countsPeople(fact.value);
      return {
        key: `adoption-${ordinal(fact.key)}`,
        sentence: people
          ? `At least ${wanted} of ${subject} active by ${dates.measuredOn} (${template.adoptionPercent} %).`
          : `${subject}: provisioned, and in use by ${dates.measuredOn}.`,
        target_date: dates.measuredOn,
        source: sourceOf('adoption', 'The customer pays for it, so it should be used.', fact),
      };
    }),
    ...extraction.serviceLevels.map((fact) => ({
      key: `service-level-${ordinal(fact.key)}`,
      sentence: `${serviceLevelSubject(fact.value)}, kept in every month from go-live to ${dates.measuredOn}.`,
      target_date: dates.measuredOn,
      source: sourceOf('service-level', 'The contract promises this service level.', fact),
    })),
    ...extraction.technicalRequirements.map((fact) => ({
      key: `requirement-${ordinal(fact.key)}`,
      sentence: `Shown to work by ${dates.goLive}: ${short(fact.value.requirement)}.`,
      target_date: dates.goLive,
      source: sourceOf('requirement', 'The contract requires it.', fact),
    })),
  ];
}
