/** People named in contact tables, notices and prose. */
import type { Evidence, StakeholderRole } from '../extraction.ts';
import { emailOf, phoneOf } from './contact-details.ts';
import { rolesIn } from './contact-roles.ts';
import { cleanPerson, looksLikePerson } from './names.ts';
import { isPlaceholder } from './placeholders.ts';
import { isTitle } from './signatures.ts';
import type { Source, Span } from './source.ts';
import { columnOf, type Grid } from './tables.ts';

/** A person as one place of the document shows them. */
export interface Mention {
  readonly name: string;
  readonly title: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** The organisation, where the place itself says it; else words that may name it. */
  readonly organizationHint: string;
  readonly roles: readonly StakeholderRole[];
  readonly evidence: readonly Evidence[];
  /** 0…1: how surely a person of this contract. */
  readonly strength: number;
}

/** Rows of tables with a name column beside e-mail, telephone, title or role. */
export function tableMentions(grids: readonly Grid[]): Mention[] {
  const found: Mention[] = [];
  for (const { header, rows } of grids) {
    const name = columnOf(
      header,
      /^(?:contact )?name\b|^(?:contact|person|contact person|full name|representative)$/i,
    );
    if (name < 0) continue;
    const taken = new Set([name]);
    const email = columnOf(header, /e-?mail/i, taken);
    const phone = columnOf(header, /phone|telephone|tel\b|mobile/i, taken);
    const title = columnOf(header, /title|function|position|job/i, taken);
    const role = columnOf(
      header,
      /role|^for$|contact type|purpose|responsib|capacity|^contact$|type|area/i,
      taken,
    );
    if (email < 0 && phone < 0 && title < 0) continue;
    const party = columnOf(header, /party|organi[sz]ation|company|employer|side/i, taken);
    for (const row of rows) {
      const raw = row.cells[name] ?? '';
      const person = looksLikePerson(raw) ? cleanPerson(raw) : personWithin(raw);
      if (person === null || isPlaceholder(raw)) continue;
      const label = role >= 0 ? (row.cells[role] ?? '') : '';
      const job = title >= 0 ? (row.cells[title] ?? '') : '';
      const address = email >= 0 ? emailOf(row.cells[email] ?? '') : null;
      const number = phone >= 0 ? phoneOf(row.cells[phone] ?? '') : null;
      const roles = rolesIn(label);
      found.push({
        name: person,
        title: isTitle(job) ? job : null,
        email: address,
        phone: number,
        organizationHint: `${party >= 0 ? (row.cells[party] ?? '') : ''} ${label}`.trim(),
        roles: roles.length > 0 ? roles : rolesIn(job),
        evidence: [row.evidence],
        strength: 0.9,
      });
    }
  }
  return found;
}

/** A name broken over lines with its title: the longest leading run that reads as a person. */
function personWithin(text: string): string | null {
  const words = text.split(' ');
  for (let length = Math.min(words.length, 6); length >= 2; length--) {
    const candidate = words.slice(0, length).join(' ');
    if (looksLikePerson(candidate)) return cleanPerson(candidate);
  }
  return null;
}

const PERSON_RUN = String.raw`(?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?\p{Lu}[\p{L}\p{M}'-]*\.?(?: (?:\p{Lu}[\p{L}\p{M}'-]*\.?|van|von|de|del|der|den|da|di|la|bin|binti|al|el)){1,4}(?:, (?:CPCU|CPA|MD|M\.D\.|PhD|Ph\.D\.|Esq\.?|JD|MBA|PE|RN|CFA|Jr\.?|Sr\.?|II|III|PMP))*`;
const WITH_DETAILS = new RegExp(
  String.raw`(?<![\p{L}'])(?<name>${PERSON_RUN})(?:, (?<title>[^,()@\n]{3,70}?)|,? (?:our|its|the|your) (?<title2>[^,()@\n]{3,60}?))?,? ?(?:\((?<details>[^()]*@(?:[^()]|\(\d{1,5}\))*)\)|(?:,| at| -) (?<mail>[^\s()]+@[^\s(),]+))`,
  'gu',
);
const CUED = new RegExp(
  String.raw`\b(?<cue>(?:[Ee]xecutive |[Pp]roject |[Bb]illing |[Tt]echnical |[Cc]lient |[Cc]ustomer )?(?:[Ss]ponsor|[Mm]anager|[Cc]ontact|[Ll]ead|[Cc]oordinator|[Aa]dministrator|[Rr]epresentative|[Aa]dvis[eo]r|[Ee]ngineer|[Aa]rchitect))(?: (?:is|shall be|will be)|:| of [^.:;]{2,40} is)? (?<name>${PERSON_RUN})(?:, (?<title>[^,().;\n]{3,60}))?(?=[,;()\n\t]|\.(?:\s|$)|$)`,
  'gu',
);

