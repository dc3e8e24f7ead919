// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables look like template placeholders

import { describe, expect, test } from 'vitest';
import type { ConditionContext } from '../../../../local/types.ts';
import { decide, policy, TABLE } from './support.ts';

function holds(condition: object, context: ConditionContext): boolean {
  const statement = { Effect: 'Allow', Action: '*', Resource: TABLE, Condition: condition };
  return decide({ identity: [policy(statement)] }, { context }).effect === 'allow';
}

type Row = readonly [
  operator: string,
  policyValue: unknown,
  actual: string | readonly string[] | undefined,
  boolean,
];

const ROWS: readonly Row[] = [
  ['StringEquals', 'a', 'a', true],
  ['StringEquals', ['b', 'a'], 'a', true],
  ['StringEquals', 'a', 'A', false],
  ['StringEquals', 'a*', 'ab', false],
  ['StringEquals', 'a*', 'a*', true],
  ['StringEquals', '${*}', '*', true],
  ['StringEquals', 'a', undefined, false],
  ['stringequals', 'a', 'a', true],
  ['StringNotEquals', 'a', 'b', true],
  ['StringNotEquals', ['a', 'b'], 'b', false],
  ['StringNotEquals', 'a', undefined, true],
  ['StringEqualsIgnoreCase', 'AbC', 'aBc', true],
  ['StringNotEqualsIgnoreCase', 'AbC', 'aBc', false],
  ['StringNotEqualsIgnoreCase', 'AbC', undefined, true],
  ['StringLike', 'a*c?', 'a/:/cd', true],
  ['StringLike', 'a*c?', 'a/:/c', false],
  ['StringLike', 'a?c', 'a😀c', true],
  ['StringLike', '*', '', true],
  ['StringNotLike', 'a*', 'ab', false],
  ['StringNotLike', 'a*', undefined, true],
  ['StringEqualsIfExists', 'a', undefined, true],
  ['StringEqualsIfExists', 'a', 'b', false],
  ['StringNotEqualsIfExists', 'a', 'a', false],

  ['NumericEquals', 5, '5.0', true],
  ['NumericEquals', '5', '6', false],
  ['NumericEquals', '5', undefined, false],
  ['NumericNotEquals', '5', '6', true],
  ['NumericNotEquals', '5', undefined, true],
  ['NumericNotEquals', '5', 'five', false],
  ['NumericLessThan', '10', '9', true],
  ['NumericLessThan', '10', '10', false],
  ['NumericLessThanEquals', '10', '10', true],
  ['NumericGreaterThan', '10', '10', false],
  ['NumericGreaterThan', '-1', '0', true],
  ['NumericGreaterThanEquals', '10', '10', true],
  ['NumericLessThanIfExists', '10', undefined, true],

  ['DateEquals', '2026-11-21T00:00:00Z', '2026-11-21', true],
  ['DateEquals', '2026-11-21T01:00:00+01:00', '1795219200', true],
  ['DateNotEquals', '2026-11-21', '2026-11-22', true],
  ['DateLessThan', '2026-11-21T12:00:00Z', '2026-11-21T11:59:59.999Z', true],
  ['DateLessThan', '2026-11-21T12:00:00Z', '2026-11-21T12:00:00Z', false],
  ['DateLessThanEquals', '2026-11-21T12:00:00Z', '2026-11-21T12:00:00Z', true],
  ['DateGreaterThan', '2026', '2026-06-01', true],
  ['DateGreaterThanEquals', '2027', '2026-06-01', false],
  ['DateGreaterThan', '2026', undefined, false],

  ['Bool', 'true', 'true', true],
  ['Bool', true, 'TRUE', true],
  ['Bool', 'false', 'true', false],
  ['Bool', 'false', undefined, false],
  ['BoolIfExists', 'false', undefined, true],

  ['BinaryEquals', 'aGk=', 'aGk=', true],
  ['BinaryEquals', 'aGk=', 'aGo=', false],

  ['IpAddress', '203.0.113.0/24', '203.0.113.9', true],
  ['IpAddress', '203.0.113.0/24', '203.0.114.9', false],
  ['IpAddress', '203.0.113.7', '203.0.113.7', true],
  ['IpAddress', '0.0.0.0/0', '8.8.8.8', true],
  ['IpAddress', '2001:db8::/32', '2001:db8:1::1', true],
  ['IpAddress', '2001:db8::/32', '2001:db9::1', false],
  ['IpAddress', ['203.0.113.0/24', '2001:db8::/32'], '2001:db8::9', true],
  ['IpAddress', '203.0.113.0/24', undefined, false],
  ['IpAddress', '203.0.113.0/24', 'localhost', false],
  ['NotIpAddress', '203.0.113.0/24', '203.0.114.9', true],
  ['NotIpAddress', '203.0.113.0/24', '203.0.113.9', false],
  ['NotIpAddress', '203.0.113.0/24', undefined, true],
  ['NotIpAddress', '203.0.113.0/24', 'localhost', false],

  ['ArnLike', 'arn:aws:sqs:*:111122223333:q-*', 'arn:aws:sqs:eu-west-1:111122223333:q-1', true],
  ['ArnLike', 'arn:aws:sqs:*:q-1', 'arn:aws:sqs:eu-west-1:111122223333:q-1', false],
  ['ArnLike', 'arn:aws:s3:::b*', 'arn:aws:s3:::bucket/key:with:colons', true],
  ['ArnLike', 'arn:aws:*:eu:111122223333:q', 'arn:aws:sqs:x:eu:111122223333:q', false],
  ['ArnEquals', 'arn:aws:s3:::b?', 'arn:aws:s3:::bx', true],
  ['ArnEquals', 'arn:aws:s3:::b', 'arn:aws:s3:::B', false],
  ['ArnNotEquals', 'arn:aws:s3:::b', 'arn:aws:s3:::c', true],
  ['ArnNotLike', 'arn:aws:s3:::b*', 'arn:aws:s3:::bc', false],
  ['ArnNotLike', 'arn:aws:s3:::b*', undefined, true],

  ['Null', 'true', undefined, true],
  ['Null', 'true', [], true],
  ['Null', true, 'a', false],
  ['Null', 'false', 'a', true],
  ['Null', 'false', ['a', 'b'], true],
  ['Null', 'false', undefined, false],
  ['Null', 'false', [], false],

  ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], true],
  ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
  ['ForAllValues:StringEquals', ['a', 'b'], undefined, true],
  ['ForAllValues:StringEquals', ['a', 'b'], [], true],
  ['ForAllValues:StringEquals', ['a', 'b'], [''], false],
  ['ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'd'], true],
  ['ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'a'], false],
  ['ForAllValues:StringNotEquals', ['a', 'b'], undefined, true],
  ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'b'], true],
  ['ForAnyValue:StringEquals', ['a', 'b'], ['c'], false],
  ['ForAnyValue:StringEquals', ['a', 'b'], undefined, false],
  ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'c'], true],
  ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'b'], false],
  ['ForAnyValue:StringNotEquals', ['a', 'b'], undefined, false],
  ['ForAnyValue:StringEqualsIfExists', ['a'], undefined, true],
  ['forallvalues:StringLike', 'a*', ['ab', 'ac'], true],
  // Without a set operator several values cannot be compared.
  ['StringEquals', ['a', 'b'], ['a', 'b'], false],
  ['StringNotEquals', 'c', ['a', 'b'], false],
  ['StringEquals', 'a', ['a'], true],
];

