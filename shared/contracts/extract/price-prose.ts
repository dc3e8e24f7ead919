/** Prices that stand in sentences. */
import type { Money, PriceLine } from '../extraction.ts';
import { type FoundMoney, findMoney } from './money.ts';
import { isPlaceholder } from './placeholders.ts';
import { countIn, isSumOf, previousIn, rampYear } from './price-chains.ts';
import { periodOf } from './price-tables.ts';
import { type Source, type Span, sentenceAround } from './source.ts';

export interface ProseLine {
  readonly line: PriceLine;
  readonly span: Span;
  readonly strength: number;
  /** What is counted, where a count stands in the sentence. */
  readonly unit?: string;
}

export interface ProseTotal {
  readonly kind: 'annual' | 'total';
  readonly money: Money;
  readonly span: Span;
}

const NO_PRICE =
  /\b(?:liab\w+|insur\w+|coverage?|cover of|indemn\w+|exceed\w*|excess|threshold|caps?|capped|ceiling|below|above|up to|less than|more than|greater than|at least|minimum|maximum|limit\w*|deductible|penalt\w+|liquidated|damages|balance|budget|not to go|stays? (?:below|under)|per claim|each claim|each event|aggregate|par value|stock|shares?|securities|principal|loan|salary|bond|escrow|market value|net worth|revenues?|sales of|premiums?|expense above|purchases|prior|previous(?:ly)?|formerly|until now|used to|instead of|waiv\w+|was|were|had been|replaces|hitherto|last year|list price|in 20[012]\d|pilot|interim|ended|ended on|paid under|for example|for instance|e\.g\.|say|dishonou?r\w*|returned|refundable|at most|budget\w*|turnover|ex gratia|reserve|benchmark\w*|information|previous|expired?|lapsed|quoted separately|worth|bonus of|proposal|paid before|under the (?:former|old|earlier|previous)|until the end of|\p{L}*haftpflicht\w*|haftung|haftet|versicher\w*|höchstens|bis zu|bisher\w*|responsab\w+|seguro|asegura\w*|no supera|hasta|assur[ée]\w*|assurance|plafond\w*|jusqu|assicur\w*|massimale|aansprakelijk\w*|verzeker\w*|ansvar\w*|försäkr\w*|forsikr\w*)(?![\p{L}])/iu;
const FEE_WORD =
  /\b(?:fees?|retainer|price|priced|charges?|costs?|subscription|licen[cs]e|instal?ments?|commission|rate|package|credit|discount|rebate|payment|setup|set-up|deposit|surcharge|maintenance|support|training|workshop|implementation|services?)\b/i;

