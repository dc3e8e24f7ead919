/** ISO 4217 currencies: codes, minor digits, and how contracts name them. */
import { literal } from './literal.ts';

const ZERO_DIGITS = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '));
const THREE_DIGITS = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));
const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Digits after the decimal sign in an amount of the currency (ISO 4217 list one). */
export function minorDigits(currency: string): number {
  if (ZERO_DIGITS.has(currency)) return 0;
  return THREE_DIGITS.has(currency) ? 3 : 2;
}

export const isCurrency = (code: string): boolean => CODES.has(code);

/** Signs, the more specific first: "US$" must be tried before "$". */
const SIGNS: readonly (readonly [sign: string, code: string])[] = [
  ['US$', 'USD'],
  ['U.S.$', 'USD'],
  ['U.S. $', 'USD'],
  ['USD$', 'USD'],
  ['USD $', 'USD'],
  ['US $', 'USD'],
  ['C$', 'CAD'],
  ['CA$', 'CAD'],
  ['CDN$', 'CAD'],
  ['Cdn$', 'CAD'],
  ['CAD$', 'CAD'],
  ['A$', 'AUD'],
  ['AU$', 'AUD'],
  ['AUD$', 'AUD'],
  ['NZ$', 'NZD'],
  ['HK$', 'HKD'],
  ['S$', 'SGD'],
  ['SG$', 'SGD'],
  ['SGD$', 'SGD'],
  ['NT$', 'TWD'],
  ['MX$', 'MXN'],
  ['R$', 'BRL'],
  ['RM', 'MYR'],
  ['Rs.', 'INR'],
  ['Rs', 'INR'],
  ['Fr.', 'CHF'],
  ['SFr.', 'CHF'],
  ['RMB', 'CNY'],
  ['NIS', 'ILS'],
  ['$', 'USD'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['¥', 'JPY'],
  ['₹', 'INR'],
  ['₩', 'KRW'],
  ['₪', 'ILS'],
  ['₱', 'PHP'],
  ['฿', 'THB'],
  ['₫', 'VND'],
  ['₺', 'TRY'],
  ['₽', 'RUB'],
  ['₴', 'UAH'],
  ['₦', 'NGN'],
  ['zł', 'PLN'],
  ['Kč', 'CZK'],
  ['Ft', 'HUF'],
  ['kr.', 'SEK'],
  ['kr', 'SEK'],
];

const NAMES: readonly (readonly [name: RegExp, code: string])[] = [
  [/^canadian dollars?$/i, 'CAD'],
  [/^australian dollars?$/i, 'AUD'],
  [/^new zealand dollars?$/i, 'NZD'],
  [/^hong kong dollars?$/i, 'HKD'],
  [/^singapore dollars?$/i, 'SGD'],
  [/^(?:(?:u\.?s\.?|united states|american) )?dollars?$/i, 'USD'],
  [/^euros?$/i, 'EUR'],
  [/^(?:british |uk )?pounds?(?: sterling)?$|^sterling$/i, 'GBP'],
  [/^(?:japanese )?yen$/i, 'JPY'],
  [/^(?:swiss )?francs?$/i, 'CHF'],
  [/^(?:indian )?rupees?$/i, 'INR'],
  [/^(?:chinese )?(?:yuan|renminbi)(?: renminbi)?$/i, 'CNY'],
  [/^(?:new israeli )?shekels?$/i, 'ILS'],
  [/^swedish (?:kronor|krona|crowns?)$/i, 'SEK'],
  [/^norwegian (?:kroner|krone)$/i, 'NOK'],
  [/^danish (?:kroner|krone)$/i, 'DKK'],
  [/^(?:south african )?rand$/i, 'ZAR'],
  [/^(?:malaysian )?ringgit$/i, 'MYR'],
  [/^mexican pesos?$/i, 'MXN'],
  [/^(?:brazilian )?(?:reais|real)$/i, 'BRL'],
  [/^(?:polish )?(?:zloty|zlotys|złoty)$/i, 'PLN'],
  [/^(?:south korean |korean )?won$/i, 'KRW'],
  [/^(?:emirati |uae )?dirhams?$/i, 'AED'],
  [/^(?:saudi )?riyals?$/i, 'SAR'],
];

/** What signs that several currencies share stand for in one document. */
export interface SharedSigns {
  readonly dollar: string;
  readonly crown: string;
}

const DOLLARS: readonly (readonly [code: string, named: RegExp, place: RegExp])[] = [
  [
    'CAD',
    /\bCAD\b|\bC\$|\bCanadian (?:dollars?|funds|currency)\b/g,
    /\b(?:Ontario|Alberta|British Columbia|Qu[ée]bec|Nova Scotia|New Brunswick|Manitoba|Saskatchewan|Newfoundland|Prince Edward Island|Canada|Canadian)\b/g,
  ],
  [
    'AUD',
    /\bAUD\b|\bA\$|\bAustralian (?:dollars?|currency)\b/g,
    /\b(?:New South Wales|Queensland|South Australia|Western Australia|Tasmania|Australia[n]?|Pty)\b/g,
  ],
  [
    'NZD',
    /\bNZD\b|\bNZ\$|\bNew Zealand (?:dollars?|currency)\b/g,
    /\b(?:New Zealand|Aotearoa|Auckland|Wellington)\b/g,
  ],
  ['SGD', /\bSGD\b|\bS\$|\bSingapore (?:dollars?|currency)\b/g, /\b(?:Singapore|Pte)\b/g],
  ['HKD', /\bHKD\b|\bHK\$|\bHong Kong dollars?\b/g, /\bHong Kong\b/g],
];
const AMERICAN_DOLLAR = /\bUSD\b|\bUS ?\$|\bU\.S\. ?(?:\$|dollars?)|\b(?:United States|US) dollars?\b/g;
const AMERICAN_PLACE =
  /\b(?:Delaware|California|New York|Texas|Florida|Oregon|Washington|Illinois|Ohio|Pennsylvania|Massachusetts|Colorado|Montana|Minnesota|Nevada|Arizona|Virginia|Carolina|Tennessee|Michigan|Wisconsin|New Jersey|Maryland|Connecticut|Utah|Missouri|Kansas|Iowa|Indiana|Kentucky|Louisiana|LLC|United States|U\.S\.)\b/g;

const countOf = (text: string, words: RegExp): number => text.match(words)?.length ?? 0;

/** A bare "$" is the dollar that the document names, else that of the country it speaks of; "kr" likewise. */
export function sharedSigns(text: string): SharedSigns {
  const named = DOLLARS.map(([code, words]) => [code, countOf(text, words)] as const).sort(
    (a, b) => b[1] - a[1],
  );
  const [first] = named;
  let dollar = 'USD';
  if (first && first[1] > countOf(text, AMERICAN_DOLLAR)) dollar = first[0];
  else if (countOf(text, AMERICAN_DOLLAR) === 0) {
    const places = DOLLARS.map(([code, , words]) => [code, countOf(text, words)] as const).sort(
      (a, b) => b[1] - a[1],
    );
    const [home] = places;
    if (home && home[1] > 1 && home[1] > countOf(text, AMERICAN_PLACE)) dollar = home[0];
  }
  const crowns = [
    ['SEK', countOf(text, /\bSEK\b|\bSwed(?:en|ish)\b|\bStockholm\b|\bGöteborg\b|\bkommun\b/g)],
    ['NOK', countOf(text, /\bNOK\b|\bNorw(?:ay|egian)\b|\bOslo\b|\bBergen\b/g)],
    ['DKK', countOf(text, /\bDKK\b|\bDenmark\b|\bDanish\b|\bCopenhagen\b|\bA\/S\b/g)],
    ['ISK', countOf(text, /\bISK\b|\bIceland\w*\b/g)],
  ] as const;
  const crown = [...crowns].sort((a, b) => b[1] - a[1])[0];
  return { dollar, crown: crown && crown[1] > 0 ? crown[0] : 'SEK' };
}

const spaced = (sign: string): string => literal(sign).replace(/ /g, ' ?');

/** Source of a regular expression for a currency sign or an upper-case ISO code. */
export const CURRENCY_SIGN = `(?:${[...SIGNS]
  .sort((a, b) => b[0].length - a[0].length)
  .map(([sign]) =>
    /^[A-Za-z]/.test(sign)
      ? `(?<![A-Za-z])${spaced(sign)}${/[a-z]$/.test(sign) ? '(?![A-Za-z])' : ''}`
      : spaced(sign),
  )
  .join('|')}|(?<![A-Za-z])[A-Z]{3}(?![A-Za-z]))`;

/** Source of a regular expression for a currency's English name. */
export const CURRENCY_NAME = String.raw`(?:(?:U\.?S\.?|United States|American|Canadian|Australian|New Zealand|Hong Kong|Singapore) )?[Dd]ollars?|DOLLARS|[Ee]uros?|EUROS?|(?:[Bb]ritish |UK )?[Pp]ounds?(?: [Ss]terling)?|(?:[Jj]apanese )?[Yy]en|(?:[Ss]wiss )?[Ff]rancs?|(?:[Ii]ndian )?[Rr]upees?|(?:[Cc]hinese )?(?:[Yy]uan|[Rr]enminbi)|(?:[Nn]ew [Ii]sraeli )?[Ss]hekels?|[Ss]wedish [Kk]ronor|[Nn]orwegian [Kk]roner|[Dd]anish [Kk]roner|[Rr]inggit|(?:South African )?[Rr]and`;

/** "US$", "EUR", "Swiss francs" → ISO code; null when it is no currency. */
export function currencyOf(text: string): string | null {
  const trimmed = text.trim();
  if (/^[A-Z]{3}$/.test(trimmed) && CODES.has(trimmed)) return trimmed;
  const compact = trimmed.replace(/ /g, '');
  for (const [sign, code] of SIGNS) if (sign.replace(/ /g, '') === compact) return code;
  for (const [name, code] of NAMES) if (name.test(trimmed)) return code;
  return null;
}
