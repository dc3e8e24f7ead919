// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables look like template placeholders

import { describe, expect, test } from 'vitest';
import type { ConditionContext } from '../../../../local/types.ts';
import { decide, named, policy, TABLE } from './support.ts';

type Effect = 'allow' | 'explicit-deny' | 'implicit-deny';
interface Row {
  readonly name: string;
  readonly statements: readonly object[];
  readonly action?: string;
  readonly resource?: string;
  readonly context?: ConditionContext;
  readonly effect: Effect;
}

const allow = (more: object = {}) => ({
  Effect: 'Allow',
  Action: 'dynamodb:GetItem',
  Resource: TABLE,
  ...more,
});
const deny = (more: object = {}) => ({
  Effect: 'Deny',
  Action: 'dynamodb:GetItem',
  Resource: TABLE,
  ...more,
});
const tag = (value: string): ConditionContext => ({ 'aws:principaltag/x': value });

function table(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    test.each(rows)('$name → $effect', ({ statements, effect, action, resource, context }) => {
      const decision = decide(
        { identity: [policy(...statements)] },
        { ...(action && { action }), ...(resource && { resource }), ...(context && { context }) },
      );
      expect(decision.effect).toBe(effect);
    });
  });
}

table('effects', [
  { name: 'nothing said', statements: [], effect: 'implicit-deny' },
  { name: 'a matching Allow', statements: [allow()], effect: 'allow' },
  { name: 'an Allow and a Deny, in this order', statements: [allow(), deny()], effect: 'explicit-deny' },
  { name: 'a Deny and an Allow, in this order', statements: [deny(), allow()], effect: 'explicit-deny' },
  {
    name: 'an Allow and a Deny of another action',
    statements: [allow(), deny({ Action: 'dynamodb:PutItem' })],
    effect: 'allow',
  },
  {
    name: 'an Allow whose condition key is missing',
    statements: [allow({ Condition: { StringEquals: { 'a:b': 'c' } } })],
    effect: 'implicit-deny',
  },
  {
    name: 'a Deny whose condition key is missing',
    statements: [allow(), deny({ Condition: { StringEquals: { 'a:b': 'c' } } })],
    effect: 'allow',
  },
]);

table('actions', [
  { name: 'case does not matter', statements: [allow({ Action: 'DynamoDB:getITEM' })], effect: 'allow' },
  { name: '* alone', statements: [allow({ Action: '*' })], effect: 'allow' },
  { name: '* at the end', statements: [allow({ Action: 'dynamodb:Get*' })], effect: 'allow' },
  { name: '* in the middle', statements: [allow({ Action: 'dynamodb:*Item' })], effect: 'allow' },
  { name: '? for one character', statements: [allow({ Action: 'dynamodb:?etItem' })], effect: 'allow' },
  {
    name: '? for no character',
    statements: [allow({ Action: 'dynamodb:GetItem?' })],
    effect: 'implicit-deny',
  },
  {
    name: 'one of several',
    statements: [allow({ Action: ['dynamodb:PutItem', 'dynamodb:GetItem'] })],
    effect: 'allow',
  },
  {
    name: 'a longer action than the pattern',
    statements: [allow({ Action: 'dynamodb:Get' })],
    effect: 'implicit-deny',
  },
  { name: 'another service', statements: [allow({ Action: 's3:*' })], effect: 'implicit-deny' },
  {
    name: 'NotAction of another action',
    statements: [allow({ Action: undefined, NotAction: 'dynamodb:Scan' })],
    effect: 'allow',
  },
  {
    name: 'NotAction of this action',
    statements: [allow({ Action: undefined, NotAction: ['dynamodb:Get*'] })],
    effect: 'implicit-deny',
  },
]);

