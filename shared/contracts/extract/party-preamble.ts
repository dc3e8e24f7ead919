/** Parties from the preamble: "… by and between X, a … ("X"), and Y ("Y")". */
import { isLegalForm, isWeakForm, looksLikeOrganization, looksLikePerson } from './names.ts';
import { type ScannedName, scanName } from './party-names.ts';
import { isPartyTerm, isRoleWord, type PartyTerms, partyTerms } from './party-terms.ts';
import { isPlaceholder } from './placeholders.ts';
import { JURISDICTION } from './places.ts';
import type { Source, Span } from './source.ts';

export interface FoundParty {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly span: Span;
  /** 0…1: how surely this is a party. */
  readonly strength: number;
}

const OPENING =
  /\b(?:by and (?:between|among(?:st)?)|between|among(?:st)?|B ?E ?T ?W ?E ?E ?N|(?:made|entered into|executed|concluded|signed)(?: (?:as of|on|this|effective)\b[^.;:()"]{0,50}?)? by(?! and (?:between|among)))\b ?:?|\bPARTIES\b ?:? ?(?=\(?(?:1|A|a|i)[.)])|\bparties to this agreement\b ?:?|(?=\(1\) ?[A-Z][A-Za-z &.,'-]{2,60}(?:LIMITED|Limited|PLC|plc|LLP|Ltd|LTD|Inc|INC|LLC|GmbH|B\.V|N\.V|S\.A)\b)|\b(?:zwischen|ZWISCHEN|entre(?: les soussignée?s)?)\b ?:?/gi;
const CLOSING =
  /\b(?:TABLE OF CONTENTS|Table of Contents|CONTENTS\b|WHEREAS|Whereas,|RECITALS?\b|Recitals\b|W ?I ?T ?N ?E ?S ?S ?E ?T ?H|WITNESS(?:ETH)?|Witnesseth|BACKGROUND|Background\b|NOW,? THEREFORE|Now,? [Tt]herefore|IT IS (?:HEREBY )?AGREED|agree(?:s|d)? as follows|agree(?:s|d)? to the following|INTRODUCTION|PREAMBLE|DEFINITIONS|In consideration|IN CONSIDERATION|Article (?:1|I)\b|ARTICLE (?:1|I|ONE)\b|Section 1\b|SECTION (?:1|ONE)\b|TERMS AND CONDITIONS|(?<=[.;:] )1\. |(?:to|amends|of|under|supplements|with) (?:that|the) certain [A-Z]|as an amendment (?:to|of)\b|, is (?:hereby )?(?:made|entered|dated|effective)\b)|(?:\bthe )?(?:parties|Parties|PARTIES) (?:hereby |hereto |have )?agree|(?<=[)"])\. ?(?:It|This|The parties|They|Work|Each party|We|Both) /;
const REACH = 3500;
/** No party stands further from the one before than its address and description are long. */
const GAP = 700;
const HEAD = 40_000;

/** Where in the text a list of parties opens; the likeliest first. */
function openings(source: Source): number[] {
  const { flat } = source;
  const scored: { at: number; score: number }[] = [];
  for (const match of flat.slice(0, HEAD).matchAll(OPENING)) {
    const at = match.index + match[0].length;
    const before = flat.slice(Math.max(0, match.index - 260), match.index);
    const after = flat.slice(at, at + 1400);
    const near = after.slice(0, 220);
    let score = 0;
    if (
      /\b(?:agreement|contract|amendment|addendum|lease|deed|letter|schedule|understanding|order|statement of work|supplement|license|licence|contrato?|contratto|convention|\p{L}*vertrag|vereinbarung)\b/iu.test(
        before,
      )
    )
      score += 2;
    if (/\b(?:made|entered|dated|effective|executed|concluded|signed|is by|as of|made as)\b/i.test(before))
      score += 2;
    if (/\bthis\b/i.test(before)) score += 1;
    if (
      /\("|\((?:the|hereinafter)|hereinafter|hereafter|ci-après|nachfolgend|en adelante|di seguito/i.test(
        after,
      )
    )
      score += 2;
    if (
      /\b(?:Inc|LLC|L\.L\.C|Corp|Corporation|Limited|Ltd|Company|L\.P|GmbH|AG|SAS|SARL|S\.L|S\.A|N\.V|B\.V|plc|PLC|LLP|individual)\b/i.test(
        near,
      )
    )
      score += 2;
    if (/^by and/i.test(match[0])) score += 2;
    if (/by$/i.test(match[0]) && !/\band\b/.test(near)) score -= 2;
    if (
      /\b(?:relationship|difference|conflict|dispute|distinction|inconsistency|discrepancy|correspondence|communications?|exist(?:s|ing)?|transactions?|differences) *$/i.test(
        before,
      )
    )
      score -= 4;
    if (/^ ?(?:the|such|any|each|both|them|us|you|these|those|all)\b(?! [A-Z][a-z]* ?[A-Z])/.test(after))
      score -= 4;
    // "… under the Indenture dated May 2, 2014 between X and Y": who made another agreement.
    if (
      /\b(?:Agreement|Contract|Indenture|Plan|Deed|Lease|Note|Letter)"?\)?,? (?:dated|made|entered into|effective)\b[^.]{0,60}$/.test(
        before,
      ) &&
      !/\b(?:this|THIS)\b/.test(before)
    )
      score -= 3;
    else if (/\bthat certain [^.]{0,100}\bdated\b[^.]{0,40}$/.test(before)) score -= 2;
    score -= match.index / 8000;
    if (score >= 3.5) scored.push({ at, score });
  }
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, 6)
    .map(({ at }) => at);
}

const SEPARATOR =
  /(?<=[ ,;:)."])(?:-? ?(?:and|AND|And|&|und|et|y)\b ?-?:?|&)(?= )|;|,? ?\((?:\d{1,2}|[ivx]{1,4}|[a-h])\)|(?<=[ ,;])(?:\d|[ivx]{1,4})[.)](?= [A-Z])|,(?= [A-Z])/g;

/** The sentence with the list has ended; numbers and labels may still go on with it. */
const SENTENCE =
  /[)"]\. (?=[A-Z])(?!(?:In addition|AND|And|BETWEEN|Between)\b|[A-Z][\w ]{0,24}: ?|Party [A-Z\d])[^()]*$/;

/** Parties named in the list that opens at an offset. */
function readList(source: Source, at: number): FoundParty[] {
  const { flat } = source;
  const closing = CLOSING.exec(flat.slice(at, at + REACH));
  const limit = Math.min(flat.length, at + (closing?.index ?? REACH));
  const starts: { at: number; weak: boolean; first: boolean }[] = [{ at, weak: false, first: true }];
  let depth = 0;
  const depths = new Uint8Array(limit - at + 1);
  for (let index = at; index < limit; index++) {
    const sign = flat.charAt(index);
    if (sign === '(') depth++;
    depths[index - at] = depth;
    if (sign === ')' && depth > 0) depth--;
  }
  for (const match of flat.slice(at, limit).matchAll(SEPARATOR)) {
    const numbered = /\(|[.)]$/.test(match[0]);
    if (!numbered && (depths[match.index] ?? 0) > 0) continue;
    if (numbered && (depths[match.index] ?? 0) > 1) continue;
    starts.push({ at: at + match.index + match[0].length, weak: match[0] === ',', first: false });
  }
  const names: (ScannedName & { weak: boolean; first: boolean })[] = [];
  for (const start of starts) {
    const scanned = scanName(flat, skipLabel(flat, start.at), limit);
    if (!scanned) continue;
    // Nothing but a label or a number may stand between the separator and its name.
    if (scanned.start - start.at > 40) continue;
    const before = names.at(-1);
    if (before && scanned.start < before.end) continue;
    names.push({ ...scanned, weak: start.weak, first: start.first });
  }
  const accepted: (ScannedName & { strength: number })[] = [];
  for (const name of names) {
    const strength = judge(flat, name, limit);
    const last = accepted.at(-1);
    if (last && name.start - last.end > GAP) break;
    if (accepted.length >= 2 && last && SENTENCE.test(flat.slice(last.end, name.start))) break;
    if (strength > 0) accepted.push({ ...name, strength });
  }
  const terms = accepted.map((name, index) => {
    const end = accepted[index + 1]?.start ?? limit;
    return partyTerms(flat.slice(name.end, Math.min(end, name.end + 900)), name.name);
  });
  const parties = accepted.map((name, index) => ({
    name: name.name,
    aliases: aliasesAt(terms, index),
    span: { start: name.start, end: name.end },
    strength: name.strength,
  }));
  // One word without a legal form is a party only where it is defined as one: "Munich ("Siemens")" is a place.
  return parties.filter(
    ({ name, aliases }) =>
      name.includes(' ') || looksLikeOrganization(name) || aliases.some((alias) => isPartyTerm(alias, name)),
  );
}

/** A party's own terms, else those that stand behind a later one for all before it: "A and B (together, the "Sellers")". */
function aliasesAt(terms: readonly PartyTerms[], index: number): readonly string[] {
  const here = terms[index];
  if (here === undefined) return [];
  if (here.own.length > 0) return here.own;
  for (const later of terms.slice(index)) {
    if (later.shared.length > 0) return later.shared;
    if (later.own.length > 0) return [];
  }
  return [];
}

function skipLabel(flat: string, at: number): number {
  const label =
    /^[\s"'*,:-]{0,4}(?:(?:on the one (?:hand|part|side)|of the (?:one|first|second|other) part)?[ ,:]*)?(?:\((?:\d{1,2}|[ivx]{1,4}|[a-h])\) ?|(?:\d|[ivx]{1,3})[.)] ?)?(?:(?:the )?(?:[A-Z][a-z]+ ){0,2}[A-Z][a-z]+ ?: )?(?:between |AND |and )?(?:(?:der|dem|die|das|la société|la|el|los|le|les|l') ?(?=[A-Z]))?/.exec(
      flat.slice(at, at + 120),
    );
  return at + (label?.[0].length ?? 0);
}

const NO_NAME = new RegExp(
  String.raw`^(?:${JURISDICTION})$|\b[A-Z]{2} \d{5}|\d{5}|'s$|\b(?:Act|Code|Rules?|Regulations?) (?:of )?(?:19|20)\d\d$|\bAct$|\b(?:Agreement|AGREEMENT|Contract|CONTRACT)$|^(?:19|20)\d\d\b|\b(?:Project|Account|Program|Programme|General|Relationship|Contracts?|Sales) Manager$|\b(?:Officer|President|Director|Representative)$|^(?:Mutual|Public|Limited|Private|Holding|Stock|Joint Stock|Limited Liability|Trust|Insurance) Company$|\b(?:AGREEMENT|Agreement|CONTRACT) |\b(?:GOVERNS|SHALL|WILL|MUST|HEREBY|USE OF)\b|^(?:PARTIES|Parties)\b|^\d+\. |^(?:Behalf of|(?:OF|Of|of|AND|And|and|FOR|For|BY) )|^(?:(?:EXHIBIT|Exhibit|Restated|Amended|Section|Article|Street|Avenue|Road|Suite|Floor) )`,
  'u',
);

/** What forms call a company that is nobody: "XYZ Corp.", "ABC Company, Inc." */
const ANYBODY =
  /^(?:XYZ|ABC|ABCD|[Yy]our|Any|Some|Sample|Example)(?:,? (?:Company|Corp\.?|Corporation|Inc\.?|LLC|Ltd\.?|Limited|Co\.?|Pty|GmbH)){1,3}$/;

/** False for what only names a role, a place, an address or a statute. */
export const isPartyName = (text: string): boolean =>
  !text.split(/ (?:and|&) /).every(isRoleWord) &&
  !ANYBODY.test(text) &&
  !isLegalForm(text) &&
  !isWeakForm(text) &&
  !NO_NAME.test(text);

function judge(flat: string, name: ScannedName & { weak: boolean; first: boolean }, limit: number): number {
  const text = name.name;
  if (isPlaceholder(text) || isPlaceholder(flat.slice(Math.max(0, name.start - 3), name.end + 2))) return 0;
  if (
    /^(?:Section|Article|Exhibit|Schedule|State of|Party|Parties|Agreement|Effective|Suite|Street|P\.? ?O\.? Box|Attn|Attention|Tel|Fax|(?:USA|U\.S\.A\.?|United States)$)\b/i.test(
      text,
    )
  )
    return 0;
  if (!isPartyName(text)) return 0;
  if (
    /\b(?:divisions? of|affiliates? of|subsidiar(?:y|ies) of|its divisions?|its affiliates?|doing business as|d\/b\/a|formerly(?: known as)?|f\/k\/a|a\/k\/a|on behalf of|through its|member of|laws of(?: the)?|offices? (?:at|in)|located (?:at|in))[ ,]*$/i.test(
      flat.slice(Math.max(0, name.start - 40), name.start),
    )
  )
    return 0;
  const after = flat.slice(name.end, Math.min(limit, name.end + 220));
  const defined = /^[,.]? ?\((?:[^()]{0,80})?(?:"|the [A-Z]|[Hh]erein|[A-Z][\w&]+\))/.test(after);
  const described =
    /^,? ?(?:\([^()]{0,80}\),? ?)?(?:an?|the|being an?) (?:[\w'-]+ ){0,6}(?:corporation|company|partnership|entity|individual|association|bank|trust|organi[sz]ation|institution|university|resident|citizen|person|body|firm|proprietorship|subsidiary|division|society|foundation|limited|natural)/i.test(
      after,
    ) ||
    /^,? ?(?:having|with|whose|located|organi[sz]ed|incorporated|registered|a company|acting|residing|of \d|hereinafter|hereafter)/i.test(
      after,
    );
  const termed = !defined && !described && !name.weak && definedLater(after, text);
  if (name.legal)
    return name.weak && !defined && !described
      ? /^(?:,| and\b|;|$)/.test(after)
        ? 0.7
        : 0
      : defined || described
        ? 1
        : 0.8;
  if (termed && (text.includes(' ') || name.first)) return /\d/.test(text) ? 0.6 : 0.8;
  if (name.weak) return defined && (looksLikeOrganization(text) || looksLikePerson(text)) ? 0.7 : 0;
  if (described && !defined && !name.first && !text.includes(' ')) return 0;
  if (defined || described) return /\d/.test(text) && !looksLikeOrganization(text) ? 0 : 0.85;
  if (looksLikeOrganization(text)) return 0.6;
  if (looksLikePerson(text)) return name.first ? 0.5 : 0.4;
  return name.first && text.length > 3 ? 0.3 : 0;
}

/** 'Val Clinic, 2 Lime Street, Deal ("the Clinic")': the term that stands for it comes behind its address. */
function definedLater(after: string, name: string): boolean {
  const end = after.search(/ (?:and|AND|und|et|y) (?:the )?[\p{Lu}(]|;/u);
  const clause = end < 0 ? after : after.slice(0, end);
  const { own } = partyTerms(clause, name);
  return /^,/.test(clause) && own.some((term) => isPartyTerm(term, name));
}

/** Parties of the likeliest preamble that names two; empty where the document opens otherwise. */
export function preambleParties(source: Source): FoundParty[] {
  let best: FoundParty[] = [];
  let bestScore = 0;
  for (const at of openings(source)) {
    const found = dedupe(readList(source, at));
    if (found.filter((party) => party.strength >= 0.7).length >= 2) return found;
    const score = found.reduce((sum, party) => sum + party.strength, 0);
    if (score > bestScore) {
      best = found;
      bestScore = score;
    }
  }
  return best;
}

function dedupe(parties: readonly FoundParty[]): FoundParty[] {
  const seen = new Set<string>();
  const ends = (name: string, other: string): boolean =>
    name.length < other.length && other.toLowerCase().endsWith(` ${name.toLowerCase()}`);
  return parties.filter((party) => {
    if (parties.some((other) => ends(party.name, other.name))) return false;
    const key = party.name.toLowerCase().replace(/[^a-z0-9]/g, '');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
