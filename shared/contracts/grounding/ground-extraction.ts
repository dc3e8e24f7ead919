/** Grounds every field of an extraction anew: what a model says is a claim until the document confirms it. */
import type { NormalizedDocument } from '../document.ts';
import { addDuration, dayBefore } from '../extract/calendar.ts';
import { parseDuration } from '../extract/durations.ts';
import { REVIEW_BELOW } from '../extract/facts.ts';
import type { Span } from '../extract/source.ts';
import type {
  Entitlement,
  Evidence,
  Extraction,
  Fact,
  Party,
  PriceLine,
  ServiceLevel,
  Stakeholder,
  TechnicalRequirement,
  Totals,
} from '../extraction.ts';
import { assess } from './assess.ts';
import { type GroundValue, matches, type ValueKind } from './ground.ts';
import { indexOf, type Match, type WordIndex } from './word-index.ts';

interface Grounded<T> {
  readonly value: T;
  readonly found: readonly Match[];
  /** Parts left out because the document does not hold them. */
  readonly missing: readonly string[];
}

/** The reader's confidence for the page a piece of evidence stands on. */
function readingOf(document: NormalizedDocument, evidence: readonly Evidence[]): number {
  const pages = new Set(evidence.map((entry) => entry.page));
  const lines = document.pages.filter((page) => pages.has(page.number)).flatMap((page) => page.lines);
  return lines.length === 0 ? 1 : lines.reduce((sum, line) => sum + line.confidence, 0) / lines.length;
}

function finish<T>(index: WordIndex, fact: Fact<T>, grounded: Grounded<T> | null): Fact<T> {
  const found = grounded?.found ?? [];
  const evidence = found.flatMap((match) => index.source.locate(match.span));
  const missing = grounded?.missing ?? [];
  const { confidence, needsReview } = assess({
    evidence,
    prior: fact.confidence,
    quality: found.length === 0 ? 0 : Math.min(...found.map((match) => match.quality)),
    reading: readingOf(index.source.document, evidence),
    missing: missing.length,
  });
  const note =
    evidence.length === 0
      ? 'The document does not hold this value.'
      : missing.length > 0
        ? `Left out, not found in the document: ${missing.join(', ')}.`
        : fact.note;
  const { note: _, ...rest } = fact;
  return {
    ...rest,
    value: grounded?.value ?? fact.value,
    evidence,
    confidence,
    needsReview: needsReview || missing.length > 0,
    ...(note === undefined ? {} : { note }),
  };
}

/** What somebody corrected or entered needs no proof by the document. */
const settled = (fact: Fact<unknown>): boolean => fact.method === 'person';

/**
 * Grounds each fact: evidence and confidence are the document's, whatever the claim said. Facts whose value the document
 * does not hold keep it for a person to see, with no evidence, a confidence of at most 0.2 and `needsReview`; parts of a
 * fact (an e-mail address, a title) that it does not hold are removed.
 */
