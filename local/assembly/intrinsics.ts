/** Evaluates CloudFormation's intrinsic functions. Which resource means what is the caller's: see {@link Lookups}. */

/** What the intrinsic functions of one stack look up; every member works without `this`. */
export interface Lookups {
  /** `Ref`: pseudo parameter, parameter or resource. */
  readonly ref: (name: string) => unknown;
  readonly getAtt: (logicalId: string, attribute: string) => unknown;
  readonly condition: (name: string) => boolean;
  readonly map: (name: string, top: string, second: string) => unknown;
  readonly importValue: (exportName: string) => unknown;
  readonly stackOutput: (stackName: string, outputName: string) => unknown;
  /** Resolves `{{resolve:…}}` in a string that is otherwise complete. */
  readonly dynamic: (text: string) => string;
  readonly region: string;
}

/** `Ref: AWS::NoValue`: the property or the element that holds it is left out. */
export const NO_VALUE = Symbol('AWS::NoValue');

type Evaluate = (argument: unknown, lookups: Lookups) => unknown;

/** Whether a value is one intrinsic call, `{"Fn::X": …}`. */
export function intrinsicName(value: unknown): string | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const keys = Object.keys(value);
  const name = keys.length === 1 ? keys[0]! : '';
  return name === 'Ref' || name === 'Condition' || name.startsWith('Fn::') ? name : undefined;
}

/**
 * A template value with every intrinsic evaluated.
 *
 * @throws Error on an unknown function or a wrong argument
 */
export function resolve(value: unknown, lookups: Lookups): unknown {
  const resolved = evaluate(value, lookups);
  return resolved === NO_VALUE ? undefined : resolved;
}

function evaluate(value: unknown, lookups: Lookups): unknown {
  if (typeof value === 'string') return value.includes('{{resolve:') ? lookups.dynamic(value) : value;
  if (Array.isArray(value))
    return value.map((item) => evaluate(item, lookups)).filter((item) => item !== NO_VALUE);
  if (value === null || typeof value !== 'object') return value;
  const name = intrinsicName(value);
  if (name !== undefined && !(name === 'Condition' && typeof Object.values(value)[0] !== 'string')) {
    const run = FUNCTIONS[name];
    if (run === undefined) throw new Error(`The local runtime does not know the intrinsic function ${name}.`);
    const result = run(Object.values(value)[0], lookups);
    return typeof result === 'string' && result.includes('{{resolve:') ? lookups.dynamic(result) : result;
  }
  const entries = Object.entries(value).map(([key, item]) => [key, evaluate(item, lookups)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== NO_VALUE));
}

const text = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`Expected a string, got ${JSON.stringify(value)}.`);
};

const list = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  throw new Error(`Expected a list, got ${JSON.stringify(value)}.`);
};

/** Arguments are joined before a dynamic reference in them is complete, so parts are evaluated without looking for one. */
const evaluatePart: Evaluate = (value, lookups) => evaluate(value, { ...lookups, dynamic: (part) => part });

const FUNCTIONS: Readonly<Record<string, Evaluate>> = {
  Ref: (name, lookups) => lookups.ref(text(name)),
  Condition: (name, lookups) => lookups.condition(text(name)),
  'Fn::GetAtt': (argument, lookups) => {
    const [logicalId, attribute] = getAttArguments(argument);
    return lookups.getAtt(logicalId, text(evaluate(attribute, lookups)));
  },
  'Fn::Join': (argument, lookups) => {
    const [delimiter, parts] = list(argument);
    return list(evaluatePart(parts, lookups)).map(text).join(text(delimiter));
  },
  'Fn::Sub': (argument, lookups) => {
    const [template, variables] = typeof argument === 'string' ? [argument, {}] : list(argument);
    const values = evaluatePart(variables ?? {}, lookups) as Readonly<Record<string, unknown>>;
    return text(template).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      return text(name in values ? values[name] : subReference(name.trim(), lookups));
    });
  },
  'Fn::Select': (argument, lookups) => {
    const [index, values] = list(argument);
    const chosen = list(evaluate(values, lookups))[Number(evaluate(index, lookups))];
    if (chosen === undefined) throw new Error(`Fn::Select: no element ${String(index)}.`);
    return chosen;
  },
  'Fn::Split': (argument, lookups) => {
    const [delimiter, value] = list(argument);
    return text(evaluate(value, lookups)).split(text(delimiter));
  },
  'Fn::If': (argument, lookups) => {
    const [condition, whenTrue, whenFalse] = list(argument);
    return evaluate(lookups.condition(text(condition)) ? whenTrue : whenFalse, lookups);
  },
  'Fn::Equals': (argument, lookups) => {
    const [left, right] = list(evaluate(argument, lookups));
    return typeof left === 'object'
      ? JSON.stringify(left) === JSON.stringify(right)
      : String(left) === String(right);
  },
  'Fn::And': (argument, lookups) => list(argument).every((item) => evaluate(item, lookups) === true),
  'Fn::Or': (argument, lookups) => list(argument).some((item) => evaluate(item, lookups) === true),
  'Fn::Not': (argument, lookups) => evaluate(list(argument)[0], lookups) !== true,
  'Fn::Contains': (argument, lookups) => {
    const [values, value] = list(evaluate(argument, lookups));
    return list(values).some((item) => String(item) === String(value));
  },
  'Fn::FindInMap': (argument, lookups) => {
    const [name, top, second] = list(evaluate(argument, lookups)).map(text);
    return lookups.map(name ?? '', top ?? '', second ?? '');
  },
  'Fn::ImportValue': (argument, lookups) => lookups.importValue(text(evaluate(argument, lookups))),
  'Fn::GetStackOutput': (argument, lookups) => {
    const { StackName, OutputName } = evaluate(argument, lookups) as Readonly<Record<string, unknown>>;
    return lookups.stackOutput(text(StackName), text(OutputName));
  },
  'Fn::Base64': (argument, lookups) => Buffer.from(text(evaluate(argument, lookups))).toString('base64'),
  'Fn::GetAZs': (argument, lookups) => {
    const region = text(evaluate(argument, lookups)) || lookups.region;
    return ['a', 'b', 'c'].map((zone) => `${region}${zone}`);
  },
  'Fn::Length': (argument, lookups) => list(evaluate(argument, lookups)).length,
  'Fn::ToJsonString': (argument, lookups) => JSON.stringify(evaluate(argument, lookups)),
  'Fn::Transform': () => {
    throw new Error('Fn::Transform runs a macro of an AWS account, which the local runtime does not have.');
  },
};

/** `[id, attribute]` of both spellings of `Fn::GetAtt`. */
export function getAttArguments(argument: unknown): readonly [logicalId: string, attribute: unknown] {
  if (Array.isArray(argument)) return [text(argument[0]), argument[1]];
  const [logicalId = '', ...attribute] = text(argument).split('.');
  return [logicalId, attribute.join('.')];
}

function subReference(name: string, lookups: Lookups): unknown {
  if (!name.includes('.')) return lookups.ref(name);
  const [logicalId, attribute] = getAttArguments(name);
  return lookups.getAtt(logicalId, String(attribute));
}

/** The names that a `Fn::Sub` template reads, without the variables it brings itself. */
export function subNames(argument: unknown): readonly string[] {
  const [template, variables] = typeof argument === 'string' ? [argument, {}] : list(argument);
  return [...text(template).matchAll(/\$\{([^!}][^}]*)\}/g)]
    .map((match) => match[1]!.trim())
    .filter((name) => !Object.hasOwn((variables ?? {}) as object, name));
}
