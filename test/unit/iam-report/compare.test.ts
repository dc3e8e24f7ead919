import { describe, expect, it } from 'vitest';
import { compare } from '../../../bin/iam-report/compare.ts';
import { reportText } from '../../../bin/iam-report/text.ts';
import type { UsageFile } from '../../../bin/iam-report/usage.ts';

const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`;
const READER = role('fn-reader');
const WRITER = role('fn-writer');
const TENANT = role('tenant-write');
const RULE = role('rule');

const grant = (sid: string, actions: string[], resources = ['*']) => ({
  policy: 'own',
  sid,
  index: 0,
  actions,
  notAction: false,
  resources,
  count: 0,
  unusedActions: [],
  usedBy: [],
});

const use = (sid: string, action: string, count = 1) => ({
  action,
  resource: 'arn:aws:dynamodb:eu-west-1:000000000000:table/t',
  count,
  statement: { policy: 'own', sid, index: 0 },
});

const file = (usage: UsageFile['usage']): UsageFile => ({
  usage,
  functions: [
    { name: 'reader', roleArn: READER },
    { name: 'writer', roleArn: WRITER },
  ],
  grants: [
    {
      roleArn: READER,
      grants: [grant('Assume', ['sts:AssumeRole'], [TENANT]), grant('Logs', ['logs:PutLogEvents'])],
    },
    { roleArn: WRITER, grants: [grant('Assume', ['sts:AssumeRole'], [TENANT])] },
    {
      roleArn: TENANT,
      grants: [
        grant('Read', ['dynamodb:GetItem', 'dynamodb:Query']),
        grant('Write', ['dynamodb:*Item', 's3:PutObject']),
      ],
    },
    { roleArn: RULE, grants: [grant('Send', ['sqs:SendMessage'])] },
  ],
});

const first = file([
  { roleArn: READER, allowed: [use('Assume', 'sts:AssumeRole')], denied: [] },
  { roleArn: TENANT, sourceRoleArn: READER, allowed: [use('Read', 'dynamodb:GetItem', 3)], denied: [] },
]);
const second = file([
  { roleArn: TENANT, sourceRoleArn: READER, allowed: [use('Read', 'dynamodb:GetItem', 2)], denied: [] },
  {
    roleArn: TENANT,
    allowed: [use('Write', 's3:PutObject')],
    denied: [
      { action: 'dynamodb:GetItem', resource: 'arn:aws:dynamodb:::table/t', count: 4, reason: 'Not yours.' },
    ],
  },
  {
    roleArn: READER,
    allowed: [],
    denied: [{ action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', count: 1, reason: 'No policy.' }],
  },
]);

const report = compare([first, second]);
const reader = report.functions.find(({ name }) => name === 'reader');
const writer = report.functions.find(({ name }) => name === 'writer');

describe('the comparison of grants with their use', () => {
  it('adds up what all systems used', () => {
    expect(report.systems).toBe(2);
    expect(reader?.allowed).toBe(6);
    expect(reader?.used).toContainEqual({ role: 'tenant-write', action: 'dynamodb:GetItem', count: 5 });
  });

  it('counts the role that a function assumed for that function alone', () => {
    expect(reader?.unused).toEqual([
      { role: 'tenant-write', statement: 'Read', actions: ['dynamodb:Query'] },
      { role: 'tenant-write', statement: 'Write', actions: ['dynamodb:*Item', 's3:PutObject'] },
    ]);
    expect(reader?.neverAssumed).toEqual([]);
  });

  it('names a role that a function may assume and never did', () => {
    expect(writer?.neverAssumed).toEqual(['tenant-write']);
    expect(writer?.unused).toEqual([{ role: 'own', statement: 'Assume', actions: ['sts:AssumeRole'] }]);
  });

  it('does not take for used what a session did that no function opened', () => {
    expect(report.shared).toContainEqual({
      role: 'tenant-write',
      statement: 'Write',
      actions: ['dynamodb:*Item', 's3:PutObject'],
    });
    expect(report.deniedToOthers).toMatchObject([
      { role: 'tenant-write', action: 'dynamodb:GetItem', count: 4 },
    ]);
  });

  it('holds an action pattern for used when any action that it matches was used', () => {
    const used = compare([
      file([
        { roleArn: TENANT, sourceRoleArn: WRITER, allowed: [use('Write', 'dynamodb:PutItem')], denied: [] },
      ]),
    ]);
    expect(used.functions.find(({ name }) => name === 'writer')?.unused).toContainEqual({
      role: 'tenant-write',
      statement: 'Write',
      actions: ['s3:PutObject'],
    });
  });

  it('does not hold the logs against a function: Lambda writes them', () => {
    expect(JSON.stringify(report)).not.toContain('logs:PutLogEvents');
  });

  it('reports denials with their reason, and roles of no function by themselves', () => {
    expect(reader?.denied).toEqual([
      { role: 'own', action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', count: 1, reason: 'No policy.' },
    ]);
    expect(report.others).toMatchObject([{ name: 'rule', unused: [{ actions: ['sqs:SendMessage'] }] }]);
  });

  it('reads as text with every function that has too much, and every denial', () => {
    const text = reportText(report, 120).join('\n');
    expect(text).toContain('2 functions in 2 systems: 0 used all that they were granted');
    expect(text).toMatch(
      /writer\n {4}ROLE.*\n {4}own +Assume +sts:AssumeRole\n {4}tenant-write was never assumed\./,
    );
    expect(text).toMatch(/own +s3:GetObject +1 +No policy\./);
    expect(text).toMatch(/tenant-write +dynamodb:GetItem +4/);
  });
});
