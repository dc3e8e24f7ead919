/** Chooses the route of a request, as HTTP APIs do. */

export interface RouteMatch<T> {
  readonly route: T;
  /** Values of path variables, percent-decoded; the greedy one under its name without `+`. */
  readonly parameters: Readonly<Record<string, string>>;
}

export interface RouteTable<T> {
  /** @param routeKey `GET /customers/{id}`, `ANY /{proxy+}` or `$default` */
  readonly add: (routeKey: string, route: T) => void;
  /** @param path percent-encoded */
  readonly match: (method: string, path: string) => RouteMatch<T> | undefined;
}

interface Entry<T> {
  readonly method: string;
  readonly segments: readonly string[];
  readonly route: T;
}

const isGreedy = (segment: string): boolean => /^\{[^{}]+\+\}$/.test(segment);
const isVariable = (segment: string): boolean => /^\{[^{}]+\}$/.test(segment);
const segmentsOf = (path: string): readonly string[] => path.split('/').slice(1);

/** 0 constant, 1 variable, 2 greedy: what is more specific is smaller. */
const rank = (segment: string): number => (isGreedy(segment) ? 2 : isVariable(segment) ? 1 : 0);

/**
 * A full match wins over a greedy one, a greedy one over `$default`; within these, constants win over variables from
 * left to right, and a route that names the method wins over `ANY` on the same path.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function createRouteTable<T>(): RouteTable<T> {
  // Sorted by what a request can be looked up with, its method, so that each look-up reads few routes.
  const byMethod = new Map<string, Entry<T>[]>();
  let fallback: T | undefined;

  return {
    add: (routeKey, route) => {
      if (routeKey === '$default') {
        fallback = route;
        return;
      }
      const [method, path] = routeKey.split(' ');
      if (method === undefined || path === undefined || !path.startsWith('/')) {
        throw new Error(`${routeKey} is not a route key.`);
      }
      const entries = byMethod.get(method) ?? [];
      byMethod.set(method, entries);
      entries.push({ method, segments: segmentsOf(path), route });
      entries.sort(bySpecificity);
    },
    match: (method, path) => {
      const segments = segmentsOf(path);
      const found = [
        ...(byMethod.get(method) ?? []),
        ...(method === 'ANY' ? [] : (byMethod.get('ANY') ?? [])),
      ]
        .flatMap((entry) => {
          const parameters = matchSegments(entry.segments, segments);
          return parameters === undefined ? [] : [{ entry, parameters }];
        })
        .sort((a, b) => bySpecificity(a.entry, b.entry))[0];
      if (found !== undefined) return { route: found.entry.route, parameters: found.parameters };
      return fallback === undefined ? undefined : { route: fallback, parameters: {} };
    },
  };
}

function bySpecificity(a: Entry<unknown>, b: Entry<unknown>): number {
  const greedy = Number(a.segments.some(isGreedy)) - Number(b.segments.some(isGreedy));
  if (greedy !== 0) return greedy;
  for (const [index, segment] of a.segments.entries()) {
    const other = b.segments[index];
    if (other === undefined) return -1;
    if (rank(segment) !== rank(other)) return rank(segment) - rank(other);
  }
  if (a.segments.length !== b.segments.length) return -1;
  return Number(a.method === 'ANY') - Number(b.method === 'ANY');
}

function matchSegments(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    if (isGreedy(part)) {
      const rest = segments.slice(index);
      // A greedy variable stands for at least one segment.
      if (rest.length === 0 || rest.join('/') === '') return undefined;
      parameters[part.slice(1, -2)] = decode(rest.join('/'));
      return parameters;
    }
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if (isVariable(part)) {
      if (segment === '') return undefined;
      parameters[part.slice(1, -1)] = decode(segment);
    } else if (part !== segment && part !== decode(segment)) return undefined;
  }
  return segments.length === pattern.length ? parameters : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
