/** Rewrites states where aws-local-stepfunctions 3.0 evaluates them otherwise than AWS. */
import type { State } from './types.ts';

/** Members of a state that hold a path (or, for ErrorPath and CausePath, an intrinsic function). */
const PATHS = [
  'InputPath',
  'OutputPath',
  'ItemsPath',
  'SecondsPath',
  'TimestampPath',
  'TimeoutSecondsPath',
  'MaxConcurrencyPath',
  'ErrorPath',
  'CausePath',
];
/** Members of a state that hold a payload template. */
const TEMPLATES = ['Parameters', 'ItemSelector', 'ResultSelector'];
const NEGATABLE = ['IsNull', 'IsPresent', 'IsNumeric', 'IsString', 'IsBoolean', 'IsTimestamp'];

type Members = Record<string, unknown>;

/** The same state, in terms that the library evaluates as AWS does. */
export function normalizeState(state: State): State {
  const result: Members = { ...state };
  for (const member of PATHS)
    if (typeof result[member] === 'string') result[member] = contextPath(result[member]);
  for (const member of TEMPLATES) if (member in result) result[member] = contextPaths(result[member]);
  // The library takes "$" as a member's name; AWS takes it as the default, the whole result.
  if (result.ResultPath === '$') delete result.ResultPath;
  if (Array.isArray(result.Catch)) result.Catch = result.Catch.map(withoutWholeResultPath);
  if (Array.isArray(result.Choices)) result.Choices = result.Choices.map(choiceRule);
  return result as unknown as State;
}

function withoutWholeResultPath(catcher: Members): Members {
  if (catcher.ResultPath !== '$') return catcher;
  const { ResultPath: _whole, ...rest } = catcher;
  return rest;
}

/**
 * The library overwrites `$$.Execution.Input` and `$$.Execution.StartTime` with those of the machine it runs,
 * which here is a single state. The real context object therefore lies one level down, under `$$.Context`.
 * Text in quotes is an argument of an intrinsic function and stays.
 */
export function contextPath(path: string): string {
  return path.replace(/'(?:\\.|[^'\\])*'|\$\$/g, (found) => (found === '$$' ? '$$.Context' : found));
}

function contextPaths(template: unknown): unknown {
  if (Array.isArray(template)) return template.map(contextPaths);
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) => [
      key,
      key.endsWith('.$') && typeof value === 'string' ? contextPath(value) : contextPaths(value),
    ]),
  );
}

function choiceRule(rule: Members): Members {
  const { Next, ...test } = rule;
  const normalized = choiceTest(test);
  return Next === undefined ? normalized : { ...normalized, Next };
}

function choiceTest(rule: Members): Members {
  for (const many of ['And', 'Or']) {
    if (Array.isArray(rule[many])) return { [many]: (rule[many] as Members[]).map(choiceTest) };
  }
  if (rule.Not !== undefined) return { Not: choiceTest(rule.Not as Members) };
  const test = Object.fromEntries(
    Object.entries(rule).map(([key, value]) => [
      key,
      typeof value === 'string' && (key === 'Variable' || key.endsWith('Path')) ? contextPath(value) : value,
    ]),
  );
  // The library answers false to every `Is…: false`.
  const negated = NEGATABLE.find((operator) => test[operator] === false);
  if (negated !== undefined) return { Not: { Variable: test.Variable, [negated]: true } };
  // Only `*` is a wildcard in ASL, and what is no string does not match; the library throws there.
  if (typeof test.StringMatches === 'string') {
    const pattern = test.StringMatches.replaceAll('?', '\\?');
    return {
      And: [
        { Variable: test.Variable, IsString: true },
        { ...test, StringMatches: pattern },
      ],
    };
  }
  return test;
}
