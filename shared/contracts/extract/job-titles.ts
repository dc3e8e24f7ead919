/** Job titles: what tells "Jane Roe, Head of Finance" from "Jane Roe, London". */
import { isPlaceholder } from './placeholders.ts';

const alternatives = (words: string): string =>
  words
    .trim()
    .split(/\s*\|\s*/)
    .join('|');

const ENGLISH = alternatives(`
  Officer|Director|Manager|President|Chair(?:man|woman|person)?|Head|Chief|Lead(?:er)?|Partner|Principal|Counsel|Solicitor|
  Attorney|Secretary|Treasurer|Controller|Comptroller|Accountant|Bookkeeper|Auditor|Administrator|Coordinator|Co-ordinator|
  Supervisor|Superintendent|Engineer|Architect|Developer|Analyst|Scientist|Specialist|Consultant|Advis[eo]r|Broker|
  Underwriter|Agent|Executive|Representative|Delegate|Assistant|Associate|Clerk|Buyer|Planner|Owner|Founder|Co-Founder|
  Member|Trustee|Governor|Registrar|Bursar|Provost|Dean|Rector|Professor|Lecturer|Teacher|Librarian|Curator|Nurse|Physician|
  Surgeon|Pharmacist|Psychologist|Counsell?or|Social Worker|Matron|Liaison|Technician|Foreman|Dispatcher|Inspector|
  Investigator|Commissioner|Mayor|Steward|Warden|Proprietor|Sponsor|Strategist|Designer|Producer|Editor|Estimator|Surveyor|
  Paralegal|Actuary|Trainer|Expert|Operator|Ombudsman|Spokesperson|Signatory|CEO|CFO|COO|CTO|CIO|CISO|CMO|CPO|CHRO|SVP|EVP|
  VP|AVP`);
/** Titles as contracts from the continent, Scandinavia and Latin America print them beside an English text. */
const OTHER = alternatives(`
  Geschäftsführer(?:in)?|Vorstand|Prokurist(?:in)?|Leiter(?:in)?|\\p{Lu}\\p{Ll}{2,20}leiter(?:in)?|Einkäufer(?:in)?|
  Sachbearbeiter(?:in)?|Bürgermeister(?:in)?|Kanzler(?:in)?|Referent(?:in)?|Inhaber(?:in)?|Direct(?:eur|rice)|
  Direktor(?:in)?|Gérante?|Présidente?|Responsable|Chargée?|Gestionnaire|Administra(?:teur|trice)|Cheffe?|Comptable|
  Secrétaire|Adjointe?|Ingénieure?|Acheteu(?:r|se)|Directora|Gerente|Jef[ea]|President[ea]|Encargad[oa]|Coordinador[a]?|
  Administrador[a]?|Apoderad[oa]|Consejer[oa]|Direttore|Direttrice|Responsabile|Amministratore|Amministratrice|
  Legale rappresentante|Procuratore|Bestuurder|Hoofd|Zaakvoerder|Gevolmachtigde|Verkställande direktör|Ekonomichef|IT-chef|
  \\p{Lu}\\p{Ll}{2,20}chef|Daglig leder|Direktør|Toimitusjohtaja|Prezes|Dyrektor|Diretor[a]?|Sócio|Procurador[a]?`);
const HEAD = `(?:${ENGLISH}|${OTHER})`;
const WORD = String.raw`(?:\p{Lu}[\p{L}\p{M}'’.-]*|IT|HR|R&D|&|\/|-)`;
const LINK =
  "(?:of|and|for|the|to|in|de|des|du|d'|la|le|les|et|für|und|der|des|del|della|di|e|y|van|voor|och|i|en|at)";
const LOWER = String.raw`[\p{Ll}\p{M}'’-]{2,}(?![\p{L}\p{M}@._\d-])`;
/** Leading run that reads as a title: capitalised words and links around a head word; other languages go on in small letters. */
const LEADING = new RegExp(
  String.raw`^(?:${WORD}(?:, | )(?:${LINK} ){0,2}){0,5}?(?:(?:${OTHER})(?![\p{L}])(?: (?:${LINK} |d'|l')?(?:${WORD}|${LOWER})(?![\p{L}@])){0,4}|(?:${HEAD})(?![\p{L}])(?:(?:, | )(?:${LINK} ){0,3}${WORD}(?![\p{L}@])){0,6})`,
  'u',
);
const HEADED = new RegExp(String.raw`(?<![\p{L}])${HEAD}(?![\p{L}])`, 'u');

