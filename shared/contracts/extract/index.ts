/** The deterministic extractor: rules that read a contract's facts with the words they stand on. */
import type { NormalizedDocument } from '../document.ts';
import type { Extraction, Fact } from '../extraction.ts';
import { datesOf, findAgreementDate } from './agreement-dates.ts';
import { dayBefore } from './calendar.ts';
import { findDocumentName } from './document-name.ts';
import { findEffectiveDate } from './effective-dates.ts';
import { findEntitlements } from './entitlements.ts';
import { findGoLive } from './go-live.ts';
import { findGoverningLaw } from './governing-law.ts';
import { labelledFacts } from './labels.ts';
import { findParties } from './parties.ts';
import { findPaymentTerms } from './payment-terms.ts';
import { findPricing } from './pricing.ts';
import { findRenewal } from './renewal.ts';
import { findRequirements } from './requirements.ts';
import { findServiceLevels } from './service-levels.ts';
import { signatureBlocks } from './signatures.ts';
import { openSource } from './source.ts';
import { findStakeholders } from './stakeholders.ts';
import { gridsOf } from './tables.ts';
import { findTerm } from './term.ts';

/** A clause's end, or the one in the cover's term: a printed day beats one computed a day beside it. */
function endOf(clause: Fact<string> | null, cover: Fact<string> | null): Fact<string> | null {
  if (clause === null || cover === null) return clause ?? cover;
  return clause.method === 'computed' && dayBefore(clause.value) === cover.value ? cover : clause;
}

/** Reads all facts of a document. Pure; a field the document is silent on is null or empty. */
export function extract(document: NormalizedDocument): Extraction {
  const source = openSource(document);
  const grids = gridsOf(source);
  const blocks = signatureBlocks(source);
  const parties = findParties(source, blocks);
  const dates = datesOf(source);
  const opening = parties[0] === undefined ? -1 : source.flat.indexOf(parties[0].value.name);
  const labels = labelledFacts(source, grids);
  const agreementDate = labels.agreementDate ?? findAgreementDate(source, dates, opening);
  const effectiveDate = labels.effectiveDate ?? findEffectiveDate(source, dates, agreementDate);
  const told = findTerm(source, { agreementDate, effectiveDate, dates });
  const term = labels.term ?? told.term;
  const ending = labels.expirationDate ?? endOf(told.expirationDate, labels.termEnd);
  // Without parties and dates it is a form: that forms run on says nothing of a contract.
  const form = parties.length === 0 && agreementDate === null && effectiveDate === null;
  const expirationDate = form && ending?.value === 'perpetual' ? null : ending;
  const renewal = findRenewal(source, term);
  const { pricing, totals, tableLines, counted } = findPricing(source, grids, term?.value ?? null);
  return {
    documentName: findDocumentName(source, parties),
    parties,
    agreementDate,
    effectiveDate,
    expirationDate,
    term,
    renewalTerm: labels.renewalTerm ?? renewal.renewalTerm,
    noticePeriod: labels.noticePeriod ?? renewal.noticePeriod,
    governingLaw: labels.governingLaw ?? findGoverningLaw(source),
    goLiveDate: findGoLive(source, grids, dates),
    stakeholders: findStakeholders(source, grids, blocks, parties),
    entitlements: findEntitlements(source, {
      tableLines,
      counted,
      grids,
      start: effectiveDate?.value ?? null,
      end: expirationDate === null || expirationDate.value === 'perpetual' ? null : expirationDate.value,
    }),
    pricing,
    totals,
    paymentTerms: labels.paymentTerms ?? findPaymentTerms(source),
    serviceLevels: findServiceLevels(source, grids),
    technicalRequirements: findRequirements(source, grids),
  };
}
