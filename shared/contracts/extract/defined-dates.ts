/** Dates that a contract gives a name: "the Launch Date shall be September 1, 1999". */
import type { FoundDate } from './dates.ts';
import type { Source } from './source.ts';

const escaped = (text: string): string => text.replace(/[^\w ]/g, '.').replace(/ +/g, ' ');

/** The first whole or partial date that the document gives the name; null where it gives none. */
export function dateNamed(source: Source, dates: readonly FoundDate[], name: string): FoundDate | null {
  const before = new RegExp(
    String.raw`\b${escaped(name)}["')]*(?: of [\w -]{3,40})?(?: ?[:\t-]| ?(?:means|is|shall (?:be|mean)|will be|of|being|falls on|to be))(?: (?:the|on|or about|hereby|deemed|to be)){0,3} ?$`,
    'i',
  );
  const after = new RegExp(String.raw`^[^.;(]{0,25}\((?:the |hereinafter )?["']?${escaped(name)}["']?`, 'i');
  return (
    dates.find(
      (date) =>
        before.test(source.flat.slice(Math.max(0, date.start - 110), date.start)) ||
        after.test(source.flat.slice(date.end, date.end + 90)),
    ) ?? null
  );
}
