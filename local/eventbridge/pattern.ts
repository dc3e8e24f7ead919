/**
 * Event patterns. Source: EventBridge user guide, "Comparison operators for use in event patterns".
 *
 * A pattern is compiled once into a function that answers for every JSON value and never throws.
 */
import { AwsError } from '../types.ts';
import { type Comparison, comparison } from './comparison.ts';

/** Whether an event matches. Total: gives an answer for any JSON value. */
export type Matcher = (event: unknown) => boolean;

/**
 * Compiles a pattern.
 * @throws AwsError InvalidEventPatternException, saying where and why
 */
export function compilePattern(pattern: unknown): Matcher {
  if (typeof pattern !== 'object' || pattern === null || Array.isArray(pattern)) {
    throw invalid('Filter is not an object');
  }
  return compileObject(pattern as Readonly<Record<string, unknown>>, '');
}

function compileObject(pattern: Readonly<Record<string, unknown>>, path: string): Matcher {
  const entries = Object.entries(pattern);
  if (entries.length === 0) throw invalid(`Empty objects are not allowed${at(path)}`);
  const tests = entries.map(([name, value]): Matcher => {
    if (name === '$or') return compileOr(value, path);
    const inside = compileField(value, path === '' ? name : `${path}.${name}`);
    return (event) => inside(member(event, name));
  });
  const all: Matcher = (event) => tests.every((test) => test(event));
  // An array of objects matches when one of them matches as a whole.
  return (event) => (Array.isArray(event) ? event.some((element) => all(element)) : all(event));
}

function compileOr(value: unknown, path: string): Matcher {
  if (!Array.isArray(value) || value.length < 2 || !value.every(isObject)) {
    throw invalid(`$or must be an array of at least two objects${at(path)}`);
  }
  const choices = value.map((choice) => compileObject(choice as Readonly<Record<string, unknown>>, path));
  return (event) => choices.some((choice) => choice(event));
}

function compileField(value: unknown, path: string): Matcher {
  if (isObject(value)) return compileObject(value as Readonly<Record<string, unknown>>, path);
  if (!Array.isArray(value)) throw invalid(`"${path}" must be an object or an array`);
  if (value.length === 0) throw invalid(`Empty arrays are not allowed${at(path)}`);
  const comparisons = value.map((element): Comparison => {
    try {
      return comparison(element);
    } catch (error) {
      throw invalid(`${(error as Error).message}${at(path)}`);
    }
  });
  return (event) => {
    const leaves = leavesOf(event);
    return comparisons.some((compare) =>
      compare.absent === undefined ? leaves.some(compare.matches) : compare.absent === (leaves.length === 0),
    );
  };
}

/** The values that a list of comparisons looks at: scalars, and scalars within arrays. Objects are no leaves. */
function leavesOf(value: unknown): readonly unknown[] {
  const leaves: unknown[] = [];
  // A list of what is left to look at, not recursion: an event may be nested deeper than the stack.
  const left = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (Array.isArray(next)) for (const element of next) left.push(element);
    else if (next !== undefined && !isObject(next)) leaves.push(next);
  }
  return leaves;
}

function member(event: unknown, name: string): unknown {
  return isObject(event) && Object.hasOwn(event, name) ? (event as Record<string, unknown>)[name] : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function at(path: string): string {
  return path === '' ? '' : ` at "${path}"`;
}

function invalid(reason: string): AwsError {
  return new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`);
}