/** "monthly retainer is $7,500", "success fee of $15,000", "Interpreter service at 85 € per hour", "Workshop: S$5,600". */
const NOUN = String.raw`(?:[\p{L}\d][\p{L}\d'&/-]*(?: (?:and|of|for|the|to|in) (?=[\p{L}\d])| ))`;
const ITEM_BEFORE: readonly RegExp[] = [
  new RegExp(
    String.raw`(?<item>${NOUN}{0,5}?(?:fee|retainer|charge|price|rate|subscription|deposit|credit|discount|rebate|surcharge|premium|commission|instal?ment|payment|cost|package|service|services|training|support|maintenance|workshop|licen[cs]es?|module|platform)s?)(?: (?:\([^()]{0,60}\) )?(?:of|is|are|at|equal to|equals|will be|shall be|amounts to|amounting to|comes? to|for|fixed at|costs?)| ?:|,? ?in the amount of|, one[- ]time:)(?: (?:a |an |the )?(?:one[- ]time |fixed |flat |total |annual |monthly |yearly )*(?:fee |price |sum |charge |rate |amount )?(?:of |at )?)? ?$`,
    'iu',
  ),
  /(?:^|[.;:]) ?(?:[Oo]ptional:? )?(?<item>[\p{L}][\p{L}\d '&/()-]{3,70}?),? ?(?:one[- ]time|per (?:year|month)|annually|monthly)?(?: at| for|:| costs?| is| -) ?$/u,
];

/** Scraps of a sentence, and words that name a price and nothing that is priced. */
const NO_ITEM =
  /^[^\p{L}\d"]|^(?:for|at|from|with|et|und|y)\b|\b(?:which|paid|expires?|covered|therefore|thus|hence|kostete)\b|^(?:(?:fixed|flat|total|single|agreed|net|gross|day|used|same|first|last|contract|year) ?)+(?:price|fee|cost|sum|charge|amount)?$/iu;

function itemBefore(text: string): string | null {
  for (const pattern of ITEM_BEFORE) {
    const item = pattern.exec(text)?.groups?.item;
    if (item === undefined) continue;
    const tidy = item
      .replace(
        /^.*\b(?:by|pays?|receives?|gets?|owes?|charges?|grants?|bills?|invoices?) (?=(?:an?|the|our|its)\b)/i,
        '',
      )
      .replace(
        /^(?:(?:and|or|in addition|additionally|also|our|the|an?|its|your|optional|plus|of|for|to|with|customer|client|company|shall|will|pays?|each|this|that|is|charges?|invoices?|invoice) )+/i,
        '',
      )
      .replace(/ (?:is|are|will be|shall be) (?:charged|billed|priced|invoiced|payable)$/i, '')
      .trim();
    if (
      tidy.length >= 3 &&
      /\p{L}{3}/u.test(tidy) &&
      !/^(?:fee|fees|price|charge|rate|payment|cost|amount|sum|services?|payments|commission|credit)$/i.test(
        tidy,
      )
    )
      return tidy;
  }
  return null;
}

/** "Weekend visit, $240.00 for each visit", "we run the payroll for £412.50 a month": what the amount directly stands behind. */
function listItem(before: string, after: string): string | null {
  const text = before
    .replace(
      /[,:]? ?(?:(?:is|are|will be|shall be) )?(?:(?:charged|billed|priced|invoiced|done|made|held|carried out|offered|available)(?: once)? )?(?:at(?: the price of)?|for(?: a (?:single|fixed) (?:fee|price) of)?|costs?|is|are|:|,|-|=)? ?$/i,
      '',
    )
    .replace(/^.*(?:[.;:•] |, (?=and |plus ))/, '')
    .replace(/^(?:(?:in|on|at|from|during|besides|because|if|when|after|before|as|for)\b[^,]{0,70}, )+/i, '')
    .replace(
      /^(?:and|or|plus|also|in addition|besides|further|optional(?:ly)?|on request|charged once|other prices)[:,]? /i,
      '',
    )
    .replace(
      /^(?:(?:the )?(?:customer|client|company|hospital|agency|supplier|provider|we|you|it|they) )?(?:(?:also|shall|will|may|can|must|each year) )*(?:pays?|adds?|runs?|prepares?|provides?|offers?|carr(?:y|ies) out|holds?|makes?|supply|supplies|charges?|owes?|performs?|delivers?|buys?|orders?|receives?|sets?|uses?) (?:once )?/i,
      '',
    )
    .replace(/^(?:the|an?|our|its|your|this|one|each|every|all) /i, '')
    .replace(/[ ,]+(?:once|per|a|an|in)$/i, '')
    .trim();
  if (text.length < 4 || text.length > 70 || text.split(' ').length > 10 || !/\p{L}{4}/u.test(text))
    return null;
  if (
    /^(?:that|this|it|which|they|and|of|to|not|more|less|than|sum|amount|shall|will|is|are|has|have|be|by)\b|\b(?:than|of|exceeds?|by|least|most)$/i.test(
      text,
    )
  )
    return null;
  return /^[,;.)]|^ ?(?:a|an|per|each|every|for each|for the|once|one|monthly|yearly|annually|in (?:the )?(?:first|year)|,)|^$/i.test(
    after,
  )
    ? text
    : null;
}

/** "a fee of $500 for onboarding", "$1,200 per month for hosting". */
function itemAfter(text: string): string | null {
  const match =
    /^(?: \([^()]{0,30}\))?(?: (?:per|a|each) (?:year|month|quarter|annum|user|seat))*,? (?:as (?:an? |the )?|for (?:the |an? |each )?)(?<item>(?!a (?:term|period)|period|term\b|each\b)[\p{L}][\p{L}\d '&/-]{3,60}?)(?=[,.;:(]|$| (?:on|upon|within|at|which|that|is|are|shall|will|payable|due|per|and|to be)\b)/u.exec(
      text,
    );
  return match?.groups?.item?.trim() ?? null;
}

const unitWords =
  /^ ?(?:per|\/|for each|each|a|an) ?(?:hour|day|item|meeting|branch|place|survey|lesson|month begun|user|seat|unit|visit|licen[cs]e|device|employee|member|transaction|gb|terabyte|tb|message|call|report|session|mile|person|head|location|case|claim|record|page|kilogram|kg|pound|ton|share|item|order|sku)\b/i;

/** Prices in sentences about fees; amounts that limit, insure or compare are left out. */
export function prosePrices(source: Source): { lines: ProseLine[]; totals: ProseTotal[] } {
  const lines: ProseLine[] = [];
  const totals: ProseTotal[] = [];
  const all = findMoney(source.flat, source.money);
  // The item that the first amount of a ramp is for.
  let ramp = '';
  for (const [index, found] of all.entries()) {
    if (lines.length >= 60) break;
    const span = { start: found.start, end: found.end };
    if (
      source.text.slice(Math.max(0, found.start - 200), found.end).lastIndexOf('\t') >
      source.text.slice(Math.max(0, found.start - 200), found.end).lastIndexOf('\n')
    )
      continue;
    if (source.text.charAt(found.end) === '\t') continue;
    const sentence = sentenceAround(source, span, 320);
    const before = source.flat.slice(sentence.start, found.start);
    const after = source.flat.slice(found.end, sentence.end);
    const earlier = previousIn(all, index, sentence.start);
    if (earlier && isSumOf(source.flat.slice(earlier.end, found.start))) {
      const last = lines.at(-1);
      const counted = countIn(
        source.flat.slice(sentence.start, earlier.start),
        earlier.money.minor,
        found.money.minor,
      );
      if (last && last.span.end === earlier.end) {
        lines[lines.length - 1] = {
          ...last,
          ...(counted && { unit: counted.unit }),
          line: {
            ...last.line,
            item: counted
              ? last.line.item
                  .replace(/ (?:for|at|of|in) \d[\d.,]*.*$/, '')
                  .replace(/^(?:\d[\d.,]*|[\p{L}-]+ \(\d+\)) /u, '')
              : last.line.item,
            quantity: counted?.count ?? null,
            unitPrice: earlier.money,
            amount: found.money,
            period: periodOf(after.slice(0, 40)) ?? 'one_time',
          },
          span: { start: last.span.start, end: found.end },
          strength: 0.7,
        };
        continue;
      }
    }
    const year = rampYear(after);
    if (year !== null && ramp !== '' && year > 1) {
      lines.push({
        line: {
          item: `${ramp}, year ${year}`,
          quantity: null,
          unitPrice: null,
          amount: found.money,
          percent: null,
          period: 'year',
        },
        span,
        strength: 0.65,
      });
      continue;
    }
    // "…in the first year, $22,000.00 in the second year": the first amount of a ramp, and no sum of a year.
    const next = all[index + 1];
    const begins = year === 1 && next && rampYear(source.flat.slice(next.end, next.end + 60)) === 2;
    const total = begins ? null : totalOf(before, after, found);
    if (total) {
      totals.push({ kind: total, money: found.money, span });
      continue;
    }
    const near = `${before.slice(-80)} ${after.slice(0, 40)}`;
    if (NO_PRICE.test(near) || isPlaceholder(near)) continue;
    const clause = before.slice(Math.max(before.lastIndexOf('; ') + 1, 0));
    const own = clause.slice(earlier ? Math.max(0, clause.length - (found.start - earlier.end)) : 0);
    const listed = listItem(own, after);
    if (listed === null && !FEE_WORD.test(before.slice(-160)) && !FEE_WORD.test(after.slice(0, 80))) continue;
    const leading = itemBefore(own);
    const item = leading ?? itemAfter(after) ?? listed;
    if (item === null || item.length > 80 || NO_ITEM.test(item)) continue;
    // "The fee of $10,000 is replaced by …"
    if (/^[^.;]{0,20}\b(?:is|are) (?:hereby )?(?:replaced|superseded|deleted|struck)\b/i.test(after))
      continue;
    if (begins) {
      ramp = item.replace(/ (?:rises?|depends?|follows?|grows?|varies) .*$/i, '');
      lines.push({
        line: {
          item: `${ramp}, year 1`,
          quantity: null,
          unitPrice: null,
          amount: found.money,
          percent: null,
          period: 'year',
        },
        span: { start: Math.max(sentence.start, found.start - 120), end: found.end },
        strength: 0.65,
      });
      continue;
    }
    const perUnit = unitWords.test(after);
    const beside =
      /^,? ?(?:\([^)]{0,30}\) ?)?(?:(?:per|a|each|every|\/) ?(?:calendar |contract )?(?:month|quarter|year|annum)|monthly|quarterly|annually|yearly|once|one[- ]time)\b/i.exec(
        after,
      )?.[0];
    const period = perUnit
      ? 'other'
      : (periodOf(beside ?? '') ?? periodOf(item) ?? periodOf(clause.slice(-60)) ?? 'one_time');
    const credit = /\b(?:discount|credit|rebate|reduction)\b/i.test(item) && found.money.minor > 0;
    const money = credit ? { ...found.money, minor: -found.money.minor } : found.money;
    lines.push({
      line: {
        item,
        quantity: null,
        unitPrice: perUnit ? money : null,
        amount: perUnit ? null : money,
        percent: null,
        period,
      },
      span: { start: Math.max(sentence.start, found.start - 120), end: found.end },
      strength: leading ? 0.6 : 0.45,
    });
  }
  return { lines, totals };
}

const AMOUNTS_TO =
  '(?:comes?|coming|costs?|amounts?|amounting|adds? up|sums? up|total(?:s|ling)?|runs?)(?: (?:thus|thereby|therefore|in all))?(?: to)?|(?:is|are|will be|shall be|makes?|pays?|:)(?: (?:thus|therefore|in all))?';
/** "the annual fees come to X", "the whole contract amounts to X", "in all you will pay X". */
const ANNUAL_SUM = new RegExp(
  String.raw`\b(?:(?:recurring|annual|yearly|subscription|fixed) (?:\p{L}+ ){0,3}?(?:fees?|charges?|total|sum|price)|(?:fees?|charges?|total|sum|price)(?: \p{L}+){0,4}? (?:the|a|each|for one) (?:first |contract |full )*year|(?:the )?first(?: contract)? year)[^.;]{0,40}?\b(?:${AMOUNTS_TO}) ?$`,
  'iu',
);
const TERM_SUM = new RegExp(
  String.raw`\b(?:total (?:contract|value|price|sum|fees?|cost|charges?)|contract (?:value|sum|price)|(?:all|total) (?:\p{L}+ ){0,3}?(?:fees|charges|prices)|(?:whole|entire|full) (?:contract|agreement|engagement|project|term|journey)|price of the (?:contract|agreement|work)|agreement|(?:sum|grand|overall) total|fees? over the|fees of the \p{L}+ for the (?:\p{L}+ )?(?:journey|term|project|engagement))\b[^.;]{0,110}?\b(?:${AMOUNTS_TO}) ?$|\b(?:in total|altogether|all told|in all|all together)\b[^.;]{0,60}$`,
  'iu',
);
const BY_YEAR =
  /^[^.;]{0,20}\b(?:a|per|each|for the|for one|of the first|in the first) (?:contract )?year\b/i;

function totalOf(before: string, after: string, found: FoundMoney): ProseTotal['kind'] | null {
  if (found.money.minor <= 0) return null;
  const near = before.slice(-170);
  if (
    NO_PRICE.test(near.slice(-50)) ||
    /\b(?:liab\w+|insur\w+|maximum|not (?:to )?exceed\w*|up to|at most|guarantee|budget)\b/i.test(near)
  )
    return null;
  if (/\b^(?:that|it|this) (?:comes|amounts|adds up|makes) (?:to )?$/i.test(before.trimStart()))
    return BY_YEAR.test(after) ? 'annual' : null;
  if (ANNUAL_SUM.test(near)) return 'annual';
  // "The first year comes to X and the whole contract, tests included, to Y."
  if (/\band the (?:whole|entire|full) (?:contract|agreement|term)\b[^.;]{0,50}\bto $/i.test(near))
    return 'total';
  if (TERM_SUM.test(near))
    return BY_YEAR.test(after) ||
      /\b(?:annual|per year|a year|each year|yearly|first year)\b[^.;]{0,40}$/i.test(near)
      ? 'annual'
      : 'total';
  return null;
}
