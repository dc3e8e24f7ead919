/** People named in contact tables, notices and prose. */
import { emailOf, phoneOf } from './contact-details.ts';
import { rolesIn } from './contact-roles.ts';
import { holdsTitleWord, isJobTitle, leadingTitle } from './job-titles.ts';
import type { Mention } from './mention.ts';
import { cleanPerson, looksLikePerson } from './names.ts';
import { type Card, cardOf } from './person-cards.ts';
import { isPlaceholder } from './placeholders.ts';
import { isTitle } from './signatures.ts';
import { type Source, type Span, sentenceAround } from './source.ts';
import { columnOf, type Grid, type Row } from './tables.ts';

/** Rows of tables that name people: one in a row with columns for the details, or one in each party's column. */
export function tableMentions(grids: readonly Grid[]): Mention[] {
  return grids.flatMap((grid) => {
    let side = '';
    return grid.rows.flatMap((row) => {
      const cards = row.cells.flatMap((text, column) => {
        const card = personIn(text, grid.header[column] ?? '');
        return card === null ? [] : [{ ...card, column }];
      });
      // A cell that spans rows names the party for those below, too.
      const first = row.cells[0] ?? '';
      if (first !== '' && cards.every(({ column }) => column > 0)) side = first;
      return cards.flatMap((card) => mentionOf(grid, row, card, cards.length === 1, side));
    });
  });
}

interface CellCard extends Card {
  readonly column: number;
}

const NAMED =
  /\b(?:names?|contacts?|person|people|representative|nombre|nom|naam|navn|namn|ansprechpartner)\b/i;

function personIn(text: string, heading: string): Card | null {
  if (text.length > 200 || isPlaceholder(text)) return null;
  const card = cardOf(text);
  if (card !== null) return card;
  return NAMED.test(heading) && looksLikePerson(text) && !holdsTitleWord(text)
    ? { name: cleanPerson(text), title: null, email: null, phone: null }
    : null;
}

function mentionOf(grid: Grid, row: Row, card: CellCard, alone: boolean, side: string): Mention[] {
  const others = alone ? row.cells.filter((_, column) => column !== card.column) : [];
  const details = others.join(' | ');
  const email = card.email ?? others.map(emailOf).find((found) => found !== null) ?? null;
  const phone =
    card.phone ??
    others.map((cell) => phoneOf(cell.replace(/[^\s,;]+@[^\s,;)]+/g, ' '))).find((found) => found !== null) ??
    null;
  const titled = columnOf(
    grid.header,
    /\b(?:title|function|position|job|cargo|funktion|fonction|puesto|functie)\b/i,
  );
  const inTitle = alone && titled >= 0 && titled !== card.column ? (row.cells[titled] ?? '') : '';
  const isRole = columnOf(grid.header, /\brole|responsib|capacity|purpose|matter|^for\b/i);
  const title =
    card.title ??
    (isTitle(inTitle) ? inTitle : null) ??
    others.find((cell, index) => index !== isRole && isJobTitle(cell) && rolesOnly(cell) === false) ??
    null;
  if (email === null && phone === null && (title === null || !NAMED.test(grid.header.join(' ')))) return [];
  const labels = row.cells.filter(
    (cell, column) =>
      column !== card.column &&
      cell !== title &&
      cell.length < 60 &&
      emailOf(cell) === null &&
      phoneOf(cell) === null &&
      cardOf(cell) === null,
  );
  const label = [...labels, alone ? '' : (grid.header[card.column] ?? '')].join(' ').trim();
  const roles = rolesIn(label);
  return [
    {
      name: card.name,
      title,
      email,
      phone,
      organizationHint:
        `${grid.header[card.column] ?? ''} ${label} ${side} ${details.length < 40 ? details : ''}`.trim(),
      roles: roles.length > 0 ? roles : rolesIn(title ?? ''),
      evidence: [row.evidence],
      strength: 0.9,
    },
  ];
}

/** "Billing Contact", "Executive Sponsor": what somebody does for the contract, not for a living. */
const rolesOnly = (cell: string): boolean => /\b(?:contact|sponsor|matters?|questions?)\b/i.test(cell);

