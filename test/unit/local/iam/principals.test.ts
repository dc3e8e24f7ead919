import { describe, expect, test } from 'vitest';
import { Principals } from '../../../../local/iam/principals.ts';
import type { Requirement, Resource } from '../../../../local/types.ts';
import { ACCOUNT, TABLE } from './support.ts';

const BASIC = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const document = (...Action: string[]) => ({
  Version: '2012-10-17',
  Statement: [{ Sid: 'One', Effect: 'Allow', Action, Resource: [TABLE] }],
});

function role(logicalId: string, properties: Record<string, unknown> = {}): Resource {
  const all = { AssumeRolePolicyDocument: trust, ...properties };
  return { stack: 'data', logicalId, type: 'AWS::IAM::Role', properties: all };
}

function attached(
  type: 'Policy' | 'ManagedPolicy',
  logicalId: string,
  properties: Record<string, unknown>,
): Resource {
  return { stack: 'data', logicalId, type: `AWS::IAM::${type}`, properties };
}

function start(options: { now?: () => number; maxSessions?: number } = {}) {
  const principals = new Principals({ account: ACCOUNT, region: 'eu-central-1', ...options });
  const deploy = (resource: Resource) => principals.deploy(resource);
  const deployRole = (logicalId: string, properties?: Record<string, unknown>) =>
    String(deploy(role(logicalId, properties)).attributes.Arn);
  return { principals, deploy, deployRole };
}

const inline = (...actions: string[]) => ({
  Policies: [{ PolicyName: 'inline', PolicyDocument: document(...actions) }],
});
const need = (action: string, resource = TABLE): Requirement => ({ action, resource, context: {} });

