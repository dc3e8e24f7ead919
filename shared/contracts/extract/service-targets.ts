/** What a service level promises: a share of the time or of the cases, or a span of minutes to weeks. */
import { NUMBER_WORDS } from './numbers.ts';

const COUNT = String.raw`(?:(?:${NUMBER_WORDS})(?: \(\d{1,3}\))?|\d{1,4}(?:[.,]\d{1,4})?)`;
const UNIT = String.raw`(?:ms|milliseconds?|millisecs?|secs?|seconds?|mins?\.?|minutes?|hrs?|hours?|days?|weeks?|Minuten?|Stunden?|Tagen?|Werktagen?|Arbeitstagen?|heures?|jours?|horas?|días|minutos|ore|minuti|giorni|uur|dagen|timmar|dagar|timer)`;
const KIND =
  '(?:(?:business|working|calendar|school|service|office|clinic|trading|banking|operating|support|clock|full) )?';

/** "30 minutes", "four (4) business hours", "1 school day". */
export const SPAN = String.raw`${COUNT}[ -]?${KIND}${UNIT}(?![\p{L}])`;
/** "99.9%", "99,7 %", "ninety-five per cent (95%)". */
export const SHARE = String.raw`(?:(?:${NUMBER_WORDS})(?: point (?:${NUMBER_WORDS}))? ?(?:%|per ?cent)(?: \(\d{1,3}(?:[.,]\d{1,4})? ?%\))?|\d{1,3}(?:[.,]\d{1,4})? ?(?:%|per ?cent))`;

const CELL = new RegExp(
  String.raw`^(?:(?:within|in|at least|at most|maximum|max\.?|minimum|min\.?|up to|under|below|above|over|less than|no (?:more|later|less) than|not (?:more|later|less) than|from|[≤≥<>~]=?) ?)?(?:${SPAN}|${SHARE}|(?:same|next) (?:business |working )?day|24 ?[x/×] ?7(?: ?[x/×] ?365)?|\d{1,2}:\d{2}(?::\d{2})?)(?:[ ,;(].{0,40})?$`,
  'iu',
);

/** True for a cell that is a target and nothing else. */
export const isTarget = (cell: string): boolean => cell.length < 70 && CELL.test(cell);

const MEASURED =
  /\b(?:availab\w*|up-?time|reachab\w*|reachable|respon\w+|repl(?:y|ies)|answer\w*|acknowledg\w*|restor\w*|resol\w+|repair\w*|remed\w+|recover\w*|RTO|RPO|latency|round-?trip|jitter|packet loss|throughput|accura\w+|error rate|incident|fault|outage|ticket|severity|priority|P[1-4]|calls?|call-?back|on[- ]site|arrival|attend\w*|turn-?around|deliver\w*|dispatch\w*|despatch\w*|lead time|fill rate|replacement|escalat\w+|workaround|first[- ]contact|hold time|abandon\w*|satisfaction|on[- ]time|processed|posted|decided|corrected|forwarded|issued|completed|data loss|durability|backups?|verfügbarkeit|reaktion\w*|disponib\w*)\b/i;

/** True where words name something that is measured of a service. */
export const isMeasured = (text: string): boolean => MEASURED.test(text);
