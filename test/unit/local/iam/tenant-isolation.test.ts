// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables look like template placeholders

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { principalContext } from '../../../../local/iam/context.ts';
import { decide, policy, caller as role, TABLE } from './support.ts';

const records = policy({
  Sid: 'Records',
  Effect: 'Allow',
  Action: ['dynamodb:GetItem', 'dynamodb:Query'],
  Resource: [TABLE, `${TABLE}/index/*`],
  Condition: {
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': 'T#${aws:PrincipalTag/tenant_id}#*' },
    Null: { 'dynamodb:LeadingKeys': 'false' },
  },
});
const files = policy({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::files/${aws:PrincipalTag/tenant_id}/*',
});

function tenant(id: string | undefined) {
  return { ...role, tags: id === undefined ? {} : { tenant_id: id } };
}

function reads(id: string | undefined, leadingKeys: readonly string[], resource = TABLE): boolean {
  const principal = tenant(id);
  const context = { ...principalContext(principal), 'dynamodb:leadingkeys': leadingKeys };
  return decide({ identity: [records] }, { resource, context, principal }).effect === 'allow';
}

function opens(id: string, key: string): boolean {
  const principal = tenant(id);
  const request = { action: 's3:GetObject', resource: `arn:aws:s3:::files/${key}`, principal };
  return (
    decide({ identity: [files] }, { ...request, context: principalContext(principal) }).effect === 'allow'
  );
}

/** Ids made of everything that means something to a policy, a key or a text codec. */
const hostile = fc
  .array(
    fc.constantFrom(
      ...['*', '?', '#', '/', ':', '$', '{', '}', '${*}', '${?}', '${$}', '${aws:PrincipalTag/tenant_id}'],
      ...[
        "${aws:PrincipalTag/tenant_id, '*'}",
        'T#',
        '\\',
        "'",
        ',',
        '%2F',
        '..',
        '\u0000',
        '\n',
        ' ',
        'é',
        'e\u0301',
      ],
      ...['İ', 'ß', '😀', '\ud83d', 'acme', 'ACME', 'a', 'b', '1'],
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(''));
const anyId = fc.oneof(hostile, fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }));

describe('a tenant session', () => {
  test('reaches exactly the keys under its own id, whatever the id is', () => {
    fc.assert(
      fc.property(anyId, fc.string(), (id, rest) => {
        expect(reads(id, [`T#${id}#${rest}`])).toBe(true);
        expect(reads(id, [`T#${id}#`], `${TABLE}/index/gsi1`)).toBe(true);
      }),
    );
  });

  test('never reaches a key that is not literally under its own id', () => {
    fc.assert(
      fc.property(anyId, anyId, fc.string(), (id, other, rest) => {
        const key = `T#${other}#${rest}`;
        expect(reads(id, [key])).toBe(key.startsWith(`T#${id}#`));
        expect(reads(id, [`T#${id}#a`, key])).toBe(key.startsWith(`T#${id}#`));
      }),
      { numRuns: 1000 },
    );
  });

  test('never reaches a tenant whose id holds no delimiter', () => {
    const plain = fc.stringMatching(/^[A-Za-z0-9-]{1,10}$/);
    fc.assert(
      fc.property(anyId, plain, fc.string(), (id, victim, rest) => {
        fc.pre(id !== victim);
        expect(reads(id, [`T#${victim}#${rest.replaceAll('#', '')}`])).toBe(false);
        expect(opens(id, `${victim}/${rest.replaceAll('/', '')}`)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test.each(['*', '?', 'ac*', '${aws:PrincipalTag/tenant_id}', '${*}', 'acm', 'acme-', 'ACME', ''])(
    'with the id %j cannot read acme',
    (id) => {
      expect(reads(id, ['T#acme#CUSTOMER#1'])).toBe(false);
      expect(opens(id, 'acme/contract.pdf')).toBe(false);
    },
  );

  test('acme cannot read acme-eu-1, nor the other way round', () => {
    expect(reads('acme', ['T#acme-eu-1#X'])).toBe(false);
    expect(reads('acme-eu-1', ['T#acme#X'])).toBe(false);
  });

  test('reaches nothing without a tenant tag or without leading keys', () => {
    expect(reads(undefined, ['T##X'])).toBe(false);
    expect(reads(undefined, ['T#${aws:PrincipalTag/tenant_id}#X'])).toBe(false);
    expect(reads('acme', [])).toBe(false);
  });
});
