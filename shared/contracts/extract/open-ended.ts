/** Wordings for a contract without an end. */

const ENDED = '(?:terminat|cancel|end(?:ed|s)|revok|dissol|determin)';

/** "continues until terminated", "of unlimited duration", "for so long as". */
const OPEN_ENDED = new RegExp(
  [
    String.raw`\b(?:perpetual(?:ly)?|(?:in|for) perpetuity|indefinite(?:ly)?|evergreen|open-ended|no fixed (?:term|end|duration)|(?:unlimited|indeterminate) (?:duration|term|period|time)|until further notice)\b`,
    String.raw`\bwithout (?:limit(?:ation)? (?:in|of|as to) time|a fixed (?:term|duration)|any? (?:time limit|expiry|end date))\b`,
    String.raw`\b(?:continue|remain|run|last|go(?:es)? on|be|stay|effective|in (?:force|effect)|valid|in place)s?\b[^.;]{0,120}\b(?:until|unless and until|until such time as)\b[^.;]{0,45}\b(?:${ENDED}\w*|either party (?:terminates|gives|ends)|one (?:of the )?part(?:y|ies)|(?:mutual|written) agreement|notice)\b`,
    String.raw`\b(?:continue|remain)s?(?: to be)?(?: in (?:full )?(?:force|effect)(?: and effect)?)?,? unless (?:and until )?(?:it is |this agreement is )?(?:sooner |earlier )?(?:terminated|cancell?ed)\b`,
    String.raw`\b(?:term|continue|remain|effect|force|run|last|valid)\w*\b[^.;]{0,60}\b(?:for )?(?:so|as) long as\b`,
  ].join('|'),
  'i',
);
const LICENCE =
  /\blicen[cs]e\b[^.;]{0,90}\b(?:perpetual|indefinite)|\b(?:perpetual|irrevocable)\b[^.;]{0,60}\b(?:licen[cs]e|right)\b|\bperpetual,? (?:and )?(?:irrevocable|exclusive|non-exclusive|worldwide|royalty)/i;

/** Where a clause says that the contract runs until somebody ends it; a perpetual licence is no perpetual contract. */
export function openEnded(text: string): { readonly start: number; readonly end: number } | null {
  const open = OPEN_ENDED.exec(text);
  if (open === null || LICENCE.test(text)) return null;
  return { start: open.index, end: open.index + open[0].length };
}

/** "Either party may terminate this Agreement at any time upon sixty days' notice": without a term, the end is open. */
const AT_WILL = [
  /\b(?:either|any|each|one|neither) (?:of the )?part(?:y|ies)\b[^.;]{0,60}\b(?:may|shall be entitled to|has the right to|can)\b[^.;]{0,40}\bterminate (?:this|the) (?:agreement|contract|engagement|appointment|arrangement)\b[^.;]{0,40}\b(?:at any time|for any reason|without cause|(?:up)?on|by)\b[^.;]{0,90}\bnotice\b/gi,
  /\b(?:this|the) (?:agreement|contract|engagement|appointment|arrangement)\b[^.;]{0,30}\b(?:may|shall|can) (?:be )?terminated?\b[^.;]{0,60}\b(?:either|any) party\b[^.;]{0,90}\bnotice\b/gi,
];
/** Endings for a reason do not make a contract endless. */
const FOR_REASON =
  /\b(?:breach|default|fails?|failure|insolven|bankrupt|event|material|if|in case|because|cure)\w*/i;

/** Where the parties may end the contract whenever they like. */
export function terminableAtWill(text: string): { readonly start: number; readonly end: number } | null {
  for (const pattern of AT_WILL) {
    for (const match of text.matchAll(pattern)) {
      const around = text.slice(Math.max(0, match.index - 60), match.index + match[0].length + 60);
      if (!FOR_REASON.test(around)) return { start: match.index, end: match.index + match[0].length };
    }
  }
  return null;
}