const index = `${TABLE}/index/gsi1`;
table('resources', [
  { name: '* alone', statements: [allow({ Resource: '*' })], effect: 'allow' },
  {
    name: 'case matters',
    statements: [allow({ Resource: TABLE.replace('records', 'Records') })],
    effect: 'implicit-deny',
  },
  {
    name: 'the table does not cover its indexes',
    statements: [allow()],
    resource: index,
    effect: 'implicit-deny',
  },
  {
    name: 'index/* covers the index',
    statements: [allow({ Resource: `${TABLE}/index/*` })],
    resource: index,
    effect: 'allow',
  },
  {
    name: 'index/* does not cover the table',
    statements: [allow({ Resource: `${TABLE}/index/*` })],
    effect: 'implicit-deny',
  },
  {
    name: 'index/* of another table',
    statements: [allow({ Resource: `${TABLE}2/index/*` })],
    resource: index,
    effect: 'implicit-deny',
  },
  {
    name: '* crosses slashes and colons',
    statements: [allow({ Resource: 'arn:aws:dynamodb:*/index/*' })],
    resource: index,
    effect: 'allow',
  },
  {
    name: '? in a resource',
    statements: [allow({ Resource: `${TABLE}/index/gsi?` })],
    resource: index,
    effect: 'allow',
  },
  {
    name: 'a pattern that needs backtracking',
    statements: [allow({ Resource: 'arn:*:a*b*c' })],
    resource: 'arn:x:aabxbc',
    effect: 'allow',
  },
  {
    name: 'an action without resources needs *',
    statements: [allow({ Resource: 'arn:aws:dynamodb:*' })],
    resource: '*',
    effect: 'implicit-deny',
  },
  {
    name: 'NotResource of another resource',
    statements: [allow({ Resource: undefined, NotResource: index })],
    effect: 'allow',
  },
  {
    name: 'NotResource of this resource',
    statements: [allow({ Resource: undefined, NotResource: [index, TABLE] })],
    effect: 'implicit-deny',
  },
]);

const S3 = 'arn:aws:s3:::bucket/';
const s3 = (Resource: string | string[], more: object = {}) => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource,
  ...more,
});
const get = { action: 's3:GetObject' };
table('policy variables', [
  {
    ...get,
    name: 'a value in a resource',
    statements: [s3(`${S3}\${aws:PrincipalTag/x}/*`)],
    resource: `${S3}acme/1`,
    context: tag('acme'),
    effect: 'allow',
  },
  {
    ...get,
    name: 'another value in the resource',
    statements: [s3(`${S3}\${aws:PrincipalTag/x}/*`)],
    resource: `${S3}acme-eu/1`,
    context: tag('acme'),
    effect: 'implicit-deny',
  },
  {
    ...get,
    name: 'the case of the key does not matter',
    statements: [s3(`${S3}\${AWS:principaltag/X}`)],
    resource: `${S3}acme`,
    context: tag('acme'),
    effect: 'allow',
  },
  {
    ...get,
    name: 'a * in the value is no wildcard',
    statements: [s3(`${S3}\${aws:PrincipalTag/x}`)],
    resource: `${S3}acme`,
    context: tag('*'),
    effect: 'implicit-deny',
  },
  {
    ...get,
    name: 'a * in the value is itself',
    statements: [s3(`${S3}\${aws:PrincipalTag/x}`)],
    resource: `${S3}*`,
    context: tag('*'),
    effect: 'allow',
  },
  {
    ...get,
    name: 'a ? in the value is no wildcard',
    statements: [s3(`${S3}\${aws:PrincipalTag/x}`)],
    resource: `${S3}a`,
    context: tag('?'),
    effect: 'implicit-deny',
  },
  {
    ...get,
    name: 'a variable in the value is not expanded',
    statements: [s3(`${S3}\${aws:PrincipalTag/x}`)],
    resource: `${S3}acme`,
    context: { ...tag('${aws:PrincipalTag/y}'), 'aws:principaltag/y': 'acme' },
    effect: 'implicit-deny',
  },
  {
    ...get,
    name: 'a missing value does not match',
    statements: [s3(`${S3}\${aws:PrincipalTag/x}*`)],
    resource: `${S3}acme`,
    effect: 'implicit-deny',
  },
  {
    ...get,
    name: 'a missing value does not match its own text',
    statements: [s3(`${S3}\${aws:PrincipalTag/x}`)],
    resource: `${S3}\${aws:PrincipalTag/x}`,
    effect: 'implicit-deny',
  },
  {
    ...get,
    name: 'a missing value beside a resource that matches',
    statements: [s3([`${S3}\${aws:PrincipalTag/x}`, `${S3}all`])],
    resource: `${S3}all`,
    effect: 'allow',
  },
  {
    ...get,
    name: 'a missing value in an allowing NotResource',
    statements: [s3('', { Resource: undefined, NotResource: `${S3}\${aws:PrincipalTag/x}` })],
    resource: `${S3}acme`,
    effect: 'implicit-deny',
  },
  {
    ...get,
    name: 'a missing value in a denying NotResource',
    statements: [s3('*'), { Effect: 'Deny', Action: '*', NotResource: `${S3}\${aws:PrincipalTag/x}` }],
    resource: `${S3}acme`,
    effect: 'explicit-deny',
  },
  {
    ...get,
    name: 'several values are no value',
    statements: [s3(`${S3}\${a:k}`)],
    resource: `${S3}v`,
    context: { 'a:k': ['v', 'w'] },
    effect: 'implicit-deny',
  },
  {
    ...get,
    name: 'the default where there is no value',
    statements: [s3(`${S3}\${aws:PrincipalTag/x, 'all'}/1`)],
    resource: `${S3}all/1`,
    effect: 'allow',
  },
  {
    ...get,
    name: 'no default where there is a value',
    statements: [s3(`${S3}\${aws:PrincipalTag/x, 'all'}/1`)],
    resource: `${S3}all/1`,
    context: tag('acme'),
    effect: 'implicit-deny',
  },
  { ...get, name: 'an escaped *', statements: [s3(`${S3}\${*}`)], resource: `${S3}*`, effect: 'allow' },
  {
    ...get,
    name: 'an escaped * matches nothing else',
    statements: [s3(`${S3}\${*}`)],
    resource: `${S3}a`,
    effect: 'implicit-deny',
  },
  {
    ...get,
    name: 'an escaped ? and $',
    statements: [s3(`${S3}\${?}\${$}`)],
    resource: `${S3}?$`,
    effect: 'allow',
  },
  {
    ...get,
    name: 'an unclosed variable never allows',
    statements: [s3(`${S3}\${aws:x`)],
    resource: `${S3}\${aws:x`,
    effect: 'implicit-deny',
  },
  {
    ...get,
    name: 'a key with spaces and a slash',
    statements: [s3(`${S3}\${aws:PrincipalTag/cost center/a}`)],
    resource: `${S3}7`,
    context: { 'aws:principaltag/cost center/a': '7' },
    effect: 'allow',
  },
]);

