/** Signature blocks: who signed, with title, for which organisation. */
import { cleanPerson, isLegalName, looksLikeOrganization, looksLikePerson } from './names.ts';
import { scanName } from './party-names.ts';
import { isPlaceholder } from './placeholders.ts';
import type { Source, Span } from './source.ts';

export interface SignatureBlock {
  readonly organization: { readonly name: string; readonly span: Span } | null;
  readonly person: string | null;
  readonly title: string | null;
  readonly span: Span;
}

const LABEL =
  /\b(?:By|BY|Name|NAME|Print(?:ed)? [Nn]ame|Name \(print(?:ed)?\)|Title|TITLE|Its|ITS|Signature|SIGNATURE|Signed|Date|DATE|Dated|Email|E-mail|Phone|Position|Company|For)\b ?(?:\((?:print(?:ed)?|signature)\) ?)?[:=]|\/s\/|\bIts:/g;

/** More signatures than any contract has; a document with more is a list, or an attack. */
const MOST = 400;

interface Field {
  readonly label: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** Which of several equal labels on one line: blocks stand side by side. */
  readonly column: number;
}

/** Labelled values from `from` on: a value ends at the next label, tab or paragraph. */
function fields(source: Source, from: number): Field[] {
  const found: Field[] = [];
  const marks = [...source.text.slice(from).matchAll(LABEL)].slice(0, MOST * 8);
  let line = '';
  let lineStart = -1;
  marks.forEach((mark, index) => {
    const at = from + mark.index;
    const start = at + mark[0].length;
    const next = from + (marks[index + 1]?.index ?? source.text.length - from);
    let raw = source.text.slice(start, Math.min(next, start + 140));
    // The value may begin on the next line, after its label.
    const lead = /^\s*/.exec(raw)?.[0].length ?? 0;
    raw = raw.slice(lead);
    const stop = raw.search(/[\n\t]/);
    const value = (stop < 0 ? raw : raw.slice(0, stop)).trim();
    const label = mark[0].replace(/[:=]/g, '').trim().toLowerCase();
    const newLine = source.text.lastIndexOf('\n', at);
    if (newLine !== lineStart) {
      lineStart = newLine;
      line = '';
    }
    const column = line.split('|').filter((other) => other === label).length;
    line += `${label}|`;
    found.push({ label, value, start: start + lead, end: start + lead + value.length, column });
  });
  return found;
}

const signs = (label: string): boolean => /^(?:by|signature|signed|\/s\/)/.test(label);
const names = (label: string): boolean => /name/.test(label);
const titles = (label: string): boolean => /^(?:title|its|position)/.test(label);

/** Signatory and title of the block before may run into the name: "Jo Park Authorized Signatory X LLC". */
export function leadIn(name: string): string {
  return (
    /^(?:(?:19|20)\d\d |\d{1,2}\/\d{1,2}\/\d{2,4} |.{0,90}\b(?:Authorized (?:Signatory|Person|Representative)|(?:Vice )?President|Director|Officer|Manager|Managing Member|Partner|Secretary|Treasurer|(?:General )?Counsel|[Aa]ttorney-in-[Ff]act|Chairman) )(?=\p{Lu})/u.exec(
      name,
    )?.[0] ?? ''
  );
}

/** The next beginning of a word: a window that cut one in two would read its end as a name. */
function wordAfter(source: Source, at: number): number {
  if (at === 0 || source.flat.charAt(at - 1) === ' ') return at;
  const space = source.flat.indexOf(' ', at);
  return space < 0 ? at : space + 1;
}