describe('deploying', () => {
  test('a role gives its name, ARN and id as CloudFormation does, and the same ones again', () => {
    const { deploy } = start();
    const named = deploy(role('Reader', { RoleName: 'reader', Path: '/app/' }));
    expect(named.ref).toBe('reader');
    expect(named.attributes.Arn).toBe(`arn:aws:iam::${ACCOUNT}:role/app/reader`);
    expect(named.attributes.RoleId).toMatch(/^AROA[A-Z2-7]{17}$/);
    const generated = deploy(role('TheWriterRole'));
    expect(generated.ref).toMatch(/^data-TheWriterRole-[A-Z2-7]{12}$/);
    expect(start().deploy(role('TheWriterRole'))).toEqual(generated);
  });

  test('a generated name is no longer than IAM allows', () => {
    const resource = { ...role('L'.repeat(200)), stack: 's'.repeat(100) };
    expect(start().deploy(resource).ref.length).toBeLessThanOrEqual(64);
  });

  test('a managed policy gives its ARN', () => {
    const given = start().deploy(
      attached('ManagedPolicy', 'Shared', { ManagedPolicyName: 'shared', PolicyDocument: document('s3:*') }),
    );
    expect(given.ref).toBe(`arn:aws:iam::${ACCOUNT}:policy/shared`);
    expect(given.attributes.PolicyArn).toBe(given.ref);
  });

  test('policies reach their roles whichever is deployed first', () => {
    const { principals, deploy, deployRole } = start();
    deploy(
      attached('Policy', 'P', {
        PolicyName: 'p',
        PolicyDocument: document('dynamodb:Query'),
        Roles: ['reader'],
      }),
    );
    const arn = deployRole('Reader', {
      RoleName: 'reader',
      ManagedPolicyArns: [BASIC],
      ...inline('dynamodb:GetItem'),
    });
    deploy(attached('ManagedPolicy', 'M', { PolicyDocument: document('s3:*'), Roles: ['reader'] }));
    expect(principals.policiesOf(arn).identity.map(({ name }) => name)).toEqual([
      'inline',
      'p',
      expect.stringMatching(/^arn:aws:iam::\d+:policy\/data-M-/),
      BASIC,
    ]);
  });

  test('a policy deployed again replaces what it said and whom it was attached to', () => {
    const { principals, deploy, deployRole } = start();
    const [a, b] = [deployRole('A', { RoleName: 'a' }), deployRole('B', { RoleName: 'b' })];
    deploy(attached('Policy', 'P', { PolicyName: 'p', PolicyDocument: document('s3:*'), Roles: ['a'] }));
    expect(principals.policiesOf(a).identity).toHaveLength(1);
    deploy(attached('Policy', 'P', { PolicyName: 'p', PolicyDocument: document('sqs:*'), Roles: ['b'] }));
    expect(principals.policiesOf(a).identity).toHaveLength(0);
    expect(principals.policiesOf(b).identity).toEqual([{ name: 'p', document: document('sqs:*') }]);
  });

  test.each([
    [
      'a role without trust policy',
      role('R', { AssumeRolePolicyDocument: undefined }),
      'MalformedPolicyDocument',
    ],
    ['a document IAM would refuse', role('R', inline('GetItem')), 'MalformedPolicyDocument'],
    ['a session longer than IAM allows', role('R', { MaxSessionDuration: 50_000 }), 'ValidationError'],
    [
      'a property that would be ignored',
      attached('Policy', 'P', { PolicyDocument: document('s3:*'), Users: ['u'] }),
      'ValidationError',
    ],
    ['a path without slashes', role('R', { Path: 'app' }), 'ValidationError'],
  ])('%s fails', (_, resource, code) => {
    expect(() => start().deploy(resource)).toThrow(expect.objectContaining({ code }));
  });

  test.each([
    [{ Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*', Condition: { Odd: { a: 'b' } } }] }],
    [{ Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*', Condition: { StringEquals: {} } }] }],
    [
      {
        Statement: [
          { Effect: 'Allow', Action: 's3:*', Resource: '*', Condition: { NumericEquals: { a: 'b' } } },
        ],
      },
    ],
    [{ Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: 'bucket' }] }],
    [{ Statement: [] }],
    [{ Statement: ['x'] }],
    [{ Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' }, Extra: 1 }],
    ['{}'],
  ])('the policy %j is refused at deployment', (PolicyDocument) => {
    const resource = attached('Policy', 'P', { PolicyName: 'p', Roles: ['r'], PolicyDocument });
    expect(() => start().deploy(resource)).toThrow(
      expect.objectContaining({ code: 'MalformedPolicyDocument' }),
    );
  });

  test('two roles cannot share a name', () => {
    const { deploy } = start();
    deploy(role('A', { RoleName: 'same' }));
    expect(() => deploy(role('B', { RoleName: 'same' }))).toThrow(
      expect.objectContaining({ code: 'EntityAlreadyExists' }),
    );
  });
});

describe('sessions', () => {
  test('are found by access key with the tags of role and session', () => {
    const { principals, deployRole } = start();
    const arn = deployRole('R', {
      RoleName: 'r',
      Tags: [
        { Key: 'Team', Value: 'a' },
        { Key: 'stage', Value: 'x' },
      ],
    });
    const session = principals.sessionFor(arn, 'fn', { team: 'b' });
    expect(session.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(session.secretAccessKey).toHaveLength(40);
    expect(principals.lookup(session.accessKeyId)).toMatchObject({
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/r/fn`,
      roleArn: arn,
      tags: { stage: 'x', team: 'b' },
      secretAccessKey: session.secretAccessKey,
      sessionToken: session.sessionToken,
    });
    expect(principals.lookup(session.accessKeyId)?.tags).not.toHaveProperty('Team');
    expect(principals.lookup('ASIAUNKNOWN')).toBeUndefined();
    expect(principals.isExpired('ASIAUNKNOWN')).toBe(false);
  });

  test('a role that is not deployed has none', () => {
    expect(() => start().principals.sessionFor(`arn:aws:iam::${ACCOUNT}:role/x`, 's')).toThrow(
      expect.objectContaining({ code: 'NoSuchEntity' }),
    );
  });

  test('end: neither lookup nor authorize knows an expired one', () => {
    let now = Date.parse('2026-11-21T00:00:00Z');
    const { principals, deployRole } = start({ now: () => now });
    const arn = deployRole('R', inline('dynamodb:GetItem'));
    const session = principals.sessionFor(arn, 'fn');
    expect(principals.authorize(session, [need('dynamodb:GetItem')])).toEqual({ allowed: true });
    now = session.expiration.getTime();
    expect(principals.lookup(session.accessKeyId)).toBeUndefined();
    expect(principals.isExpired(session.accessKeyId)).toBe(true);
    expect(principals.authorize(session, [need('dynamodb:GetItem')])).toMatchObject({ allowed: false });
  });

  test('are bounded: assumed ones make room, those of services stay', () => {
    const { principals, deployRole } = start({ maxSessions: 10 });
    const arn = deployRole('R');
    const service = principals.sessionFor(arn, 'fn');
    const assumed = Array.from({ length: 30 }, () =>
      principals.assume(arn, 'next', { caller: service, duration: 900, tags: {}, transitiveTagKeys: [] }),
    );
    expect(assumed.filter(({ accessKeyId }) => principals.lookup(accessKeyId)).length).toBeLessThan(10);
    expect(principals.lookup(assumed.at(-1)!.accessKeyId)).toBeDefined();
    expect(principals.lookup(service.accessKeyId)).toBeDefined();
  });
});

describe('authorize', () => {
  test('all requirements must be allowed, as for the items of a transaction', () => {
    const { principals, deployRole } = start();
    const session = principals.sessionFor(deployRole('R', inline('dynamodb:PutItem')), 'fn');
    const put = need('dynamodb:PutItem');
    const check = need('dynamodb:ConditionCheckItem');
    expect(principals.authorize(session, [put, put])).toEqual({ allowed: true });
    expect(principals.authorize(session, [put, check, put])).toMatchObject({
      allowed: false,
      requirement: check,
      decision: { effect: 'implicit-deny', reason: expect.stringContaining('dynamodb:ConditionCheckItem') },
    });
    expect(principals.authorize(session, [])).toEqual({ allowed: true });
  });

  test('keys of the caller come from the registry: neither a request nor a changed copy can set them', () => {
    const { principals, deployRole } = start();
    const own = { StringEquals: { 'aws:PrincipalTag/tenant_id': 'acme' } };
    const statement = { Effect: 'Allow', Action: 's3:*', Resource: '*', Condition: own };
    const arn = deployRole('R', {
      Policies: [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement: statement } }],
    });
    const session = principals.sessionFor(arn, 'fn', { tenant_id: 'other' });
    const request = { ...need('s3:GetObject', '*'), context: { 'aws:principaltag/tenant_id': 'acme' } };
    expect(principals.authorize(session, [request]).allowed).toBe(false);
    expect(principals.authorize({ ...session, tags: { tenant_id: 'acme' } }, [request]).allowed).toBe(false);
    const acme = principals.sessionFor(arn, 'fn', { tenant_id: 'acme' });
    expect(principals.authorize({ ...acme }, [need('s3:GetObject', '*')]).allowed).toBe(true);
  });

  test('a principal that is no session of the registry is allowed nothing', () => {
    const { principals, deployRole } = start();
    const session = principals.sessionFor(deployRole('R', inline('*')), 'fn');
    const { accessKeyId: _, ...stranger } = session;
    const result = principals.authorize(stranger, [need('dynamodb:GetItem')]);
    expect(result).toMatchObject({
      allowed: false,
      decision: { reason: expect.stringContaining('no live session') },
    });
  });

  test('a permissions boundary limits; one that nobody knows denies everything', () => {
    const { principals, deploy, deployRole } = start();
    const boundary = deploy(
      attached('ManagedPolicy', 'B', { PolicyDocument: document('dynamodb:GetItem') }),
    ).ref;
    const bounded = principals.sessionFor(
      deployRole('R', { PermissionsBoundary: boundary, ...inline('dynamodb:*') }),
      'fn',
    );
    expect(principals.authorize(bounded, [need('dynamodb:GetItem')]).allowed).toBe(true);
    expect(principals.authorize(bounded, [need('dynamodb:PutItem')]).allowed).toBe(false);
    const unknown = 'arn:aws:iam::aws:policy/Nobody';
    const lost = principals.sessionFor(
      deployRole('S', { PermissionsBoundary: unknown, ...inline('dynamodb:*') }),
      'fn',
    );
    expect(principals.authorize(lost, [need('dynamodb:GetItem')])).toMatchObject({
      allowed: false,
      decision: { reason: expect.stringContaining(unknown) },
    });
  });

  test('AWS managed policies count, an unknown one is named', () => {
    const { principals, deployRole } = start();
    const known = principals.sessionFor(deployRole('R', { ManagedPolicyArns: [BASIC] }), 'fn');
    expect(
      principals.authorize(known, [need('logs:PutLogEvents', 'arn:aws:logs:x:1:log-group:a')]).allowed,
    ).toBe(true);
    const strange = 'arn:aws:iam::aws:policy/constructor';
    const unknown = principals.sessionFor(deployRole('S', { ManagedPolicyArns: [strange] }), 'fn');
    expect(principals.authorize(unknown, [need('logs:PutLogEvents', '*')])).toMatchObject({
      allowed: false,
      decision: { reason: expect.stringContaining(strange) },
    });
  });

  test('a changed copy of a session cannot pass for another role before a resource policy', () => {
    const { principals, deployRole } = start();
    const [own, other] = [deployRole('R'), deployRole('S')];
    const statement = { Effect: 'Allow', Principal: { AWS: other }, Action: 's3:*', Resource: '*' };
    const policies = () => [{ name: 'bucket', document: { Version: '2012-10-17', Statement: statement } }];
    const request = need('s3:GetObject', 'arn:aws:s3:::b/k');
    expect(principals.authorize(principals.sessionFor(other, 'fn'), [request], policies).allowed).toBe(true);
    const forged = { ...principals.sessionFor(own, 'fn'), roleArn: other };
    expect(principals.authorize(forged, [request], policies).allowed).toBe(false);
  });

  test('resource policies let services and roles in', () => {
    const { principals } = start();
    const queue = `arn:aws:sqs:eu-central-1:${ACCOUNT}:jobs`;
    const statement = {
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: queue,
    };
    const policies = () => [{ name: 'queue', document: { Version: '2012-10-17', Statement: statement } }];
    const events = { service: 'events.amazonaws.com' };
    expect(principals.authorize(events, [need('sqs:SendMessage', queue)], policies).allowed).toBe(true);
    expect(principals.authorize(events, [need('sqs:SendMessage', queue)]).allowed).toBe(false);
    expect(
      principals.authorize({ service: 's3.amazonaws.com' }, [need('sqs:SendMessage', queue)], policies)
        .allowed,
    ).toBe(false);
  });
});

describe('usage', () => {
  test('counts what each role did and was denied, under the function that assumed it', () => {
    const { principals, deployRole } = start();
    const fn = deployRole('Fn');
    const arn = deployRole('R', inline('dynamodb:GetItem', 'dynamodb:Query'));
    const caller = principals.sessionFor(fn, 'fn');
    const session = principals.assume(arn, 'fn', { caller, duration: 900, tags: {}, transitiveTagKeys: [] });
    principals.authorize(session, [need('dynamodb:GetItem')]);
    principals.authorize(session, [need('dynamodb:GetItem')]);
    principals.authorize(session, [need('dynamodb:PutItem')]);
    principals.authorize(session, [need('dynamodb:Query'), need('dynamodb:PutItem')]);
    const [usage, ...others] = JSON.parse(JSON.stringify(principals.usage()));
    expect(others).toEqual([]);
    expect(usage).toEqual({
      roleArn: arn,
      sourceRoleArn: fn,
      allowed: [
        {
          action: 'dynamodb:GetItem',
          resource: TABLE,
          count: 2,
          statement: { policy: 'inline', sid: 'One', index: 0 },
        },
      ],
      denied: [
        {
          action: 'dynamodb:PutItem',
          resource: TABLE,
          count: 2,
          reason: expect.stringContaining('dynamodb:PutItem on'),
        },
      ],
    });
    expect(principals.grants(arn)).toEqual([
      {
        policy: 'inline',
        sid: 'One',
        index: 0,
        actions: ['dynamodb:GetItem', 'dynamodb:Query'],
        notAction: false,
        resources: [TABLE],
        count: 2,
        unusedActions: ['dynamodb:Query'],
        usedBy: [fn],
      },
    ]);
  });

  test('lists grants that nothing used, and leaves denials out', () => {
    const { principals, deployRole } = start();
    const Statement = [
      { Effect: 'Allow', Action: 's3:*', Resource: '*' },
      { Effect: 'Deny', Action: 's3:Delete*', Resource: '*' },
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' },
    ];
    const arn = deployRole('R', {
      Policies: [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement } }],
    });
    principals.authorize(principals.sessionFor(arn, 'fn'), [need('s3:GetObject', 'arn:aws:s3:::b/k')]);
    expect(principals.grants(arn).map(({ index, count, usedBy }) => ({ index, count, usedBy }))).toEqual([
      { index: 0, count: 1, usedBy: [arn] },
      { index: 2, count: 0, usedBy: [] },
    ]);
  });

  test('stays bounded however many resources are touched, and loses no count', () => {
    const { principals, deployRole } = start();
    const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
    const arn = deployRole('R', {
      Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: statement } }],
    });
    const session = principals.sessionFor(arn, 'fn');
    for (let i = 0; i < 2500; i++)
      principals.authorize(session, [need('s3:GetObject', `arn:aws:s3:::b/${i}`)]);
    const { allowed } = principals.usage()[0]!;
    expect(allowed.length).toBe(2001);
    expect(allowed.reduce((sum, { count }) => sum + count, 0)).toBe(2500);
  });
});
