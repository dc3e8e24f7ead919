import { describe, expect, test } from 'vitest';
import { resolveDynamic } from '../../../../local/assembly/dynamic-references.ts';
import { type Lookups, NO_VALUE, resolve } from '../../../../local/assembly/intrinsics.ts';

const lookups: Lookups = {
  region: 'eu-west-1',
  ref: (name) => (name === 'AWS::NoValue' ? NO_VALUE : name === 'List' ? ['a', 'b'] : `ref-${name}`),
  getAtt: (logicalId, attribute) => `${logicalId}.${attribute}!`,
  condition: (name) => name === 'Yes',
  map: (...path) => path.join('/'),
  importValue: (name) => `imported-${name}`,
  stackOutput: (stack, output) => `${stack}:${output}`,
  dynamic: (text) => `<${text}>`,
};

test.each([
  ['a plain value', { a: [1, true, null, 'x'] }, { a: [1, true, null, 'x'] }],
  ['Ref', { Ref: 'Table' }, 'ref-Table'],
  ['Ref to a list', { Ref: 'List' }, ['a', 'b']],
  ['GetAtt as a list', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'Table.Arn!'],
  ['GetAtt as text, with dots in the attribute', { 'Fn::GetAtt': 'Nested.Outputs.X' }, 'Nested.Outputs.X!'],
  ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'B' }, 3]] }, 'a-ref-B-3'],
  ['Join of a list parameter', { 'Fn::Join': [',', { Ref: 'List' }] }, 'a,b'],
  ['Sub', { 'Fn::Sub': '${AWS::Region}/${T.Arn}/${!kept}' }, 'ref-AWS::Region/T.Arn!/${kept}'],
  ['Sub with variables', { 'Fn::Sub': ['${a}-${B}', { a: { Ref: 'X' } }] }, 'ref-X-ref-B'],
  ['Select and Split', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'x/y/z'] }] }, 'y'],
  ['Select with a text for an index', { 'Fn::Select': ['0', ['p', 'q']] }, 'p'],
  ['If, true', { 'Fn::If': ['Yes', 1, 2] }, 1],
  ['If, false', { 'Fn::If': ['No', 1, 2] }, 2],
  [
    'If without a value leaves the property out',
    { a: { 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] }, b: 1 },
    { b: 1 },
  ],
  ['NoValue leaves the element out', [1, { Ref: 'AWS::NoValue' }, 2], [1, 2]],
  ['Equals compares as text', { 'Fn::Equals': [1, '1'] }, true],
  [
    'And, Or, Not',
    {
      'Fn::And': [
        { 'Fn::Or': [{ Condition: 'No' }, { Condition: 'Yes' }] },
        { 'Fn::Not': [{ Condition: 'No' }] },
      ],
    },
    true,
  ],
  ['FindInMap', { 'Fn::FindInMap': ['M', { Ref: 'AWS::Region' }, 'k'] }, 'M/ref-AWS::Region/k'],
  ['ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': 'x-${Y}' } }, 'imported-x-ref-Y'],
  [
    'GetStackOutput',
    { 'Fn::GetStackOutput': { StackName: 'S', OutputName: 'O', Region: { Ref: 'AWS::Region' } } },
    'S:O',
  ],
  ['Base64', { 'Fn::Base64': 'hello' }, 'aGVsbG8='],
  ['GetAZs of the own region', { 'Fn::GetAZs': '' }, ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']],
  ['a dynamic reference', 'x {{resolve:ssm:p}}', '<x {{resolve:ssm:p}}>'],
  [
    'a dynamic reference that a join completes is resolved once, as a whole',
    { 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'S' }, ':SecretString:k}}']] },
    '<{{resolve:secretsmanager:ref-S:SecretString:k}}>',
  ],
  [
    'a key named Condition that is no intrinsic',
    { Condition: { StringEquals: {} } },
    { Condition: { StringEquals: {} } },
  ],
])('resolves %s', (_, value, expected) => {
  expect(resolve(value, lookups)).toEqual(expected);
});

test.each([
  ['an unknown function', { 'Fn::Cidr': ['a'] }, /Fn::Cidr/],
  ['a macro', { 'Fn::Transform': {} }, /Fn::Transform/],
  ['an index beyond the list', { 'Fn::Select': [4, ['a']] }, /no element 4/],
  ['an object where a text is needed', { 'Fn::Join': ['', [{ a: 1, b: 2 }]] }, /Expected a string/],
])('refuses %s', (_, value, message) => {
  expect(() => resolve(value, lookups)).toThrow(message);
});

describe('dynamic references', () => {
  const arn = 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:app/google-AbCdEf';
  const values = {
    secret: (id: string) => ({ [arn]: '{"id":"1","deep":{"x":2}}', plain: 'text' })[id],
    parameter: (name: string) => ({ '/app/size': '42' })[name],
  };

  test.each([
    [`{{resolve:secretsmanager:${arn}:SecretString:id}}`, '1'],
    [`{{resolve:secretsmanager:${arn}:SecretString:id::}}`, '1'],
    [`{{resolve:secretsmanager:${arn}:SecretString:deep:AWSCURRENT}}`, '{"x":2}'],
    [`a{{resolve:secretsmanager:plain}}b`, 'atextb'],
    ['{{resolve:secretsmanager:plain:SecretString}}', 'text'],
    ['{{resolve:ssm:/app/size}}-{{resolve:ssm:/app/size:3}}', '42-42'],
  ])('%s', (text, expected) => {
    expect(resolveDynamic(text, values)).toBe(expected);
  });

  test.each([
    ['{{resolve:secretsmanager:missing}}', /no secret missing/],
    [`{{resolve:secretsmanager:${arn}:SecretString:other}}`, /no key other/],
    ['{{resolve:secretsmanager:plain:SecretString::AWSPREVIOUS}}', /only AWSCURRENT/],
    ['{{resolve:ssm:/none}}', /no such parameter/],
    ['{{resolve:other:x}}', /has no other/],
  ])('%s is refused', (text, message) => {
    expect(() => resolveDynamic(text, values)).toThrow(message);
  });
});
