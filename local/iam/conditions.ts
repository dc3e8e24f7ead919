/** The Condition element of a statement. */
import { isObject, scalars, type Truth } from './document.ts';
import { type Operator, operators, type Test } from './operators.ts';
import type { Resolve } from './pattern.ts';

/** The values of a context key, `[]` when the request does not carry it. The key's case does not matter. */
export type ContextValues = (key: string) => readonly string[];

export interface ConditionInput {
  readonly effect: 'Allow' | 'Deny';
  readonly values: ContextValues;
  /** Absent for documents without policy variables. */
  readonly resolve?: Resolve;
}

export interface ConditionOutcome {
  readonly truth: Truth;
  /** What did not hold, as the end of a sentence; empty when everything held. */
  readonly detail: string;
}

type Quantifier = 'forallvalues' | 'foranyvalue' | undefined;

const OPERATOR_NAME = /^(?:(ForAllValues|ForAnyValue):)?([a-z]+?)(IfExists)?$/i;

/** Whether every operator holds for every key it names; the first that does not is told. */
export function evaluateConditions(condition: unknown, input: ConditionInput): ConditionOutcome {
  if (condition === undefined) return { truth: true, detail: '' };
  if (!isObject(condition)) return { truth: 'malformed', detail: 'its Condition is not an object' };
  let outcome: ConditionOutcome = { truth: true, detail: '' };
  for (const [name, keys] of Object.entries(condition)) {
    if (!isObject(keys) || Object.keys(keys).length === 0) {
      outcome = { truth: 'malformed', detail: `its condition ${name} names no key` };
      continue;
    }
    for (const [key, expected] of Object.entries(keys)) {
      const truth = evaluateKey(name, key, expected, input);
      // A clear "no" decides, even beside a malformed element.
      if (truth === false) return { truth, detail: missed(name, key, expected, input.values(key)) };
      if (truth === 'malformed')
        outcome = { truth, detail: unusable(name, key, expected, input.values(key)) };
    }
  }
  return outcome;
}

function evaluateKey(name: string, key: string, expected: unknown, input: ConditionInput): Truth {
  const policyValues = scalars(expected);
  const [, prefix, base = '', suffix] = OPERATOR_NAME.exec(name) ?? [];
  if (policyValues === 'malformed' || key === '') return 'malformed';
  const actual = input.values(key);
  if (base.toLowerCase() === 'null') {
    return prefix || suffix ? 'malformed' : isNull(policyValues, actual.length === 0);
  }
  const operator = operators.get(base.toLowerCase());
  if (!operator) return 'malformed';

  const tests: Test[] = [];
  let unresolved = false;
  for (const value of policyValues) {
    const test = operator.compile(value, input.resolve);
    if (test === 'malformed') return 'malformed';
    if (test === 'unresolved') unresolved = true;
    else tests.push(test);
  }
  // An unresolved variable equals nothing. An Allow must not draw anything from that: neither a negation nor a key's
  // absence may carry it.
  if (unresolved && input.effect === 'Allow' && (operator.negated || actual.length === 0)) return false;

  const quantifier = prefix?.toLowerCase() as Quantifier;
  if (actual.length === 0) {
    if (suffix || quantifier === 'forallvalues') return true;
    return quantifier === undefined && operator.negated;
  }
  return quantify(
    quantifier,
    actual.map((value) => compare(operator, tests, value)),
  );
}

function isNull(policyValues: readonly string[], absent: boolean): Truth {
  const wanted: readonly string[] = policyValues.map((value) => value.toLowerCase());
  if (wanted.some((value) => value !== 'true' && value !== 'false')) return 'malformed';
  return wanted.includes(String(absent));
}

/** Several policy values: any of them for a positive operator, none of them for a negated one. */
function compare(operator: Operator, tests: readonly Test[], value: string): Truth {
  const results = tests.map((test) => test(value));
  const any = results.includes(true) ? true : results.includes('malformed') ? 'malformed' : false;
  return operator.negated && any !== 'malformed' ? !any : any;
}

function quantify(quantifier: Quantifier, results: readonly Truth[]): Truth {
  if (quantifier === 'forallvalues') {
    return results.includes(false) ? false : results.includes('malformed') ? 'malformed' : true;
  }
  if (quantifier === 'foranyvalue') {
    return results.includes(true) ? true : results.includes('malformed') ? 'malformed' : false;
  }
  // IAM leaves the comparison of several values without a set operator undefined.
  return results.length === 1 ? results[0]! : 'malformed';
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

function carried(key: string, actual: readonly string[]): string {
  return actual.length === 0
    ? `the request carries no ${key}`
    : `the request carries ${shown(actual.length === 1 ? actual[0] : actual)}`;
}

function missed(name: string, key: string, expected: unknown, actual: readonly string[]): string {
  return `its condition ${name} ${key} ${shown(expected)} does not hold: ${carried(key, actual)}`;
}

function unusable(name: string, key: string, expected: unknown, actual: readonly string[]): string {
  return `its condition ${name} ${key} ${shown(expected)} cannot be evaluated: ${carried(key, actual)}`;
}
