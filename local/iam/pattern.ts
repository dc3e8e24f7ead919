/**
 * Wildcards and policy variables.
 *
 * A pattern is tokens, not a string, so that what a variable brought in is literal for good: a `*` in a tag value
 * can never act as a wildcard, and a `${…}` in it is never expanded.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */

export const ANY = Symbol('*');
export const ONE = Symbol('?');

/** One character (code point) or a wildcard. */
export type Token = string | typeof ANY | typeof ONE;
export type Pattern = readonly Token[];

/** The value of a single-valued context key; `undefined` when there is none. The key's case does not matter. */
export type Resolve = (key: string) => string | undefined;

const VARIABLE = /\$\{(?:([*?$])|\s*([^,{}$*?']*[^,{}$*?'\s])\s*(?:,\s*'((?:[^']|'')*)'\s*)?)\}/y;

/**
 * Reads a policy string.
 *
 * @param resolve absent for documents of version 2008-10-17, where `${…}` is plain text
 * @returns `malformed` for a `${` that opens no variable, `unresolved` when a variable has neither value nor default
 */
export function parsePattern(source: string, resolve?: Resolve): Pattern | 'malformed' | 'unresolved' {
  const tokens: Token[] = [];
  let unresolved = false;
  let position = 0;
  while (position < source.length) {
    if (resolve && source.startsWith('${', position)) {
      VARIABLE.lastIndex = position;
      const found = VARIABLE.exec(source);
      if (!found) return 'malformed';
      const [text, escaped, key, fallback] = found;
      const value = escaped ?? resolve(key!) ?? fallback?.replaceAll("''", "'");
      if (value === undefined) unresolved = true;
      else tokens.push(...value);
      position += text.length;
      continue;
    }
    const char = String.fromCodePoint(source.codePointAt(position)!);
    tokens.push(char === '*' ? ANY : char === '?' ? ONE : char);
    position += char.length;
  }
  return unresolved ? 'unresolved' : tokens;
}

/**
 * Whether the whole value fits the pattern. `*` stands for any characters, `/` and `:` included, `?` for exactly one.
 * Takes at most pattern × value steps, whatever they contain.
 */
export function matches(pattern: Pattern, value: string): boolean {
  const chars = [...value];
  let p = 0;
  let c = 0;
  let star = -1;
  let resume = 0;
  while (c < chars.length) {
    if (p < pattern.length && (pattern[p] === ONE || pattern[p] === chars[c])) {
      p++;
      c++;
    } else if (p < pattern.length && pattern[p] === ANY) {
      star = p++;
      resume = c;
    } else if (star >= 0) {
      p = star + 1;
      c = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.length && pattern[p] === ANY) p++;
  return p === pattern.length;
}

/** The pattern as plain text, for operators that know no wildcards. */
export function literal(pattern: Pattern): string {
  return pattern.map((token) => (token === ANY ? '*' : token === ONE ? '?' : (token as string))).join('');
}

/** The six parts of an ARN pattern, the resource part with its colons; `undefined` when it has fewer. */
export function arnParts(pattern: Pattern): readonly Pattern[] | undefined {
  const parts: Token[][] = [[]];
  for (const token of pattern) {
    if (token === ':' && parts.length < 6) parts.push([]);
    else parts.at(-1)!.push(token);
  }
  return parts.length === 6 ? parts : undefined;
}
