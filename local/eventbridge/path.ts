/** Reads the value at a path, undefined where there is none. */
export type PathRead = (value: unknown) => unknown;

/**
 * Parses a JSONPath to one place: `$`, `$.detail.bucket`, `$.list[0]`, `$['detail-type']`, `$.detail-type`.
 * Gives undefined for any other path.
 */
export function parsePath(path: string): PathRead | undefined {
  if (!path.startsWith('$')) return undefined;
  const step = /\.([^.[\]'"*?@()]+)|\[(\d+)\]|\[(?:'([^']*)'|"([^"]*)")\]/y;
  const names: string[] = [];
  for (step.lastIndex = 1; step.lastIndex < path.length; ) {
    const found = step.exec(path);
    if (found === null) return undefined;
    names.push(found[1] ?? found[2] ?? found[3] ?? found[4] ?? '');
  }
  return (value) => names.reduce<unknown>(member, value);
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
