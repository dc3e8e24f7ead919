/** Reads a party's name off running text: where it begins is known, where it ends is the question. */
import { isLegalForm, isWeakForm, looksLikePerson } from './names.ts';

export interface ScannedName {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** A legal form was part of the name. */
  readonly legal: boolean;
}

const CONNECTOR =
  /^(?:of|the|for|de|del|della|la|le|der|van|von|den|y|e|et|di|do|da|du|des|dos|&|-|\/|in|on|at|to)$/i;
const STOP_WORD =
  /^(?:a|an|and|as|between|whereas|this|these|hereinafter|herein|hereafter|whose|with|having|located|its|by|is|are|has|together|acting|each|both|which|who|that|on|dated|effective|recitals?|witnesseth|background|referred|agree|agrees|hereby|collectively|individually|registered|incorporated|organized|organised|or|if|in|at|to|from|under|date|address|attn|attention|tel|phone|fax|email|title|name|now|therefore|entered|made)$/i;
const CAPITAL_START = /^["'(]?[\p{Lu}\d]/u;
/** A public body's kind in its own language, in small letters behind its name: "Ådalsviks kommun". */
const BODY =
  /^(?:kommun|kommune|kommunale|landsting|region|gemeente|stad|gmina|powiat|város|kaupunki|kunta)$/;
const BRAND =
  /^(?:\p{Ll}[\p{Ll}\d]{0,3}[-.]?\p{Lu}|\p{Ll}\d+(?= |$)|(?:d|l|dell|all)'\p{Lu}|(?:\p{Ll}\.){2,}|\p{Ll}-[\p{Ll}]{2,}|\p{L}+\.(?:com|net|org)\b)/u;

/** "Communauté hospitalière du Val", "Agence nationale de la Santé": what Romance names have in small letters. */
const QUALIFIED =
  /^((?:\p{Ll}{4,} ){1,3})(?=(?:du|de|des|del|della|delle|dei|do|da|dos|das) (?:la |las |los |l')?\p{Lu}|(?:d|dell|de l)'\p{Lu})/u;
/** An article between a connector and the capital it leads to: "Banco de la Nación". */
const ARTICLE = /^(?:la|las|los|el|le|les|der|dem|den|the|The|de) \p{Lu}|^(?:l|d)'\p{Lu}/u;

/** Scans a name from `start`; null where none begins there. `limit` bounds the reach. */
export function scanName(flat: string, start: number, limit: number): ScannedName | null {
  let at = start;
  while (at < limit && /[\s"'*_:,-]/.test(flat.charAt(at))) at++;
  // A section's or an exhibit's number begins no name, nor does the end of another one.
  if (/^(?:\d+\.(?:\d+\.?)*|\d+\)) /.test(flat.slice(at, Math.min(limit, at + 16)))) return null;
  if (isLegalForm(/^[^ ]{1,20}/.exec(flat.slice(at, limit))?.[0] ?? '')) return null;
  const begin = at;
  let end = at;
  let legal = false;
  let words = 0;
  while (at < limit) {
    const token = /^[^ ]+/.exec(flat.slice(at, Math.min(limit, at + 80)))?.[0];
    if (token === undefined) break;
    const rest = flat.slice(at + token.length + 1, at + token.length + 121);
    if (token.startsWith('(')) {
      const inner = /^\((\p{Lu}[\p{L} .&]{1,25})\) (\S+)/u.exec(flat.slice(at, at + 60));
      if (
        words > 0 &&
        !legal &&
        inner &&
        (isPlaceInName(inner[1] ?? '', inner[2] ?? '') ||
          isLegalForm(inner[2] ?? '') ||
          isWeakForm(inner[2] ?? '') ||
          /^(?:Private|Holdings?|Pvt)/.test(inner[2] ?? ''))
      ) {
        at += (inner[1]?.length ?? 0) + 3;
        end = at - 1;
        continue;
      }
      break;
    }
    const bare = token.replace(/[,;:"]+$/, '').replace(/^"/, '');
    const formed = isLegalForm(bare) && words > 0;
    const opened = bare.indexOf('(');
    if (opened > 0) {
      const head = bare.slice(0, opened);
      if (CAPITAL_START.test(head)) {
        end = at + token.indexOf('(');
        legal ||= isLegalForm(head) || isWeakForm(head);
        words++;
      }
      break;
    }
    const capital =
      CAPITAL_START.test(bare) ||
      BRAND.test(bare) ||
      formed ||
      (words > 0 && BODY.test(bare.replace(/[,.]$/, '')));
    if (!capital) {
      const qualified = words > 0 && QUALIFIED.exec(flat.slice(at, Math.min(limit, at + 60)))?.[1];
      if (qualified) {
        at += qualified.length;
        continue;
      }
      if (words === 0 || !CONNECTOR.test(bare) || !(CAPITAL_START.test(rest) || ARTICLE.test(rest))) break;
      if (
        legal &&
        !/^of (?:North |South |Latin )?(?:America|Canada|Europe|[A-Z][a-z]+(?= ?\(|,? an? ))/.test(
          flat.slice(at, at + 40),
        )
      )
        break;
      if (/[,;:]$/.test(token)) break;
      at += token.length + 1;
      continue;
    }
    if (STOP_WORD.test(bare) && !formed) break;
    if (legal && !formed && !isWeakForm(bare)) {
      // After "Inc." another capital word belongs to the name only as "of America" does.
      if (!/^(?:of|Of|OF|&)$/.test(flat.slice(Math.max(0, at - 3), at).trim())) break;
    }
    words++;
    end = at + token.length;
    legal ||= formed || (isWeakForm(bare) && words > 1 && formsEnd(rest, token));
    if (/[;:]$/.test(token) || endsSentence(token, formed)) {
      end--;
      break;
    }
    if (/,$/.test(token)) {
      const next = /^\S+/.exec(rest)?.[0] ?? '';
      const follows = isLegalForm(next.replace(/[,;)]+$/, '')) || isWeakForm(next.replace(/[,;)]+$/, ''));
      const firm =
        !legal &&
        /^(?:[\p{Lu}][\p{L}'.-]+,? ){0,3}[\p{Lu}][\p{L}'.-]+,? (?:&|and) [\p{Lu}][\p{L}'.-]+,? (?:LLP|LLC|L\.L\.P|Inc|Co\b|P\.C|L\.P)/u.test(
          rest,
        );
      if (!follows && !firm) {
        end--;
        break;
      }
    }
    at += token.length + 1;
    if (
      /^(?:and|AND|And|&)$/.test(/^\S+/.exec(flat.slice(at))?.[0] ?? '') &&
      !joins(flat, at, limit, flat.slice(begin, end), legal)
    )
      break;
    if (/^(?:and|AND|And)$/.test(/^\S+/.exec(flat.slice(at))?.[0] ?? '')) at += 4;
  }
  const name = flat
    .slice(begin, end)
    .replace(/^["'(]+|["',;:]+$/g, '')
    .replace(/\.{2,}$/, '.')
    .trim();
  if (name.includes('"') || /^[^(]*\)/.test(name)) return null;
  if (words === 0 || name.length < 2) return null;
  return { name, start: begin, end, legal };
}

/** "Rise (Tianjin) Education …": a place in parentheses in the middle of a name. */
const isPlaceInName = (inner: string, next: string): boolean =>
  /^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?$|^\p{Lu}{3,}$/u.test(inner) &&
  /^\p{Lu}/u.test(next) &&
  !STOP_WORD.test(next);

/** A full stop that is no abbreviation's ends the sentence, and the name. */
const endsSentence = (token: string, formed: boolean): boolean =>
  /[\p{Ll}\d]{3}\.$|\p{Lu}{4}\.$|"\.$/u.test(token) &&
  !formed &&
  !isWeakForm(token) &&
  !/^(?:Bros|Intl|Assoc|Mfg|Univ|Dept|Pharm|Technol|Ass'n|Natl|Tech|Corp|Sdn|Bhd)\.$/i.test(token);

/** "Company" ends a name where a comma, a parenthesis or a lower-case word follows. */
function formsEnd(rest: string, token: string): boolean {
  return /[,;]$/.test(token) || !/^[\p{Lu}\d]/u.test(rest);
}

/** Words that follow "and" inside a name: "Research and Engineering Company", "Stone and Sons". */
const SECOND_HALF =
  /^(?:Engineering|Development|Manufacturing|Trading|Marketing|Technolog(?:y|ies)|Management|Maintenance|Services?|Sons|Co\b|Company|Associates|Partners|Recreation|Entertainment|Environmental|Exploration|Production|Science|Insurance|Annuity|Casualty|Trust|Securities|Investments?|Logistics|Distribution|Supply|Commercialization|Research|Gas|Power|Light|Sciences|Mining|Resources|Design|Consulting|Loan|Accident|Medical|Health|Wellness|Communications|Telephone|Education|Training|Systems|Wales|Life)\b/i;

/** Whether "and" stands inside a name ("Johnson and Johnson") rather than between two. */
function joins(flat: string, at: number, limit: number, before: string, legal: boolean): boolean {
  if (flat.charAt(at) === '&') return true;
  if (legal || /\d/.test(before)) return false;
  const after = flat.slice(at + 4, Math.min(limit, at + 400));
  if (!CAPITAL_START.test(after)) return false;
  if (SECOND_HALF.test(after)) return true;
  if (looksLikePerson(before)) return false;
  // With a second separator ahead this one is likely the name's own.
  const definition = after.search(/["(]|, an? /);
  const separator = after.search(/[;)",] ?(?:and|AND)\b|\band (?:between )?[\p{Lu}]/u);
  return definition >= 0 && definition < 60 && separator > definition;
}
