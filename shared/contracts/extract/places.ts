/** Jurisdictions: states, provinces, countries. */

const STATES =
  'Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|West Virginia|Virginia|Washington,? D\\.? ?C\\.?|Washington|Wisconsin|Wyoming|District of Columbia|Puerto Rico|Guam|U\\.?S\\.? Virgin Islands';
const REGIONS =
  'Ontario|British Columbia|Alberta|Quebec|Québec|Nova Scotia|Manitoba|Saskatchewan|New Brunswick|Newfoundland and Labrador|Newfoundland|Prince Edward Island|Nunavut|Yukon|Northwest Territories|New South Wales|Victoria|Queensland|Western Australia|South Australia|Tasmania|Australian Capital Territory|Northern Territory|England and Wales|England & Wales|England|Wales|Scotland|Northern Ireland|Catalonia|Bavaria|Beijing|Shanghai|Dubai International Financial Centre|DIFC|Abu Dhabi Global Market|ADGM|Dubai|Abu Dhabi|Macau|Gibraltar|Jersey|Guernsey|Isle of Man';
const COUNTRIES =
  "People's Republic of China|Peoples' Republic of China|Peoples Republic of China|P\\.R\\.C\\.|PRC|P\\. ?R\\. China|R\\.O\\.C\\.|China|Hong Kong|Taiwan|Republic of China|Republic of Korea|South Korea|Korea|Japan|Singapore|India|Malaysia|Indonesia|Thailand|Vietnam|Philippines|Israel|Germany|France|Italy|Spain|Portugal|The Netherlands|Netherlands|Belgium|Luxembourg|Switzerland|Austria|Sweden|Norway|Denmark|Finland|Iceland|Ireland|United Kingdom|Great Britain|Poland|Czech Republic|Czechia|Slovakia|Hungary|Romania|Bulgaria|Greece|Cyprus|Malta|Turkey|Ukraine|Russia|Russian Federation|Kazakhstan|Estonia|Latvia|Lithuania|Slovenia|Croatia|Serbia|Canada|Mexico|Brazil|Argentina|Chile|Colombia|Peru|Uruguay|Panama|Costa Rica|Bermuda|Cayman Islands|British Virgin Islands|Bahamas|Barbados|Australia|New Zealand|South Africa|Nigeria|Kenya|Ghana|Egypt|Morocco|United Arab Emirates|Saudi Arabia|Qatar|Kuwait|Bahrain|Oman|Jordan|Lebanon|Pakistan|Bangladesh|Sri Lanka|Papua New Guinea|Liechtenstein|Monaco|Andorra|Mauritius|Seychelles|Marshall Islands|Belize|Anguilla|Curaçao|Mongolia|Myanmar|Cambodia|Nepal|Uzbekistan|Azerbaijan|Armenia|Belarus|Moldova|Albania|Montenegro|North Macedonia|Bosnia and Herzegovina|Tunisia|Algeria|Ethiopia|Tanzania|Uganda|Rwanda|Zambia|Zimbabwe|Botswana|Namibia|Mozambique|Angola|Senegal|Cameroon|Venezuela|Ecuador|Bolivia|Paraguay|Guatemala|Honduras|El Salvador|Nicaragua|Dominican Republic|Jamaica|Trinidad and Tobago|Iraq|United States of America|United States|U\\.S\\.A\\.|USA";

const capitals = (names: string): string => `${names}|${names.toUpperCase().replaceAll('\\\\.', '\\.')}`;

/** Source of a regular expression (case as printed, or all capitals) for a jurisdiction; longer names first where they overlap. */
export const JURISDICTION = `(?:${capitals(REGIONS)}|${capitals(STATES)}|${capitals(COUNTRIES)})`;

const CANADIAN =
  /^(?:Ontario|British Columbia|Alberta|Qu[eé]bec|Nova Scotia|Manitoba|Saskatchewan|New Brunswick|Newfoundland(?: and Labrador)?|Prince Edward Island|Nunavut|Yukon|Northwest Territories)$/;

/** Prints a jurisdiction in its usual case, a Canadian province with its country. */
export function jurisdictionName(text: string): string {
  if (/^Washington,? D/i.test(text)) return 'District of Columbia';
  const plain = /[a-z]|^(?:DIFC|ADGM)$/.test(text)
    ? text
    : text
        .toLowerCase()
        .replace(/(^|[\s-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
        .replace(/\b(And|Of)\b/g, (word) => word.toLowerCase());
  if (/^(?:P\. ?R\. ?C\.?|Prc|PRC|P\. ?R\. China|Peoples'? Republic of China)$/i.test(plain))
    return "People's Republic of China";
  if (/^R\.O\.C\.$|^Republic of China$/i.test(plain)) return 'Taiwan';
  if (CANADIAN.test(plain)) return `${plain}, Canada`;
  return plain.replace(/^The (?=Netherlands)/, 'The ');
}