/** The organisations named in the stretch before an offset, in order. */
function organizationsBefore(source: Source, at: number): { name: string; span: Span }[] {
  const from = wordAfter(source, Math.max(0, at - 240));
  const found: { name: string; span: Span }[] = [];
  let skipTo = 0;
  for (const match of source.flat.slice(from, at).matchAll(/(?<![\p{L}\d.&'-])(?=[\p{Lu}\d])/gu)) {
    const begin = from + match.index;
    if (begin < skipTo) continue;
    // A name ends where its line or cell does.
    const rest = source.text.slice(begin, at);
    const stop = rest.search(/[\n\t]/);
    const scanned = scanName(source.flat, begin, stop < 0 ? at : begin + stop);
    if (!scanned || scanned.start !== begin) continue;
    if (scanned.legal) skipTo = scanned.end;
    const lead = leadIn(scanned.name);
    const name = scanned.name.slice(lead.length).replace(/[,:]+$/, '');
    if (name.split(' ').length < 2 || isPlaceholder(name)) continue;
    if (!isLegalName(name) && !looksLikeOrganization(name)) continue;
    if (
      /^(?:IN WITNESS|WITNESS|This|The parties|By|Name|Title|EXHIBIT|SCHEDULE|Agreement|Authorized|General|Vice|Chief|Managing|Senior|Its|Attorney|Member|Director|President|Address)\b/i.test(
        name,
      )
    )
      continue;
    if (
      /\b(?:its|by|\/s\/|name|title)[: ]*$/i.test(
        source.flat.slice(Math.max(0, scanned.start - 12), scanned.start),
      )
    )
      continue;
    skipTo = scanned.end;
    found.push({ name, span: { start: scanned.start + lead.length, end: scanned.end } });
  }
  return found;
}

interface Open {
  readonly columns: number;
  organization: SignatureBlock['organization'];
  person: string | null;
  title: string | null;
  start: number;
  end: number;
}

/** All signature blocks, in order. */
export function signatureBlocks(source: Source): SignatureBlock[] {
  const from = signatureStart(source);
  const all = fields(source, from);
  const blocks: Open[] = [];
  const open = new Map<number, Open>();
  all.forEach((field, index) => {
    const current = open.get(field.column);
    if (signs(field.label)) {
      const next = all[index + 1];
      // "By: /s/ X" is one signature with two labels; "By: Y LLC, its general partner" only leads to one.
      if (
        field.label === 'by' &&
        next &&
        next.start - field.end < 12 &&
        /^(?:\/s\/|by)$/.test(next.label) &&
        next.column === field.column
      )
        return;
      const columns =
        1 +
        Math.max(
          field.column,
          ...all
            .slice(index, index + 4)
            .filter((other) => other.label === field.label && other.start - field.start < 160)
            .map((other) => other.column),
        );
      const organizations = organizationsBefore(source, field.start - 3);
      const own = columns > 1 ? organizations.slice(-columns)[field.column] : organizations.at(-1);
      const value = stripTitle(field.value);
      const block: Open = {
        columns,
        organization: own ?? null,
        person: looksLikePerson(value) ? cleanPerson(value) : null,
        title: null,
        start: Math.min(own?.span.start ?? field.start, field.start),
        end: field.end,
      };
      blocks.push(block);
      open.set(field.column, block);
      return;
    }
    const reach = current && field.start - current.end < 60 + 200 * current.columns;
    if (names(field.label) && looksLikePerson(field.value)) {
      const person = cleanPerson(field.value);
      if (current && reach && (current.person === null || current.title === null)) current.person = person;
      else {
        const block: Open = {
          columns: 1,
          organization: organizationsBefore(source, field.start - 6).at(-1) ?? null,
          person,
          title: null,
          start: field.start,
          end: field.end,
        };
        blocks.push(block);
        open.set(field.column, block);
        return;
      }
    } else if (titles(field.label) && current && reach && current.title === null && isTitle(field.value))
      current.title = field.value;
    if (current && reach) current.end = Math.max(current.end, field.end);
  });
  return [...blocks.map(closed), ...ruledBlocks(source, from)].filter(
    (block) => block.organization !== null || block.person !== null,
  );
}

const closed = (block: Open): SignatureBlock => ({
  organization: block.organization,
  person: block.person,
  title: block.title,
  span: { start: block.start, end: block.end },
});

/** Names under a ruled line, without labels: "______ / R. Cole, CPA / Partner". */
function ruledBlocks(source: Source, from: number): SignatureBlock[] {
  const found: SignatureBlock[] = [];
  source.paragraphs.forEach((paragraph, index) => {
    if (paragraph.end < from) return;
    const rule = source.text.slice(paragraph.start, paragraph.end);
    const cells = rule.split('\t');
    if (!cells.every((cell) => /^_{4,}$/.test(cell.trim()))) return;
    const under = source.paragraphs[index + 1];
    const below = source.paragraphs[index + 2];
    if (!under) return;
    let at = under.start;
    const titleCells = below ? source.text.slice(below.start, below.end).split('\t') : [];
    source.text
      .slice(under.start, under.end)
      .split('\t')
      .forEach((cell, column) => {
        const span = { start: at, end: at + cell.length };
        at = span.end + 1;
        if (!looksLikePerson(cell)) return;
        const organizations = organizationsBefore(source, paragraph.start);
        const title = (titleCells[column] ?? '').replace(/_{3,}.*$/s, '').trim();
        found.push({
          organization:
            (cells.length > 1 ? organizations.slice(-cells.length)[column] : organizations.at(-1)) ?? null,
          person: cleanPerson(cell),
          title: isTitle(title) && !looksLikePerson(title) ? title : null,
          span,
        });
      });
  });
  return found;
}

/** Where signatures can begin: "IN WITNESS WHEREOF" or the first "/s/" or "By:". */
function signatureStart(source: Source): number {
  const marks =
    /\bIN WITNESS WHEREOF|\/s\/|\bBy: ?(?:_|\/s\/|\n)|\bSignature: ?_|(?:^|\n)(?:SIGNATURES?|Signatures?|Agreed and accepted|ACCEPTED AND AGREED)/i.exec(
      source.text,
    );
  return Math.max(
    0,
    Math.min(marks === null ? source.text.length - 4000 : marks.index - 200, source.text.length),
  );
}

const stripTitle = (value: string): string =>
  value.replace(/,? (?:Chief|President|Director|Vice|CEO|CFO|Manager|Chairman|Secretary|Managing).*$/, '');

/** True for what can be a job title. */
export const isTitle = (value: string): boolean =>
  value.length >= 2 &&
  value.length <= 80 &&
  /^\p{L}/u.test(value) &&
  !isPlaceholder(value) &&
  !/\d{3}|@|:$/.test(value) &&
  !/^(?:date|name|by|title)\b/i.test(value);

/** Organisations that stand directly over their signature: "AISG GP LTD. By: …". */
export function signingOrganizations(source: Source): { name: string; span: Span }[] {
  const found: { name: string; span: Span }[] = [];
  const from = signatureStart(source);
  for (const match of [...source.flat.slice(from).matchAll(/[ ,:](?=By ?:)/g)].slice(0, MOST)) {
    const end = from + match.index;
    const before = wordAfter(source, Math.max(from, end - 110));
    for (const start of source.flat.slice(before, end).matchAll(/(?<![\p{L}\d.&'(-])(?=[\p{Lu}\d])/gu)) {
      const at = before + start.index;
      const scanned = scanName(source.flat, at, end);
      if (scanned === null || scanned.start !== at || end - scanned.end > 2 || !scanned.name.includes(' '))
        continue;
      if (!scanned.legal && !looksLikeOrganization(scanned.name)) continue;
      if (/\bBy ?:? ?$|\b(?:its|Its)(?: \w+){0,2} ?$/.test(source.flat.slice(Math.max(0, at - 24), at)))
        break;
      if (
        /^(?:Title|Name|Its|General Partner|Managing Member|Authorized|Chief|Vice|President|Director|Date|By)\b/.test(
          scanned.name,
        )
      )
        continue;
      const lead = leadIn(scanned.name);
      found.push({
        name: scanned.name.slice(lead.length),
        span: { start: scanned.start + lead.length, end: scanned.end },
      });
      break;
    }
  }
  return found;
}
