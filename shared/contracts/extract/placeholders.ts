/** What an unfilled template has where a value should be. Such text is never a fact. */

const PLACEHOLDER =
  /\[[^\]]{0,200}\]|\{[^}]{0,80}\}|<[^<>]{1,60}>|_{2,}|\.{4,}|…|[●•■□☐▪]|\*{2,}|\bx{3,}\b|\b(?:TBD|TBC|to be (?:determined|agreed|confirmed|completed|filled)|fill in|insert|your (?:company|name)|lorem ipsum|N\/A)\b|\b(?:(?:legal|full|company|customer|client|provider|vendor|party|partner|print(?:ed)?|entity|business) )+name\b|\bname of (?:the )?(?:agreement|contract|company|customer|client|party|vendor|supplier)\b/i;

/** True where the text is, or holds, a blank to be filled in. */
export const isPlaceholder = (text: string): boolean => PLACEHOLDER.test(text);
