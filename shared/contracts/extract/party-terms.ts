/** What a contract calls its parties: the defined terms behind a name. */
import { nameKey } from './names.ts';
import { scanName } from './party-names.ts';
import { isPlaceholder } from './placeholders.ts';

/** What parties are called, but not named. */
const ROLE =
  'company|corporation|partnership|buyers?|sellers?|banks?|funds?|securities|agents?|distributors?|resellers?|managers?|partners?|investors?|executive|employee|employer|consultants?|contractors?|sub-?contractors?|licensors?|licensees?|customers?|clients?|vendors?|suppliers?|providers?|sponsors?|trust|trustees?|holdings|affiliates?|subsidiar(?:y|ies)|party [a-z\\d]|parties|owners?|developers?|manufacturers?|franchisors?|franchisees?|service (?:provider|recipient)|shareholders?|stockholders?|purchasers?|lenders?|borrowers?|guarantors?|issuers?|acquiror|administrators?|members?|president|director|secretary|practice|hospital|clinic|school|agency|brokers?|parents?|intended parents?|family|firm|insured|subscribers?|university|college|city|county|state|carrier|shipper|publisher|operator|transporter|artist|producer|surrogate|lessors?|lessees?|landlords?|tenants?|principals?|recipients?|advis[oe]rs?|sub-?advis[oe]rs?|repairer|user|controller|processor|merchant|host|talent|athlete|individual|participant|institution|foundation|organi[sz]ation|association|authority|district|debtor|creditor|assignor|assignee|transferor|transferee|grantor|grantee|mortgagor|mortgagee|pledgor|indemnitor|indemnitee|underwriters?|dealers?|depositor|servicer|custodian|builder|architect|engineer|designer|author|promoter|venue|team|club|league|player|counterparty|discloser|disclosing party|receiving party|we|us|our|you|your';
const OTHER_WORD = 'vat number|services?|products?|software|program|project|platform|deliverables?|work';
const ROLE_ONLY = new RegExp(`^(?:${ROLE})$`, 'i');
const ROLE_WORD = new RegExp(`^(?:the )?(?:${ROLE}|${OTHER_WORD})$`, 'i');
/** "Lead Agent", "Selling Shareholders": a role with what kind of it. */
const ROLE_TERM = new RegExp(`^(?:the )?(?:[\\p{L}-]+ ){0,2}(?:${ROLE})$`, 'iu');

/** True for "Company", "the Licensor", "Party A". */
export const isRoleWord = (text: string): boolean => ROLE_WORD.test(text);

/** Whether a defined term can stand for a party: a role, or made of the name's own words or initials. */
export function isPartyTerm(term: string, name: string): boolean {
  return ROLE_TERM.test(term) || echoes(term, name);
}

function echoes(term: string, name: string): boolean {
  const words = nameKey(name).split(' ');
  const initials = name.replace(/[^\p{Lu}]/gu, '').toLowerCase();
  const own = nameKey(term).replace(/ /g, '');
  return (
    words.some((word) => word.length > 2 && own.startsWith(word)) ||
    (own.length > 1 && initials.startsWith(own)) ||
    (own.length > 1 && words.join('').startsWith(own))
  );
}

/** Terms for anything but a party: documents, dates, goods, numbers of a register. */
const NO_PARTY =
  /\b(?:agreements?|amendments?|addendum|contracts?|dates?|acts?|code|notes?|shares?|stock|services?|products?|terms?|territory|orders?|trademarks?|marks?|premises|projects?|software|systems?|indenture|address|city|zip|fees?|transactions?|offering|events?|rights?|property|warrants?|statements?|schedules?|exhibits?|scope|commodit(?:y|ies)|documents?|deed|lease|loan|registered|effective|closing|work|facilit(?:y|ies)|plan|program|protocol.*|policy|license|licence|goods|equipment|materials?|site|website|technology|field|period|purpose|business|capacity|options?|units?|debentures?|certificates?|laws?|rules?|bonds?|mfg|gaap|sec|irs|usd|vat|cnpj|acn|abn)$/i;

