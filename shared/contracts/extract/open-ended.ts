/** Wordings for a contract without an end. */

const ENDED = '(?:terminat|cancel|end(?:ed|s)|revok|dissol|determin)';

/** "continues until terminated", "of unlimited duration", "for so long as". */
const OPEN_ENDED = new RegExp(
  [
    String.raw`\b(?:perpetual(?:ly)?|(?:in|for) perpetuity|indefinite(?:ly)?|evergreen|open-ended|no fixed (?:term|end|duration)|(?:unlimited|indeterminate) (?:duration|term|period|time)|until further notice)\b`,
    String.raw`\bwithout (?:limit(?:ation)? (?:in|of|as to) time|a fixed (?:term|duration)|any? (?:time limit|expiry|end date))\b`,
    String.raw`\b(?:continue|remain|run|last|go(?:es)? on|be|stay|effective|in (?:force|effect)|valid|in place)s?\b[^.;]{0,120}\b(?:until|unless and until|until such time as)\b[^.;]{0,45}\b(?:${ENDED}\w*|either party (?:terminates|gives|ends)|one (?:of the )?part(?:y|ies)|(?:mutual|written) agreement|notice)\b`,
    String.raw`\b(?:continue|remain)s?(?: to be)?(?: in (?:full )?(?:force|effect)(?: and effect)?)?,? unless (?:and until )?(?:it is |this agreement is )?(?:sooner |earlier )?(?:terminated|cancell?ed)\b`,
    String.raw`\b(?:term|continue|remain|effect|force)\w*\b[^.;]{0,60}\b(?:for )?(?:so|as) long as\b`,
  ].join('|'),
  'i',
);
/** Runs until something else ends: that has a day of its own. */
const TIED =
  /\buntil\b[^.;]{0,30}\b(?:the )?(?:expir\w*|termination|completion|end|fulfil\w*|satisfaction)\b[^.;]{0,12}\bof (?:the|all|such|any|its|each)\b/i;
const LICENCE =
  /\blicen[cs]e\b[^.;]{0,90}\b(?:perpetual|indefinite)|\b(?:perpetual|irrevocable)\b[^.;]{0,60}\b(?:licen[cs]e|right)\b|\bperpetual,? (?:and )?(?:irrevocable|exclusive|non-exclusive|worldwide|royalty)/i;

/** Where a clause says that the contract runs until somebody ends it; a perpetual licence is no perpetual contract. */
export function openEnded(text: string): { readonly start: number; readonly end: number } | null {
  const open = OPEN_ENDED.exec(text);
  if (open === null || LICENCE.test(text)) return null;
  return { start: open.index, end: open.index + open[0].length };
}
