/**
 * The comparisons behind IAM's condition operators.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
import { BlockList, isIP } from 'node:net';
import type { Truth } from './document.ts';
import { arnParts, literal, matches, type Pattern, parsePattern, type Resolve } from './pattern.ts';

/** Compares one value of the request. `malformed`: the value is not of the operator's type. */
export type Test = (value: string) => Truth;

/** Turns one value of the policy into a test of request values. */
export type Compile = (value: string, resolve?: Resolve) => Test | 'malformed' | 'unresolved';

export interface Operator {
  readonly negated: boolean;
  readonly compile: Compile;
}

function onPattern(build: (pattern: Pattern) => Test | 'malformed'): Compile {
  return (value, resolve) => {
    const pattern = parsePattern(value, resolve);
    return typeof pattern === 'string' ? pattern : build(pattern);
  };
}

const stringEquals = onPattern((pattern) => {
  const expected = literal(pattern);
  return (value) => value === expected;
});

const stringEqualsIgnoreCase = onPattern((pattern) => {
  const expected = literal(pattern).toLowerCase();
  return (value) => value.toLowerCase() === expected;
});

const stringLike = onPattern((pattern) => (value) => matches(pattern, value));

/** Each of the six parts is compared for itself: a wildcard in one does not reach into the next. */
const arnLike = onPattern((pattern) => {
  const parts = arnParts(pattern);
  if (!parts) return 'malformed';
  return (value) => {
    const actual = arnParts([...value]);
    return actual ? parts.every((part, i) => matches(part, literal(actual[i]!))) : 'malformed';
  };
});

const bool = onPattern((pattern) => {
  const expected = literal(pattern).toLowerCase();
  if (expected !== 'true' && expected !== 'false') return 'malformed';
  return (value) => {
    const actual = value.toLowerCase();
    return actual === 'true' || actual === 'false' ? actual === expected : 'malformed';
  };
});

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const binaryEquals: Compile = (policyValue) => {
  if (!BASE64.test(policyValue)) return 'malformed';
  return (value) => (BASE64.test(value) ? value === policyValue : 'malformed');
};

function ordered(
  parse: (text: string) => number,
  compare: (actual: number, limit: number) => boolean,
): Compile {
  return (policyValue) => {
    const limit = parse(policyValue);
    if (Number.isNaN(limit)) return 'malformed';
    return (value) => {
      const actual = parse(value);
      return Number.isNaN(actual) ? 'malformed' : compare(actual, limit);
    };
  };
}

function parseNumber(text: string): number {
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

const W3C_DATE = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?)?)?$/;

/** Milliseconds of a W3C date (a time needs its zone) or of seconds since 1970; NaN for anything else. */
function parseDate(text: string): number {
  if (W3C_DATE.test(text)) return Date.parse(text);
  return /^\d{5,}(?:\.\d+)?$/.test(text) ? Number(text) * 1000 : Number.NaN;
}

const ipAddress: Compile = (policyValue) => {
  const [address = '', prefix, ...rest] = policyValue.split('/');
  const version = isIP(address);
  const bits = version === 4 ? 32 : 128;
  if (version === 0 || address.includes('%') || rest.length > 0) return 'malformed';
  if (prefix !== undefined && !(/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits)) return 'malformed';
  const range = new BlockList();
  range.addSubnet(address, prefix === undefined ? bits : Number(prefix), version === 4 ? 'ipv4' : 'ipv6');
  return (value) => {
    const family = isIP(value);
    if (family === 0 || value.includes('%')) return 'malformed';
    return range.check(value, family === 4 ? 'ipv4' : 'ipv6');
  };
};

const comparisons: readonly (readonly [string, (actual: number, limit: number) => boolean])[] = [
  ['LessThan', (actual, limit) => actual < limit],
  ['LessThanEquals', (actual, limit) => actual <= limit],
  ['GreaterThan', (actual, limit) => actual > limit],
  ['GreaterThanEquals', (actual, limit) => actual >= limit],
];

function pair(positive: string, negative: string, compile: Compile): [string, Operator][] {
  return [
    [positive, { negated: false, compile }],
    [negative, { negated: true, compile }],
  ];
}

function scale(type: string, parse: (text: string) => number): [string, Operator][] {
  return [
    ...pair(
      `${type}Equals`,
      `${type}NotEquals`,
      ordered(parse, (actual, limit) => actual === limit),
    ),
    ...comparisons.map(([name, compare]): [string, Operator] => [
      `${type}${name}`,
      { negated: false, compile: ordered(parse, compare) },
    ]),
  ];
}

/** All operators but `Null`, by name in lower case: IAM does not mind the case of an operator. */
export const operators: ReadonlyMap<string, Operator> = new Map(
  [
    ...pair('StringEquals', 'StringNotEquals', stringEquals),
    ...pair('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', stringEqualsIgnoreCase),
    ...pair('StringLike', 'StringNotLike', stringLike),
    ...pair('ArnEquals', 'ArnNotEquals', arnLike),
    ...pair('ArnLike', 'ArnNotLike', arnLike),
    ...pair('IpAddress', 'NotIpAddress', ipAddress),
    ...scale('Numeric', parseNumber),
    ...scale('Date', parseDate),
    ['Bool', { negated: false, compile: bool }] as [string, Operator],
    ['BinaryEquals', { negated: false, compile: binaryEquals }] as [string, Operator],
  ].map(([name, operator]) => [name.toLowerCase(), operator]),
);