test('a document of version 2008-10-17, or of none, has no variables', () => {
  const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: `${S3}\${aws:PrincipalTag/x}` };
  for (const version of [{}, { Version: '2008-10-17' }]) {
    const identity = [named('old', { ...version, Statement: statement })];
    const request = { action: 's3:GetObject', context: tag('acme') };
    expect(decide({ identity }, { ...request, resource: `${S3}acme` }).effect).toBe('implicit-deny');
    expect(decide({ identity }, { ...request, resource: `${S3}\${aws:PrincipalTag/x}` }).effect).toBe(
      'allow',
    );
  }
});

const malformed: readonly (readonly [string, object])[] = [
  ['an unknown element', { Conditions: { StringEquals: { 'a:b': 'c' } } }],
  ['an action without service', { Action: 'GetItem' }],
  ['an action that is no string', { Action: ['dynamodb:GetItem', 7] }],
  ['no actions', { Action: [] }],
  ['neither Action nor NotAction', { Action: undefined }],
  ['both Action and NotAction', { Action: 'dynamodb:GetItem', NotAction: 'dynamodb:GetItem' }],
  ['a resource that is no ARN', { Resource: 'records*' }],
  ['no Resource', { Resource: undefined }],
  ['both Resource and NotResource', { NotResource: 'arn:aws:s3:::x' }],
  ['a Principal in an identity policy', { Principal: '*' }],
  ['a Condition that is a list', { Condition: [] }],
  ['a condition without keys', { Condition: { StringEquals: {} } }],
  ['a condition on a bare value', { Condition: { StringEquals: 'x' } }],
  ['a condition without values', { Condition: { StringEquals: { 'a:b': [] } } }],
  ['a condition value that is an object', { Condition: { StringEquals: { 'a:b': {} } } }],
  ['an unknown operator', { Condition: { StringMatches: { 'a:b': 'c' } } }],
  ['an unknown set operator', { Condition: { 'ForSomeValues:StringEquals': { 'a:b': 'c' } } }],
  ['Null with IfExists', { Condition: { NullIfExists: { 'a:b': 'true' } } }],
  ['Null with a set operator', { Condition: { 'ForAllValues:Null': { 'a:b': 'true' } } }],
  ['a number that is none', { Condition: { NumericLessThan: { 'a:b': 'many' } } }],
  ['a date that is none', { Condition: { DateLessThan: { 'a:b': '21/11/2026' } } }],
  ['a time without zone', { Condition: { DateLessThan: { 'a:b': '2026-11-21T10:00:00' } } }],
  ['an address that is none', { Condition: { IpAddress: { 'a:b': '10.0.0.0/33' } } }],
  ['an ARN that is none', { Condition: { ArnLike: { 'a:b': '*' } } }],
  ['a Bool that is none', { Condition: { Bool: { 'a:b': 'yes' } } }],
  ['a Null that is none', { Condition: { Null: { 'a:b': 'maybe' } } }],
  ['an unclosed variable', { Condition: { StringLike: { 'a:b': '${aws:PrincipalTag' } } }],
];

