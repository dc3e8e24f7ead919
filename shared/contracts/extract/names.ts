/** Names of people and of organisations, told apart and cleaned. */
import { folded } from '../folded.ts';

const TERMINAL_FORMS = [
  'PBC',
  'DAC',
  'CLG',
  'CIC',
  'CIO',
  'eG',
  'e\\.G',
  'Inc',
  'Incorporated',
  'LLC',
  'L\\.? ?L\\.? ?C',
  'LLP',
  'L\\.L\\.P',
  'LLLP',
  'LP',
  'L\\. ?P',
  'Ltd',
  'Ltc',
  'Limited',
  'PLC',
  'plc',
  'P\\.L\\.C',
  'GmbH',
  'mbH',
  'AG',
  'Aktiengesellschaft',
  'KG',
  'SA',
  'S\\.? ?A',
  'SAS',
  'S\\.A\\.S',
  'S\\.? ?[àa]\\.? ?r\\.? ?l',
  'SARL',
  'Sarl',
  'S\\.?r\\.?l',
  'SRL',
  'S\\.R\\.L',
  'SpA',
  'S\\.p\\.A',
  'S\\.P\\.A',
  'N\\.? ?V',
  'B\\.? ?V',
  'AB',
  'ASA',
  'A/S',
  'S/A',
  'ApS',
  'Oy',
  'Oyj',
  'K\\.K',
  'KK',
  'Pty',
  'Pte',
  'Pvt',
  'ULC',
  'N\\.A',
  'Sdn',
  'Bhd',
  'Berhad',
  'Kft',
  'Zrt',
  's\\.r\\.o',
  'a\\.s',
  'd\\.o\\.o',
  'Ltda',
  'LDA',
  'G\\.I\\.E',
  'P\\.C',
  'PC',
  'PLLC',
  'P\\.A',
  'S\\.A\\. de C\\.V',
  'S\\. ?L',
  'S\\. ?L\\. ?U',
  'S\\. ?A\\. ?U',
  'S\\.A\\.B',
  'S\\.R\\.L',
  'S\\.n\\.c',
  'S\\.C\\.A',
  'S\\.A\\.R\\.L',
  'SNC',
  'SASU',
  'EURL',
  'SLU',
  'OHG',
  'KGaA',
  'gGmbH',
  'e\\.V',
  'e\\.U',
  'B\\.V\\.B\\.A',
  'BVBA',
  'SPRL',
  'Sp\\. ?z ?o\\.?o',
  'd\\.d',
  'EIRL',
  'OÜ',
  'UAB',
  'SIA',
  'LLLC',
  'Proprietary',
];

/** Legal forms that in another case are ordinary words. */
const CASED_FORM = /^(?:SE|AS|UG|eG|SC|SCA|CV|SCRL|BT|NL)\.?$/;

/** A legal form that ends a name: Inc., LLC, GmbH … Matched as a whole word, with or without a full stop. */
export const LEGAL_FORM = new RegExp(String.raw`^(?:${TERMINAL_FORMS.join('|')})\.?$`, 'i');

