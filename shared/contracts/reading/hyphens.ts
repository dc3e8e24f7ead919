const PREFIX =
  /(?:^|[^\p{L}])(?:non|sub|self|co|pre|post|re|multi|inter|third|long|short|full|part|well|best|year|month|day|end|on|off|in|up|all|high|low|cross|real|first|second|mid|ex|anti|pro|semi|one|two|three|four|five|six|ten|twenty|thirty|forty|fifty|sixty|ninety|e)-$/iu;

/** Whether a hyphen at a line's end belongs to the word: `long-` and `term`, `Uribe-` and `Stone`, not `implemen-` and `tation`. */
export function keepsHyphen(before: string, after: string): boolean {
  return (
    PREFIX.test(before) ||
    !/\p{Ll}-$/u.test(before) ||
    !/^\p{Ll}/u.test(after) ||
    /\p{L}-\p{L}+-$/u.test(before)
  );
}

/** Joins a line that ends with a hyphen and the line after it. */
export function joinHyphen(before: string, after: string): string {
  return keepsHyphen(before, after) ? before + after : before.slice(0, -1) + after;
}