const DEFINITION =
  /\(([^()]{0,300})\)|,? ?(?:[Hh]erein(?:after)?|[Hh]ereafter|referred to|[Nn]achfolgend|[Nn]achstehend|[Cc]i-apr[eè]s|[Ee]n adelante|[Dd]i seguito)(?: (?:in|throughout) this [A-Za-z]+)?(?: (?:be |is |are |also |sometimes )?(?:individually |collectively |jointly )?(?:referred to(?: in this [A-Za-z]+| herein)?|called|known|designated|collectively|genannt|bezeichnet|denominad[oa]|d[ée]nomm[ée]e?|denominat[oa]))?(?: as| als| come)?(?: the| der| die| das| le| la| el| il)? ?(?:l')?(?:"([^"]{1,60}?),?["'](?: (?:or|and) (?:the )?"([^"]{1,60}?),?")?|([A-Z][\w.&' -]{1,40}))/g;

/** A verb or a blank between name and definition: the definition is of something else. */
const APART =
  /\b(?:shall|will|agrees|desires?|wish(?:es)?|enters?|whereas|sets? forth|provides|issued|sold|granted|supplemented|has been)\b|_{3}|\[[ ●•_]*\]|\. (?:It|This|The|In|All|Each|Both|They|Any)\b/;

export interface PartyTerms {
  /** Terms for this party alone. */
  readonly own: readonly string[];
  /** Terms for this party and those named before it together. */
  readonly shared: readonly string[];
}

const clean = (term: string): string =>
  term
    .replace(/^(?:the|this|an?|each an?) /i, '')
    .replace(/[,.;]+$/, '')
    .trim();

const QUOTED = /"([^"]{1,60}?)[,.]?(?:"|'(?=[ ,)]|$))|(?<=^|[ (])'([^'"]{1,40}?)[,.]?'(?=[ ,).]|$)/g;

/** The terms in one definition's parentheses. */
function termsOf(inner: string, name: string): string[] {
  const quoted = [...inner.matchAll(QUOTED)].map((match) => clean(match[1] ?? match[2] ?? ''));
  if (quoted.length > 0) return quoted;
  const plain =
    /^(?:(?:hereinafter|hereafter|herein)? ?(?:referred to as|called|as)? ?(?:the )?)([A-Z][\w.&'/ -]{1,40})$/.exec(
      inner.trim(),
    )?.[1];
  // Without quotes only a role, or the name's own words, is a term: "(ACN 106 702 416)" and "(UK)" are not.
  return plain !== undefined && !/\d/.test(plain) && (isRoleWord(plain) || echoes(plain, name))
    ? [clean(plain)]
    : [];
}

const usable = (term: string, name: string): boolean =>
  term !== '' &&
  term.length <= 50 &&
  !isPlaceholder(term) &&
  !/^(?:part(?:y|ies)|agreement|registered|collectively|individually|as defined|\W|\d+$)/i.test(term) &&
  (!NO_PARTY.test(term) || ROLE_ONLY.test(term) || nameKey(name).split(' ').includes(nameKey(term)));

/** The defined terms of a party's clause, which begins right behind its name. */
export function partyTerms(clause: string, name: string): PartyTerms {
  const own: string[] = [];
  const shared: string[] = [];
  const trade = /^,? ?\(?(?:d\/?b\/?a\b\/?|doing business as|trading as|t\/a\b|operating as)[: ]*"?/i.exec(
    clause,
  );
  if (trade) {
    const scanned = scanName(clause, trade[0].length, clause.length);
    if (scanned && scanned.start - trade[0].length < 2) own.push(scanned.name);
  }
  let from = 0;
  for (const match of clause.matchAll(DEFINITION)) {
    const gap = clause.slice(from, match.index);
    if (APART.test(gap) || (own.length + shared.length > 0 && from > 0 && /\band\b|"/.test(gap))) break;
    const inner = match[1];
    const together = /\b(?:collectively|together|jointly)\b/i.test(inner ?? match[0]);
    const terms =
      inner === undefined
        ? [match[2], match[3], match[4]].flatMap((term) => (term === undefined ? [] : [clean(term)]))
        : termsOf(inner, name);
    const good = terms.filter((term) => usable(term, name));
    if (terms.length === 0) continue;
    if (/^(?:part(?:y|ies))$/i.test(terms[0] ?? '')) break;
    from = match.index + match[0].length;
    if (good.length === 0) break;
    (together ? shared : own).push(...good);
  }
  return { own: [...new Set(own)], shared: [...new Set(shared)] };
}
