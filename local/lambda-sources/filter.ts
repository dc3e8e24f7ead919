/** FilterCriteria of a mapping. Source: Lambda developer guide, "Control which events Lambda sends". */
import { compilePattern } from '../eventbridge/index.ts';

/** Whether the function is to see a record. */
export type Filter = (record: Readonly<Record<string, unknown>>) => boolean;

/** Undefined where there are no filters. @throws AwsError InvalidEventPatternException */
export function parseFilter(criteria: unknown, kind: 'sqs' | 'stream'): Filter | undefined {
  const filters = ((criteria as { Filters?: unknown } | undefined)?.Filters ?? []) as readonly {
    Pattern: string;
  }[];
  if (filters.length === 0) return undefined;
  const tests = filters.map(({ Pattern }) => {
    const pattern = JSON.parse(Pattern) as Readonly<Record<string, unknown>>;
    const matches = compilePattern(pattern);
    // A pattern for the inside of a body looks at the body's JSON; any other at its text.
    const looksInside = kind === 'sqs' && 'body' in pattern && !Array.isArray(pattern.body);
    return (record: Readonly<Record<string, unknown>>) => {
      if (!looksInside) return matches(record);
      const body = parsed(String(record.body));
      return typeof body === 'object' && body !== null && matches({ ...record, body });
    };
  });
  return (record) => tests.some((test) => test(record));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