/** "…, to Wendell Foss, Office Accountant (wfoss@…)", "Project Manager: Jo Park". */
export function proseMentions(source: Source): Mention[] {
  const found: Mention[] = [];
  const seen = (span: Span): boolean =>
    found.some((other) => other.evidence[0]?.quote.includes(source.flat.slice(span.start, span.end)));
  for (const match of source.flat.matchAll(WITH_DETAILS)) {
    const g = match.groups ?? {};
    const start = match.index;
    const lead = trimLead(g.name ?? '');
    if (!looksLikePerson(lead)) continue;
    const details = g.details ?? g.mail ?? '';
    const title = (g.title ?? g.title2 ?? '').trim();
    const before = source.flat.slice(Math.max(0, start - 90), start);
    const sentence = before.slice(
      Math.max(before.lastIndexOf('. '), before.lastIndexOf('; '), before.lastIndexOf('), '), 0),
    );
    found.push({
      name: cleanPerson(lead),
      title: isTitle(title) ? title : null,
      email: emailOf(details),
      phone:
        phoneOf(details.replace(/[^\s,;]+@[^\s,;]+/, '')) ??
        phoneBehind(source.flat, start + match[0].length),
      organizationHint: sentence,
      roles:
        rolesIn(sentence).length > 0
          ? rolesIn(sentence)
          : rolesIn(title).filter((role) => role !== 'executive_sponsor'),
      evidence: source.locate({
        start: start + (g.name ?? '').length - lead.length,
        end: start + match[0].length,
      }),
      strength: 0.85,
    });
  }
  for (const match of source.text.matchAll(CUED)) {
    const g = match.groups ?? {};
    const name = g.name ?? '';
    if (!looksLikePerson(name) || /\b\p{L}\.?$/u.test(name)) continue;
    const start = match.index + match[0].indexOf(name);
    const span = { start, end: start + name.length };
    if (seen(span)) continue;
    const title = g.title?.trim() ?? '';
    found.push({
      name: cleanPerson(name),
      title: isTitle(title) ? title : null,
      email: null,
      phone: null,
      organizationHint: source.flat.slice(Math.max(0, match.index - 60), match.index),
      roles: rolesIn(g.cue ?? ''),
      evidence: source.locate(span),
      strength: 0.55,
    });
  }
  return found;
}

/** "jane@vale.example, +44 20 7946 0123": a number right behind the address. */
function phoneBehind(flat: string, at: number): string | null {
  const behind = /^[,;]? ?(?:(?:tel|phone|telephone|mobile)\.? ?:? ?)?([+(\d][\d ()./-]{6,22}\d)/i.exec(
    flat.slice(at, at + 45),
  );
  return behind?.[1] === undefined ? null : phoneOf(behind[1]);
}

/** A sentence's first word is capitalised without being part of the name. */
function trimLead(name: string): string {
  const words = name.split(' ');
  while (
    words.length > 2 &&
    /^(?:To|The|Our|Contact|Attention|Attn|Please|Questions|And|Or|By|From|For|With|Its|Dear|Is)$/.test(
      words[0] ?? '',
    )
  )
    words.shift();
  return words.join(' ');
}

const ATTENTION = /\b(?:Attention|Attn|ATTENTION|ATTN)\.? ?:? ?/g;

/** "Attention: Philippa Drummond, Esq." in notices, with the title and e-mail in the lines below. */
export function noticeMentions(source: Source): Mention[] {
  const found: Mention[] = [];
  for (const match of source.text.matchAll(ATTENTION)) {
    const start = match.index + match[0].length;
    const stop = source.text.slice(start, start + 120).search(/[\n\t;]| {2}/);
    const line = source.text.slice(start, start + (stop < 0 ? 80 : stop)).trim();
    const full = line.replace(/[.,]$/, '');
    const [head = '', ...rest] = full.split(/, (?!(?:Esq|Jr|Sr|MD|PhD|CPA|II|III)\b)/);
    const person = looksLikePerson(full) ? full : looksLikePerson(head) ? head : null;
    if (person === null || isPlaceholder(line)) continue;
    const below = source.text.slice(start + line.length, start + line.length + 320).split('\n');
    const next = (below[1] ?? '').split('\t')[0]?.trim() ?? '';
    const title =
      rest.filter((part) => !/\d/.test(part))[0] ||
      (isTitle(next) &&
      /\b(?:officer|counsel|director|manager|president|head|partner|vp|secretary|lead|administrator|executive)\b/i.test(
        next,
      )
        ? next
        : '');
    const until = below.join('\n').search(/\b(?:If to|To )\b|Attn|Attention|\bBy:/i);
    const scope = below.join('\n').slice(0, until < 0 ? 320 : until);
    found.push({
      name: cleanPerson(person),
      title: isTitle(title) ? title : null,
      email: emailOf(scope.replace(/\n/g, ' ')),
      phone: null,
      organizationHint: source.flat.slice(Math.max(0, match.index - 120), match.index),
      roles: ['notices'],
      evidence: source.locate({ start, end: start + line.length }),
      strength: 0.75,
    });
  }
  return found;
}

/** A letter's addressee: name, title and firm on the lines above the salutation. */
export function addresseeMention(source: Source): Mention[] {
  const salutation = /(?:^|\n)Dear (?:Mr|Mrs|Ms|Dr|Prof)?\.? ?\p{Lu}/u.exec(source.text.slice(0, 6000));
  if (!salutation) return [];
  const above = source.paragraphs.filter((paragraph) => paragraph.end <= salutation.index + 1).slice(-9);
  for (const [index, paragraph] of above.entries()) {
    const line = source.text.slice(paragraph.start, paragraph.end);
    if (!looksLikePerson(line)) continue;
    const next = above[index + 1];
    const under = next ? source.text.slice(next.start, next.end) : '';
    // The reader may have run the title and the firm's address together.
    const title =
      /^.{0,60}?\b(?:Officer|Director|Manager|President|Partner|Counsel|Secretary|Treasurer|Chair(?:man|woman)?|Head of [\w ]{3,30})\b/.exec(
        under,
      )?.[0] ?? under;
    return [
      {
        name: cleanPerson(line),
        title: isTitle(title) && !/\d|\bInc|LLC|Ltd/.test(title) ? title : null,
        email: null,
        phone: null,
        organizationHint: source.flat.slice(paragraph.end, salutation.index),
        roles: [],
        evidence: source.locate(paragraph),
        strength: 0.7,
      },
    ];
  }
  return [];
}
