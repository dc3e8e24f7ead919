/** Facts in a few words, for titles and sentences. */
import type { Entitlement, ServiceLevel } from '../contracts/extraction.ts';
import type { KeyedExtraction, KeyedFact } from '../contracts/fact.ts';
import type { PlanSource } from './plan-model.ts';

const LONGEST = 120;

/** A sentence on one line, cut between words, without its full stop. */
export function short(text: string): string {
  const line = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.;,]+$/, '');
  if (line.length <= LONGEST) return line;
  const cut = line.slice(0, LONGEST);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST / 2))} …`;
}

const grouped = new Intl.NumberFormat('en-US');

/** "450 named users of Northlight Scheduler", "Sandbox Environment". */
export function entitlementSubject({ product, quantity, unit }: Entitlement): string {
  if (quantity === null) return short(product);
  const amount = grouped.format(quantity);
  if (!unit) return short(`${amount} × ${product}`);
  return unit.toLowerCase() === product.toLowerCase()
    ? short(`${amount} ${unit}`)
    : short(`${amount} ${unit} of ${product}`);
}

export const serviceLevelSubject = ({ metric, target }: ServiceLevel): string =>
  short(`${metric}: ${target}`);

/** Units that are people: they can be trained, and be counted as active. */
const PEOPLE =
  /\b(?:users?|seats?|licen[cs]es?|employees|clinicians?|agents?|members|students|staff|administrators?|developers?|people|persons|contacts?)\b/i;

export const countsPeople = ({ unit, quantity }: Entitlement): boolean =>
  quantity !== null && quantity > 1 && unit !== null && PEOPLE.test(unit);

/** The entitlement that gives the most people something to learn. */
export function mostUsers(extraction: KeyedExtraction): KeyedFact<Entitlement> | undefined {
  return extraction.entitlements
    .filter(({ value }) => countsPeople(value))
    .reduce<KeyedFact<Entitlement> | undefined>(
      (most, fact) => (most && (most.value.quantity ?? 0) >= (fact.value.quantity ?? 0) ? most : fact),
      undefined,
    );
}

/** Where a part of a plan comes from, with the words it stands on. */
export function sourceOf(
  template_key: string,
  reason: string,
  fact: KeyedFact<unknown> | null | undefined,
): PlanSource {
  const evidence = fact?.evidence[0];
  return {
    fact_key: fact?.key ?? null,
    template_key,
    reason,
    ...(evidence && { page: evidence.page, quote: evidence.quote }),
  };
}