/** A part of a house named in a title's place: "Accounts Payable", "Finance", "Legal Department". */
const DEPARTMENT =
  /^(?:Accounts?(?: (?:Payable|Office|Department))?|Finance(?: (?:Department|Office))?|Legal(?: (?:Department|Affairs))?|Purchasing|Procurement|IT(?: (?:Department|Services|Operations))?|Operations|Sales|Human Resources|Customer (?:Success|Support|Service))$/;

/** True for what can stand as somebody's title. */
export const isJobTitle = (text: string): boolean =>
  text.length >= 2 &&
  text.length <= 90 &&
  !/\d{2}|[@:]|^\W/.test(text) &&
  !isPlaceholder(text) &&
  text.split(' ').length <= 10 &&
  (HEADED.test(text) || DEPARTMENT.test(text));

/** The title at the start of a text, "" where there is none: "Head of Sales j@x.example" gives "Head of Sales". */
export function leadingTitle(text: string): string {
  const found = LEADING.exec(text)?.[0] ?? '';
  return found.replace(/(?:[,.]| (?:of|and|for|the|&|-|\/))+$/, '').trim();
}

const FIRST_WORD = new RegExp(
  `^(?:${HEAD}|${alternatives(`
  Managing|Executive|Senior|Junior|Deputy|Vice|General|Commercial|Finance|Financial|Technical|Technology|Operations|Operating|
  Area|Regional|National|Global|Group|Project|Program(?:me)?|Product|Accounts?|Sales|Marketing|Legal|Human|Clinical|Medical|
  Nursing|Data|Information|IT|Systems?|Services?|Customer|Client|Delivery|Supply|Purchasing|Procurement|Quality|Compliance|
  Risk|Security|Site|Plant|Branch|Store|Office|Business|Corporate|Company|Contracts?|Facilit(?:y|ies)|Estates?|Property|
  Fleet|Transport|Logistics|Warehouse|Production|Engineering|Research|Development|Digital|Network|Infrastructure|Software|
  Applications?|Solutions?|Support|Training|Education|School|Academic|Library|Laboratory|Interim|Acting|Honorary|
  Independent|Authori[sz]ed|Designated|Founding|Non-Executive|Retail|Franchise|Credit|Treasury|Tax|Payroll|Billing|Revenue|
  Budget|Public|Government|Community|Membership|Events?|Media|Communications?|Content|Creative|Case|Care|Patient|Family|
  Donor|Intake|Admissions|Student|Faculty|Planning|Policy|Strategy|Strategic|Innovation|Growth|Partnerships?|Alliance|
  Channel|Vendor|Category|Inventory|Stock|Shift|Control|Escrow|Trust|Claims|Underwriting|Placement|Benefits|Insurance|
  Maintenance|Field|On-Site|Onsite|Reliability|Process|Platform|Cloud|Database|Web|EDI|ERP|CRM|HR|Analytics|Board|Town|City|
  County|Borough|Personal|Day|Relationship|Engagement|Implementation|Onboarding|Success|Practice|Team|Unit|Division|
  Department|Chartered|Certified|Registered|Licensed|Scientific|Regulatory|Laboratories|Hospital|Pharmacy|Exchequer|
  Procura|Member|Sole|Joint`)})(?![\\p{L}])`,
  'u',
);

/** Words of titles that are also names. */
const NAMES_TOO =
  /^(?:Dean|Steward|Warden|Mayor|Field|Trust|Case|Grant|Major|Clerk|Chase|Page|Park|Joint|Sole)$/;

/** True where one of the words belongs to titles and not to names: "EDI Specialist", "Senior Planning". */
export const holdsTitleWord = (name: string): boolean =>
  name
    .replace(/,.*$/, '')
    .split(' ')
    .some((word) => FIRST_WORD.test(word) && !NAMES_TOO.test(word));

/** True where a title can begin: what stands before it, without any sign between, is the name. */
export const beginsTitle = (text: string): boolean => FIRST_WORD.test(text) && leadingTitle(text) !== '';
