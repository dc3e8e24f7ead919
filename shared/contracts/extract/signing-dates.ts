/** The days on which the parties signed: dates beside signatures. */
import type { FoundDate } from './dates.ts';
import { paragraphAt, type Source } from './source.ts';

/** What stands around a signature. */
const MARK =
  /\/s\/|\b(?:By|Name|Title|Its|Signature|Signatory|Signed|Position|Print(?:ed)? name) ?[:=]|_{5,}|\b(?:authori[sz]ed (?:signatory|signature|representative)|in witness whereof|signed (?:for|by|on behalf|at|in|and)|executed by|for and on behalf|accepted (?:and agreed|by)|agreed (?:for|and accepted)|duly (?:signed|executed))\b/gi;
const LABEL = /(?:^|[\s|(/])(?:date|dated|date signed|date of signature|signed on|on)[: ]{0,3}[_ ]*$/i;

/** How far a date may stand from the signature it belongs to. */
const REACH = 320;
/** Dates farther apart than this belong to different papers: the contract and what is attached to it. */
const APART = 2500;

/** Whole dates beside signatures, in order, of the first paper that is signed. */
export function signingDates(source: Source, dates: readonly FoundDate[]): FoundDate[] {
  const marks = Array.from(source.flat.matchAll(MARK), (match) => match.index);
  let next = 0;
  const beside = dates.filter((date) => {
    while ((marks[next] ?? Number.POSITIVE_INFINITY) <= date.start - REACH) next++;
    const near = (marks[next] ?? Number.POSITIVE_INFINITY) < date.start + 160;
    if (date.value.length < 7 || !near || date.start < source.flat.length * 0.25) return false;
    if (LABEL.test(source.flat.slice(Math.max(0, date.start - 30), date.start))) return true;
    // A date alone in its line or cell, or after a place: "Rome, 2 April 2020".
    const paragraph = paragraphAt(source, date.start);
    const cell = source.text.lastIndexOf('\t', date.start);
    const from = Math.max(paragraph.start, cell + 1);
    const lead = source.text.slice(from, date.start).trim();
    return lead === '' || /^(?:\p{Lu}[\p{L}/ .'-]{2,40}(?:,|, on|, the))$/u.test(lead);
  });
  const first = beside.findIndex(
    (date, index) => index > 0 && date.start - (beside[index - 1]?.start ?? 0) > APART,
  );
  return first < 0 ? beside : beside.slice(0, first);
}

/** The last of the days on which the parties signed. */
export function lastSigning(source: Source, dates: readonly FoundDate[]): FoundDate | null {
  return [...signingDates(source, dates)].sort((a, b) => b.value.localeCompare(a.value))[0] ?? null;
}
