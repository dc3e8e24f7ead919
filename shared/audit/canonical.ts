/**
 * JSON in the one form of RFC 8785 (JCS): members sorted by UTF-16 code units, numbers and text as ECMAScript writes
 * them. The same value gives the same bytes, whoever writes it. The browser runs this too: it imports nothing.
 * @throws TypeError for what JSON cannot say: NaN, infinity, half a surrogate pair, functions
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'boolean':
      return String(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError('JSON has no such number.');
      return JSON.stringify(value);
    case 'string':
      if (!value.isWellFormed()) throw new TypeError('Half a surrogate pair is no text.');
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
      return `{${Object.keys(value)
        .sort()
        .map((name) => [name, (value as Readonly<Record<string, unknown>>)[name]] as const)
        .filter(([, member]) => member !== undefined)
        .map(([name, member]) => `${canonicalJson(name)}:${canonicalJson(member)}`)
        .join(',')}}`;
    default:
      throw new TypeError(`JSON has no ${typeof value}.`);
  }
}