test.each(ROWS)('%s %j with %j → %s', (operator, value, actual, expected) => {
  expect(holds({ [operator]: { 'A:Key': value } }, actual === undefined ? {} : { 'a:key': actual })).toBe(
    expected,
  );
});

describe('several conditions', () => {
  const both = { StringEquals: { 'a:x': '1', 'a:y': '2' }, NumericLessThan: { 'a:z': '3' } };

  test('all operators and all keys must hold', () => {
    expect(holds(both, { 'a:x': '1', 'a:y': '2', 'a:z': '2' })).toBe(true);
    expect(holds(both, { 'a:x': '1', 'a:y': '2', 'a:z': '3' })).toBe(false);
    expect(holds(both, { 'a:x': '1', 'a:y': '1', 'a:z': '2' })).toBe(false);
  });

  test('an empty Condition always holds', () => expect(holds({}, {})).toBe(true));
});

describe('ForAllValues on a key that the request does not carry', () => {
  const every = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': 'T#1#*' } };

  test('allows when it stands alone', () => expect(holds(every, {})).toBe(true));

  test('is refused when paired with Null false', () => {
    const guarded = { ...every, Null: { 'dynamodb:LeadingKeys': 'false' } };
    expect(holds(guarded, {})).toBe(false);
    expect(holds(guarded, { 'dynamodb:leadingkeys': [] })).toBe(false);
    expect(holds(guarded, { 'dynamodb:leadingkeys': ['T#1#a', 'T#1#b'] })).toBe(true);
    expect(holds(guarded, { 'dynamodb:leadingkeys': ['T#1#a', 'T#2#b'] })).toBe(false);
  });
});

describe('a variable without value in a condition', () => {
  const own = '${aws:PrincipalTag/x}';

  test.each([
    ['a positive operator', { StringEquals: { 'a:k': own } }, { 'a:k': '' }],
    ['a negated operator', { StringNotEquals: { 'a:k': own } }, { 'a:k': 'v' }],
    ['a negated operator on an absent key', { StringNotEquals: { 'a:k': own } }, {}],
    ['IfExists on an absent key', { StringEqualsIfExists: { 'a:k': own } }, {}],
    ['ForAllValues on an absent key', { 'ForAllValues:StringLike': { 'a:k': `${own}*` } }, {}],
  ])('does not allow: %s', (_, condition, context) => {
    expect(holds(condition, context)).toBe(false);
  });

  test('lets a negated operator deny', () => {
    const statements = [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringNotEquals: { 'a:k': own } } },
    ];
    expect(decide({ identity: [policy(...statements)] }, { context: { 'a:k': 'v' } }).effect).toBe(
      'explicit-deny',
    );
  });
});

test('variables work in string and ARN operators, and their values are literal', () => {
  const context = { 'aws:principaltag/x': 'a*', 'a:k': 'a*b', 'a:arn': 'arn:aws:s3:::a*' };
  expect(holds({ StringLike: { 'a:k': '${aws:PrincipalTag/x}?' } }, context)).toBe(true);
  expect(holds({ StringLike: { 'a:k': '${aws:PrincipalTag/x}?' } }, { ...context, 'a:k': 'axxb' })).toBe(
    false,
  );
  expect(holds({ ArnLike: { 'a:arn': 'arn:aws:s3:::${aws:PrincipalTag/x}' } }, context)).toBe(true);
  expect(
    holds(
      { ArnLike: { 'a:arn': 'arn:aws:s3:::${aws:PrincipalTag/x}' } },
      { ...context, 'a:arn': 'arn:aws:s3:::ab' },
    ),
  ).toBe(false);
});