/** Legal forms that are also ordinary words inside a name. */
const WEAK_FORM = /^(?:Corp|Corporation|Co|Company|Cos|Companies|Corporation's|Private)\.?$/i;

const ORGANISATION_WORD =
  /\b(?:Trust|Bank|University|College|Institute|Institution|Foundation|Association|Partners|Partnership|Fund|Group|Holdings?|Hospital|Cent(?:er|re)|Authority|Church|Society|Council|Department|Ministry|Agency|Committee|Portfolios?|Cooperative|Co-operative|Enterprises?|Associates|Systems|Technologies|Technology|Solutions|Services|Industries|International|Laborator(?:y|ies)|Pharmaceuticals?|Therapeutics|Biosciences|Communications?|Networks?|Media|Entertainment|Capital|Ventures|Securities|Insurance|Airlines?|Motors?|Energy|Resources|Consulting|Consultants|Software|Logistics|Brands?|Foods?|Products|Studios?|Clinic|School|Academy|Club|League|Federation|Union|Board|Office|Museum|Medical|Health|Healthcare|Pediatrics|Brokers?|Advisors?|Advisers?|Management|Properties|Realty|Estates?|Manufacturing|Company|Corporation|Organi[sz]ation|Partnership|Telecom|Bancorp|Financial|Partnerships|Global|Worldwide|Limited|City of|Office of|Kommunen?|kommunen?|Gemeinde|Gemeente|Stadt|Kanton|Universität|Universidad|Université|Università|Universiteit|Spital|Kantonsspital|Klinik(?:um|en)?|Krankenhaus|Hôpital|Hôpitaux|Ospedale|Ville de|Comune di|Ayuntamiento|Diputación|Stiftung|Stichting|Fondation|Fundación|Fondazione|Verein|Genossenschaft|Registrar|Prefecture|Constabulary|Regiment|Diocese|Port of|Housing|County|Borough|District|Municipality|Township|Library|State of|Commonwealth|Republic)\b/;

const NOT_A_PERSON =
  /\b(?:Agreement|Contract|Party|Parties|Section|Article|Schedule|Exhibit|Annex|Appendix|Attachment|Title|Name|Date|Signature|President|Director|Officer|Manager|Secretary|Treasurer|Chairman|Vice|Chief|Street|Avenue|Road|Suite|Floor|Drive|Boulevard|Box|Building|Attention|Attn|Notice|Notices|Phone|Telephone|Fax|Facsimile|Email|Witness|Whereof|Seller|Buyer|Customer|Client|Vendor|Supplier|Provider|Licensor|Licensee|Contractor|Consultant|Distributor|Reseller|Franchisor|Franchisee|Borrower|Lender|Effective|Term|Terms|Services|Products|North|South|East|West|United|States|New York|California|Texas|January|February|March|April|June|July|August|September|October|November|December|General|Legal|Counsel|Accounts|Payable|Billing|Support|Sales|Department|Dept|Fees?|Total|Annual|Monthly|Subscription|License|Support|Order|Form|Authorized|Signatory|Executive|Intended|Parents?|Portal|Gateway|Workspace|Reference|Project|Technical|Contact|Sponsor|Lead|Partner|By|Its|And|The|This|In|For|Of|With|Copy|To|Confidential|Page|Role|Address|Invoice|Invoices|Member|Owner|Principal|Representative|Commission|Table|Contents|Governing|Law|Payment|Data|Security|Each|Any|All|No|Not|As|If|Dear|Sincerely|Regards|Yours|Gentlemen|Ladies|Agreed|Accepted|Acknowledged|Duly|Severity|Priority|Level|Response|Time|Business|Hours|Days|Acceptable|Use|Policy|Policies|Requirements?|Insurance|Add|Note|Notes|Collateral|Assignment|Demand|Property|Amount|Plan|Program|Award|Shares?|Stock|Common|Work|Works|Deliverables?|Software|Documentation|Territory|Field|Patent|Know|Intellectual|Rights|Liability|Warranty|Conduct|Standard|Standards|Model|Real|Estate|Net|Website|Site|Year|Years|Month|Months|Quarter)\b/i;

/** Cities whose names read like people's. */
const CITY =
  /^(?:San|Los|Las|Santa|Saint|St\.?|Hong|Tel|Buenos|Kuala|Palo|Fort|Salt|New|El|Sao|São|Baton|Ann|Little|Grand|Long|Virginia|Kansas|Oklahoma|Mexico|Den|The) (?:Diego|Francisco|Jose|Antonio|Angeles|Vegas|Clara|Monica|Barbara|Louis|Paul|Petersburg|Kong|Aviv|Aires|Lumpur|Alto|Worth|Lake|Lauderdale|York|Jersey|Delhi|Paso|Paulo|Rouge|Arbor|Rock|Rapids|Beach|Island|City|Haag|Hague)\b/;

const HONORIFIC =
  /^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Hon|Rev|Messrs|Herr|Frau|Mme|M)\.? +(?=\p{Lu})/u;
const SUFFIX =
  /^(?:Jr|Sr|II|III|IV|V|Esq|MD|M\.D|PhD|Ph\.D|CPA|CPCU|CFA|MBA|JD|J\.D|RN|PE|P\.E|DO|DDS|DVM|PharmD|LLM|QC|KC|OBE|FCA|FRCS|PMP|CISSP|BSN|MSN|DNP|EdD|LCSW)\.?$/;