const PERSON_RUN = String.raw`(?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?(?:\p{Lu}[\p{L}\p{M}'-]*|\p{Lu}\.)(?: (?:\p{Lu}[\p{L}\p{M}'-]*(?![\p{L}'-])|\p{Lu}\.|St\.|van|von|de|del|der|den|da|di|la|bin|binti|al|el)){1,4}(?:, (?:CPCU|CPA|MD|M\.D\.|PhD|Ph\.D\.|Esq\.?|JD|MBA|PE|RN|CFA|Jr\.?|Sr\.?|II|III|PMP))*`;
const WITH_DETAILS = new RegExp(
  String.raw`(?<![\p{L}'])(?<name>${PERSON_RUN})(?:, (?<title>[^,()@\n]{3,70}?)|,? (?:our|its|the|your) (?<title2>[^,()@\n]{3,60}?))?,? ?(?:\((?<details>[^()]*@(?:[^()]|\(\d{1,5}\))*)\)|(?:,| at| -) (?<mail>[^\s()]+@[^\s(),]+))`,
  'gu',
);
const CUED = new RegExp(
  String.raw`\b(?<cue>(?:[Ee]xecutive |[Pp]roject |[Bb]illing |[Tt]echnical |[Cc]lient |[Cc]ustomer )?(?:[Ss]ponsor|[Mm]anager|[Cc]ontact|[Ll]ead|[Cc]oordinator|[Aa]dministrator|[Rr]epresentative|[Aa]dvis[eo]r|[Ee]ngineer|[Aa]rchitect))(?: (?:is|shall be|will be)|:| of [^.:;]{2,40} is)? (?<name>${PERSON_RUN})(?:, (?<title>[^,().;\n]{3,60}))?(?=[,;()\n\t]|\.(?:\s|$)|$)`,
  'gu',
);

const TITLED = new RegExp(
  String.raw`(?<![\p{L}'’-])(?:(?<honorific>(?:Mr|Mrs|Ms|Dr|Prof)\.?(?: Dr\.?)?) )?(?<name>${PERSON_RUN})(?=, (?<after>[^\n\t]{3,90})|(?<end>))`,
  'gu',
);

/** "Complaints go to Bronwyn Castle, Executive Director", "the sponsor is Mr Desmond Akintola". */
function titledMentions(source: Source): Mention[] {
  const found: Mention[] = [];
  const matches = [...source.text.matchAll(TITLED)].flatMap((match) => {
    const name = trimLead(match.groups?.name ?? '');
    const title = leadingTitle(match.groups?.after ?? '');
    if (
      (title === '' && match.groups?.honorific === undefined) ||
      !looksLikePerson(name) ||
      holdsTitleWord(name)
    )
      return [];
    const start = match.index + match[0].length - name.length;
    return [{ name, title, start, end: start + name.length + (title === '' ? 0 : title.length + 2) }];
  });
  matches.forEach(({ name, title, start, end }, index) => {
    const sentence = sentenceAround(source, { start, end }, 320);
    const next = Math.min(sentence.end, matches[index + 1]?.start ?? sentence.end);
    const before = source.flat.slice(Math.max(sentence.start, matches[index - 1]?.end ?? 0), start);
    const after = source.flat.slice(end, next);
    const roles = rolesIn(before).length > 0 ? rolesIn(before) : rolesIn(`${title} ${after.slice(0, 60)}`);
    found.push({
      name: cleanPerson(name),
      title: title === '' ? null : title,
      email: emailOf(after),
      phone: phoneOf(after.replace(/[^\s,;]+@[^\s,;)]+/g, ' ').replace(/[$€£]\S+/g, ' ')),
      organizationHint: `${before} ${after.slice(0, 60)}`,
      roles,
      evidence: source.locate({ start, end }),
      strength: 0.8,
    });
  });
  return found;
}

/** "…, to Wendell Foss, Office Accountant (wfoss@…)", "Project Manager: Jo Park". */
export function proseMentions(source: Source): Mention[] {
  const found: Mention[] = titledMentions(source);
  const seen = (span: Span): boolean =>
    found.some((other) => other.evidence[0]?.quote.includes(source.flat.slice(span.start, span.end)));
  for (const match of source.flat.matchAll(WITH_DETAILS)) {
    const g = match.groups ?? {};
    const start = match.index;
    const lead = trimLead(g.name ?? '');
    if (!looksLikePerson(lead) || holdsTitleWord(lead)) continue;
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