export function groundExtraction(extraction: Extraction, document: NormalizedDocument): Extraction {
  const index = indexOf(document);
  const best = (value: GroundValue, kind: ValueKind, quote?: string, near?: Span): Match | null =>
    matches(index, value, {
      kind,
      ...(quote === undefined ? {} : { quote }),
      ...(near === undefined ? {} : { near }),
    })[0] ?? null;
  const quoteOf = (fact: Fact<unknown>): string | undefined => fact.evidence[0]?.quote;
  const single = (fact: Fact<string> | null, kind: ValueKind): Fact<string> | null => {
    if (fact === null || settled(fact)) return fact;
    const match = best(fact.value, kind, quoteOf(fact));
    return finish(index, fact, match === null ? null : { value: fact.value, found: [match], missing: [] });
  };
  const each = <T>(
    facts: readonly Fact<T>[],
    check: (value: T, quote: string | undefined) => Grounded<T> | null,
  ): Fact<T>[] =>
    facts.map((fact) => (settled(fact) ? fact : finish(index, fact, check(fact.value, quoteOf(fact)))));

  const party = (value: Party, quote?: string): Grounded<Party> | null => {
    const name = best(value.name, 'text', quote);
    if (name === null) return null;
    return {
      value: { ...value, aliases: value.aliases.filter((alias) => best(alias, 'text') !== null) },
      found: [name],
      missing: [],
    };
  };
  const person = (value: Stakeholder, quote?: string): Grounded<Stakeholder> | null => {
    const name = best(value.name, 'text', quote);
    if (name === null) return null;
    const missing: string[] = [];
    const keep = (key: 'title' | 'email' | 'phone' | 'organization'): string | null => {
      const text = value[key];
      if (text === null) return null;
      const digits = key === 'phone' ? text.replace(/\D/g, '') : '';
      const held =
        best(text, 'text', quote, name.span) !== null ||
        (digits.length >= 7 && index.source.flat.replace(/\D/g, '').includes(digits.slice(-8)));
      if (!held) missing.push(key);
      return held ? text : null;
    };
    return {
      value: {
        ...value,
        title: keep('title'),
        email: keep('email'),
        phone: keep('phone'),
        organization: keep('organization'),
      },
      found: [name],
      missing,
    };
  };
  const entitlement = (value: Entitlement, quote?: string): Grounded<Entitlement> | null => {
    const product = best(value.product, 'text', quote);
    if (product === null) return null;
    const quantity = value.quantity === null ? null : best(value.quantity, 'number', quote, product.span);
    if (value.quantity !== null && quantity === null) return null;
    const missing: string[] = [];
    const day = (key: 'start' | 'end'): string | null => {
      const date = value[key];
      const implied = date === extraction.effectiveDate?.value || date === extraction.expirationDate?.value;
      if (date === null || implied || best(date, 'date', quote, product.span) !== null) return date;
      missing.push(key);
      return null;
    };
    return {
      value: { ...value, start: day('start'), end: day('end') },
      found: [product, ...(quantity ? [quantity] : [])],
      missing,
    };
  };
  const price = (value: PriceLine, quote?: string): Grounded<PriceLine> | null => {
    const item = best(value.item, 'text', quote) ?? best(value.item.replace(/, .*$/, ''), 'text', quote);
    if (item === null) return null;
    const found: Match[] = [item];
    for (const money of [value.amount, value.unitPrice]) {
      if (money === null) continue;
      const match = best(money, 'money', quote, item.span);
      if (match === null) return null;
      found.push(match);
    }
    const rate = value.percent === null ? null : best(value.percent, 'percent', quote, item.span);
    if (value.percent !== null && rate === null) return null;
    const quantity = value.quantity === null ? null : best(value.quantity, 'number', quote, item.span);
    const missing = value.quantity !== null && quantity === null ? ['quantity'] : [];
    return {
      value: { ...value, quantity: quantity === null ? null : value.quantity },
      found: [...found, ...(rate ? [rate] : [])],
      missing,
    };
  };
  const totals = (value: Totals, quote?: string): Grounded<Totals> | null => {
    const found: Match[] = [];
    for (const money of [value.annual, value.total]) {
      if (money === null) continue;
      const match = best(money, 'money', quote);
      if (match === null) return null;
      found.push(match);
    }
    return found.length === 0 ? null : { value, found, missing: [] };
  };
  const level = (value: ServiceLevel, quote?: string): Grounded<ServiceLevel> | null => {
    const metric = best(value.metric, 'text', quote);
    const near = metric?.span;
    const target = best(value.target, 'text', quote, near) ?? best(value.target, 'duration', quote, near);
    if (metric === null || target === null) return null;
    return { value, found: [metric, target], missing: [] };
  };
  const requirement = (
    value: TechnicalRequirement,
    quote?: string,
  ): Grounded<TechnicalRequirement> | null => {
    const match = best(value.requirement, 'text', quote);
    return match === null ? null : { value, found: [match], missing: [] };
  };

  const effectiveDate = single(extraction.effectiveDate, 'date');
  const agreementDate = single(extraction.agreementDate, 'date');
  const term = single(extraction.term, 'duration');
  return {
    documentName: single(extraction.documentName, 'text'),
    parties: each(extraction.parties, party),
    agreementDate,
    effectiveDate,
    expirationDate: expiration(
      single(extraction.expirationDate, 'date'),
      [effectiveDate, agreementDate],
      term,
    ),
    term,
    renewalTerm: single(extraction.renewalTerm, 'duration'),
    noticePeriod: single(extraction.noticePeriod, 'duration'),
    governingLaw: single(extraction.governingLaw, 'law'),
    goLiveDate: single(extraction.goLiveDate, 'date'),
    stakeholders: each(extraction.stakeholders, person),
    entitlements: each(extraction.entitlements, entitlement),
    pricing: each(extraction.pricing, price),
    totals: extraction.totals === null ? null : (each([extraction.totals], totals)[0] ?? null),
    paymentTerms: single(extraction.paymentTerms, 'payment-terms'),
    serviceLevels: each(extraction.serviceLevels, level),
    technicalRequirements: each(extraction.technicalRequirements, requirement),
  };
}

/** An end that no page prints is still sound where start and term, both grounded, give it. */
function expiration(
  fact: Fact<string> | null,
  starts: readonly (Fact<string> | null)[],
  term: Fact<string> | null,
): Fact<string> | null {
  if (
    fact === null ||
    fact.evidence.length > 0 ||
    settled(fact) ||
    term === null ||
    term.evidence.length === 0
  )
    return fact;
  const length = parseDuration(term.value);
  for (const start of starts) {
    if (start === null || start.evidence.length === 0 || length === null) continue;
    const end = addDuration(start.value, length);
    if (end === null || (end !== fact.value && dayBefore(end) !== fact.value)) continue;
    const confidence = Math.round(Math.min(start.confidence, term.confidence) * 900) / 1000;
    return {
      value: fact.value,
      evidence: [...start.evidence, ...term.evidence],
      confidence,
      method: 'computed',
      needsReview: confidence < REVIEW_BELOW,
      note: `Computed: ${term.value} from ${start.value}.`,
    };
  }
  return fact;
}