describe('malformed elements fail closed', () => {
  test.each(malformed)('%s never allows', (_, element) => {
    const context = { 'a:b': 'c' };
    expect(decide({ identity: [policy(allow(element))] }, { context }).effect).toBe('implicit-deny');
    expect(decide({ identity: [policy(allow(element))] }).effect).toBe('implicit-deny');
  });

  test.each(malformed)('%s denies in a Deny', (_, element) => {
    const context = { 'a:b': 'c' };
    expect(decide({ identity: [policy(allow(), deny(element))] }, { context }).effect).toBe('explicit-deny');
    expect(decide({ identity: [policy(allow(), deny(element))] }).effect).toBe('explicit-deny');
  });

  test('a Deny with a malformed element still leaves other actions alone', () => {
    const identity = [
      policy(allow(), deny({ Action: 'dynamodb:PutItem', Condition: { Odd: { 'a:b': 'c' } } })),
    ];
    expect(decide({ identity }).effect).toBe('allow');
  });

  test('an Effect that is neither Allow nor Deny denies', () => {
    expect(decide({ identity: [policy(allow(), allow({ Effect: 'allow' }))] }).effect).toBe('explicit-deny');
  });

  test('an unknown Version never allows', () => {
    expect(decide({ identity: [named('p', { Version: '2012-10-18', Statement: allow() })] }).effect).toBe(
      'implicit-deny',
    );
  });

  test('a document without statements allows nothing', () => {
    const identity = [
      { name: 'p', document: {} as never },
      { name: 'q', document: null as never },
    ];
    expect(decide({ identity }).effect).toBe('implicit-deny');
  });
});

describe('the reason', () => {
  const lead = { StringLike: { 'dynamodb:LeadingKeys': 'T#1#*' } };

  test('names action, resource and the condition that did not hold, with what the request carried', () => {
    const { reason, statement } = decide(
      { identity: [policy(allow({ Sid: 'Read', Condition: lead }))] },
      { context: { 'dynamodb:leadingkeys': ['T#2#a'] } },
    );
    expect(reason).toBe(
      `dynamodb:GetItem on ${TABLE} is not allowed: no identity policy allows it (statement Read of p names the ` +
        'action, but its condition StringLike dynamodb:LeadingKeys "T#1#*" does not hold: the request carries "T#2#a").',
    );
    expect(statement).toBeUndefined();
  });

  test('names the key that the request lacks', () => {
    const { reason } = decide({ identity: [policy(allow({ Condition: lead }))] });
    expect(reason).toContain('the request carries no dynamodb:LeadingKeys');
  });

  test('names the resources that a statement covers instead', () => {
    const { reason } = decide({ identity: [policy(allow())] }, { resource: index });
    expect(reason).toContain(`statement 0 of p names the action, but it covers only ${TABLE}`);
  });

  test('says that nothing names the action', () => {
    const { reason } = decide({ identity: [policy(allow())] }, { action: 'dynamodb:Scan' });
    expect(reason).toBe(`dynamodb:Scan on ${TABLE} is not allowed: no identity policy allows it.`);
  });

  test('tells which statement allowed and which denied', () => {
    const allowed = decide({ identity: [policy(deny({ Action: 's3:*' }), allow({ Sid: 'Read' }))] });
    expect(allowed.statement).toEqual({ policy: 'p', sid: 'Read', index: 1 });
    const denied = decide({ identity: [policy(allow(), deny({ Condition: { Odd: { 'a:b': 'c' } } }))] });
    expect(denied.statement).toEqual({ policy: 'p', index: 1 });
    expect(denied.reason).toContain('its condition Odd a:b "c" cannot be evaluated');
  });
});

test('a managed policy that nobody knows denies everything and is named', () => {
  const arn = `arn:aws:iam::aws:policy/SomethingNew`;
  const decision = decide({ identity: [policy(allow()), { name: arn, document: 'unknown' }] });
  expect(decision.effect).toBe('implicit-deny');
  expect(decision.reason).toContain(`does not know the managed policy ${arn}`);
});