const PARTICLE =
  /^(?:van|von|der|den|de|del|della|di|da|dos|das|du|la|le|los|ter|ten|zu|zur|bin|binti|bint|ibn|al|el|y|e|af|av|st|ap|mac|'t)$/i;
const NAME_TOKEN =
  /^(?:\p{Lu}[\p{L}\p{M}'’-]*\.?|\p{Lu}\.(?:-?\p{Lu}\.)*|(?:d'|de|O'|Mc|Mac|al-|el-)\p{Lu}[\p{L}\p{M}'-]*)$/u;

/** Removes "Mr.", "Dr." and the like, white space and trailing signs; academic and professional suffixes stay. */
export function cleanPerson(text: string): string {
  let name = text
    .replace(/^\s*\/s\/\s*/i, '')
    .replace(/\s+/g, ' ')
    .trim();
  while (HONORIFIC.test(name)) name = name.replace(HONORIFIC, '');
  return name.replace(/[,;:]+$/, '').replace(/(?<![A-Z]|\b(?:Jr|Sr|Esq))\.$/, '');
}

/** True for two to six words that read as one person's name: initials, particles, hyphens, accents, suffixes allowed. */
export function looksLikePerson(text: string): boolean {
  const name = cleanPerson(text);
  if (name.length < 4 || name.length > 60 || /[\d@_/\\[\]{}()":;&%$]/.test(name)) return false;
  const [main = '', ...rest] = name.split(/, ?/);
  if (!rest.every((part) => part.split(' ').every((word) => SUFFIX.test(word)))) return false;
  const tokens = main.split(' ').filter((token) => !SUFFIX.test(token));
  if (tokens.length < 2 || tokens.length > 6) return false;
  if (!tokens.every((token) => NAME_TOKEN.test(token) || PARTICLE.test(token))) return false;
  if (PARTICLE.test(tokens.at(-1) ?? '') && !/^\p{Lu}/u.test(tokens.at(-1) ?? '')) return false;
  if (!tokens.some((token) => token.replace(/[^\p{L}]/gu, '').length > 1 && !PARTICLE.test(token)))
    return false;
  if (CITY.test(main)) return false;
  if (NOT_A_PERSON.test(main) || ORGANISATION_WORD.test(titleCase(main))) return false;
  return (
    !tokens.some((token) => LEGAL_FORM.test(token) && token.length > 2) &&
    !WEAK_FORM.test(tokens.at(-1) ?? '')
  );
}

/** True where a legal form or a word such as Bank, University, Partners marks an organisation. */
export function looksLikeOrganization(text: string): boolean {
  if (isLegalName(text)) return true;
  return /^\p{Lu}|^\d/u.test(text) && ORGANISATION_WORD.test(titleCase(text));
}

/** True where the text ends in, or holds, a legal form. */
export function isLegalName(text: string): boolean {
  const tokens = text.split(/[\s,]+/).filter(Boolean);
  return tokens.slice(1).some((token) => isLegalForm(token) || WEAK_FORM.test(token));
}

/** True for a token such as "Inc.", "Ltd", "GmbH". */
export const isLegalForm = (token: string): boolean => {
  const bare = token.replace(/[,;:]+$/, '');
  return (
    (LEGAL_FORM.test(bare) && !/^(?:incorporated|limited|proprietary|sia|as)$/.test(bare)) ||
    CASED_FORM.test(bare)
  );
};
/** True for "Company", "Corp." and their like, which also stand inside names. */
export const isWeakForm = (token: string): boolean => WEAK_FORM.test(token.replace(/[,;:]+$/, ''));

function titleCase(text: string): string {
  if (/[a-z]/.test(text)) return text;
  return text
    .toLowerCase()
    .replace(/(^|[^\p{L}])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

const FORM_TOKENS =
  /\b(?:inc|incorporated|corp|corporation|co|company|llc|lp|llp|ltd|limited|plc|gmbh|ag|sa|nv|bv|ab|pty|pte|sdn|bhd|the|and)\b/g;

/** What two printings of one name have in common: without case, accents, punctuation and legal form. */
export function nameKey(text: string): string {
  const plain = folded(text)
    .replace(/\b(\w)\.(?=\w\b)/g, '$1')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  const bare = plain.replace(FORM_TOKENS, ' ').replace(/\s+/g, ' ').trim();
  return bare === '' ? plain : bare;
}

/** Whether two names are one person: equal, or one leaves out middle names or writes initials. */
export function samePerson(a: string, b: string): boolean {
  const tokens = (text: string): string[] =>
    folded(cleanPerson(text).replace(/,.*$/, ''))
      .split(/[^a-z'-]+/)
      .filter((token) => token !== '' && !/^(?:jr|sr|ii|iii|iv|esq|md|phd|cpa)$/.test(token));
  const left = tokens(a);
  const right = tokens(b);
  const [firstLeft = '', firstRight = ''] = [left[0], right[0]];
  if (left.length < 2 || right.length < 2) return left.join(' ') === right.join(' ') && left.length > 0;
  if (left.at(-1) !== right.at(-1)) return false;
  return (
    firstLeft === firstRight ||
    (firstLeft.length === 1 && firstRight.startsWith(firstLeft)) ||
    (firstRight.length === 1 && firstLeft.startsWith(firstRight))
  );
}
