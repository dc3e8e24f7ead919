/** People who stand beside their own details: on a card, in a cell, over a signature's date. */
import type { StakeholderRole } from '../extraction.ts';
import { emailOf, phoneOf } from './contact-details.ts';
import { rolesIn } from './contact-roles.ts';
import { beginsTitle, holdsTitleWord, isJobTitle, leadingTitle } from './job-titles.ts';
import type { Mention } from './mention.ts';
import { cleanPerson, isLegalName, looksLikePerson } from './names.ts';
import type { Source, Span } from './source.ts';

/** What a line or cell says of one person: name first, then title, e-mail, telephone in any order. */
export interface Card {
  readonly name: string;
  readonly title: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

const LABEL =
  /^(?:(?:Contact|Name|Attn|Attention|z\. ?Hd\.|Represented by|Signed by|Signatory|By)\.? ?: ?|[-•–·*] |\d{1,2}[.)] |\(\w\) )/;
const DETAIL_LABEL = /^(?:e-?mail|mail|tel(?:ephone|\.)?|phone|mobile|mob\.?|direct|fax|title|position)\b/i;
const isDate = (text: string): boolean =>
  /^(?:\d{1,2}[./ -]|\d{4}-|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)/.test(
    text,
  ) && /\d{4}|\d{2}$/.test(text);

const isName = (text: string): boolean => looksLikePerson(text) && !holdsTitleWord(text);

/** Splits "Jane Roe Head of Finance j.roe@x.example" after the name; null where the text begins with no person. */
export function personAhead(text: string): { readonly name: string; readonly rest: string } | null {
  const lead = LABEL.exec(text)?.[0].length ?? 0;
  const line = text.slice(lead);
  const words = line.split(' ').slice(0, 8);
  const separated = /^[^,;:(|/]{4,60}?(?=\s*(?:[,;:(|]|$| [-–—] ))/u.exec(line)?.[0] ?? '';
  if (isName(separated)) {
    let rest = line.slice(separated.length);
    // "Jane Roe, PhD, Director": what follows the name is a part of it.
    const suffix =
      /^, (?:(?:Ph\.?D|M\.?D|Esq|Jr|Sr|II|III|CPA|CFA|RN|MBA|JD|PE|QC|KC|LLM|DVM|BSN|FCA|ACA)\.?)(?=$|[ ,;(])/.exec(
        rest,
      );
    const name = cleanPerson(separated + (suffix?.[0] ?? ''));
    rest = rest.slice(suffix?.[0].length ?? 0).replace(/^[\s,;:(|–—-]+/, '');
    return { name, rest };
  }
  for (let count = 2; count <= Math.min(6, words.length - 1); count++) {
    const name = words.slice(0, count).join(' ').replace(/,$/, '');
    if (!isName(name)) continue;
    const rest = words.slice(count).join(' ') + line.slice(words.join(' ').length);
    if (
      beginsTitle(rest) ||
      /^\(?[^\s@]+@/.test(rest) ||
      /^(?:\+|\(0|\(\d{3}\))/.test(rest) ||
      DETAIL_LABEL.test(rest) ||
      isDate(rest)
    )
      return { name: cleanPerson(name), rest };
  }
  return null;
}

/** Reads a cell or line that begins with a person. */
export function cardOf(text: string): Card | null {
  const person = personAhead(text);
  if (person === null) return null;
  const title = leadingTitle(person.rest);
  return {
    name: person.name,
    title: title === '' ? null : title,
    email: emailOf(person.rest),
    phone: phoneOf(person.rest.replace(/[^\s,;]+@[^\s,;)]+/g, ' ')),
  };
}

interface Segment extends Span {
  readonly text: string;
}

/** Lines and cells in the order of reading. */
function segmentsOf(source: Source): Segment[] {
  const segments: Segment[] = [];
  for (const match of source.text.matchAll(/[^\n\t]+/g)) {
    const text = match[0].trim();
    if (text !== '') segments.push({ start: match.index, end: match.index + match[0].length, text });
  }
  return segments;
}

const RULE = /^(?:[_.…‥\-–—\s]{4,}|\(?(?:signed|signature|signed \/ \w+|s\/)\)?:?|\/s\/.*)$/i;
const SIGNING =
  /\b(?:signed|executed|accepted|agreed|on behalf|by)\b[^.]{0,40}\b(?:for|of|by)\b|^(?:for|für|pour|por|per)\b|^by:?$/i;
const isDetail = (text: string): boolean =>
  text.length < 110 &&
  (isJobTitle(text) ||
    beginsTitle(text) ||
    DETAIL_LABEL.test(text) ||
    (text.length < 80 && (emailOf(text) !== null || phoneOf(text) !== null)));

/** Persons at the head of a line whose details stand behind it or on the lines below. */
export function cardMentions(source: Source): Mention[] {
  const segments = segmentsOf(source);
  const found: Mention[] = [];
  segments.forEach((segment, index) => {
    if (segment.text.length > 170) return;
    const card = cardOf(segment.text);
    if (card === null) return;
    let { title, email, phone } = card;
    let end = segment.end;
    for (const below of segments.slice(index + 1, index + 5)) {
      if (!isDetail(below.text) || personAhead(below.text) !== null) break;
      title ??= leadingTitle(below.text) || (isJobTitle(below.text) ? below.text : null);
      email ??= emailOf(below.text);
      phone ??= phoneOf(below.text.replace(/[^\s,;]+@[^\s,;)]+/g, ' '));
      end = below.end;
    }
    const above = segments.slice(Math.max(0, index - 4), index);
    const signs = email === null && phone === null && signsHere(above);
    const proven = email !== null || phone !== null || signs || isDate(tailOf(segment.text));
    const apart = segment.end < end || /[,;:(]/.test(segment.text);
    if (!proven && (title === null || !apart)) return;
    if (signs && title === null && !proven) return;
    const label = above
      .slice(-2)
      .filter(({ text }) => text.length < 60 && !isDetail(text) && personAhead(text) === null)
      .map(({ text }) => text)
      .join(' ');
    const roles: readonly StakeholderRole[] = signs ? ['signatory'] : rolesIn(label);
    found.push({
      name: card.name,
      title,
      email,
      phone,
      organizationHint: signs ? above.map(({ text }) => text).join(' ') : label,
      roles: roles.length > 0 ? roles : rolesIn(title ?? '').filter((role) => role !== 'executive_sponsor'),
      evidence: source.locate({ start: segment.start, end }),
      strength: email !== null || phone !== null ? 0.9 : 0.75,
    });
  });
  return found;
}

const tailOf = (text: string): string => text.split(' ').slice(-3).join(' ');

/** A ruled line, a "signed for" or the firm's name right above: the name below is a signature's. */
function signsHere(above: readonly Segment[]): boolean {
  const last = above.at(-1)?.text ?? '';
  if (RULE.test(last) || RULE.test(above.at(-2)?.text ?? '')) return true;
  return (
    last.length < 110 &&
    (SIGNING.test(last) || isLegalName(last)) &&
    !/[.;]$/.test(last.replace(/\b(?:Inc|Ltd|Co|Corp|S\.A|B\.V|N\.V|S\.L|P\.C)\.$/, ''))
  );
}
