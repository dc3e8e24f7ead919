import { describe, expect, test } from 'vitest';
import { principalContext } from '../../../../local/iam/context.ts';
import { evaluate, type NamedPolicy } from '../../../../local/iam/policy.ts';
import { ACCOUNT, caller, decide, policy } from './support.ts';

const QUEUE = `arn:aws:sqs:eu-central-1:${ACCOUNT}:jobs`;
const KEY = `arn:aws:kms:eu-central-1:${ACCOUNT}:key/1`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/target`;
const root = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
const send = { action: 'sqs:SendMessage', resource: QUEUE };

const identity = (Action: string, Resource = '*') => policy({ Effect: 'Allow', Action, Resource });
const onQueue = (Principal: unknown, more: object = {}) =>
  policy({ Effect: 'Allow', Principal, Action: 'sqs:*', Resource: QUEUE, ...more });
const nothing: readonly NamedPolicy[] = [];

describe('Principal in a resource policy', () => {
  test.each([
    ['*', 'allow'],
    [{ AWS: '*' }, 'allow'],
    [{ AWS: caller.roleArn }, 'allow'],
    [{ AWS: caller.arn }, 'allow'],
    [{ AWS: [ROLE, caller.roleArn] }, 'allow'],
    [{ AWS: ROLE }, 'implicit-deny'],
    [{ AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/reader/session-2` }, 'implicit-deny'],
    [{ AWS: `arn:aws:iam::${ACCOUNT}:role/app/*` }, 'implicit-deny'],
    [{ Service: 'events.amazonaws.com' }, 'implicit-deny'],
    [{ Federated: 'cognito-identity.amazonaws.com' }, 'implicit-deny'],
    [{ Everybody: '*' }, 'implicit-deny'],
    [{}, 'implicit-deny'],
    ['everybody', 'implicit-deny'],
  ])('%j gives the role session %s', (principal, effect) => {
    expect(decide({ identity: nothing, resource: [onQueue(principal)] }, send).effect).toBe(effect);
  });

  test('the account alone only delegates: the identity policy decides', () => {
    for (const principal of [root, { AWS: ACCOUNT }]) {
      const resource = [onQueue(principal)];
      expect(decide({ identity: nothing, resource }, send).effect).toBe('implicit-deny');
      expect(decide({ identity: [identity('sqs:SendMessage')], resource }, send).effect).toBe('allow');
    }
  });

  test('an identity policy suffices where the resource policy says nothing about the caller', () => {
    const resource = [onQueue({ AWS: ROLE })];
    expect(decide({ identity: [identity('sqs:SendMessage')], resource }, send).effect).toBe('allow');
  });

  test.each([[{ AWS: caller.roleArn }], [root], ['*'], [{ AWS: 'nonsense' }]])(
    'a Deny for %j wins over identity',
    (p) => {
      const resource = [onQueue(p, { Effect: 'Deny' })];
      expect(decide({ identity: [identity('*')], resource }, send).effect).toBe('explicit-deny');
    },
  );

  test('a service is allowed by name and condition, and by nothing else', () => {
    const resource = [
      onQueue(
        { Service: 'events.amazonaws.com' },
        { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:events:*:*:rule/r' } } },
      ),
    ];
    const ask = (service: string, source: string) => {
      const principal = { service };
      const context = { ...principalContext(principal), 'aws:sourcearn': source };
      return evaluate({ ...send, context, principal }, { identity: nothing, resource }).effect;
    };
    expect(ask('events.amazonaws.com', 'arn:aws:events:eu:1:rule/r')).toBe('allow');
    expect(ask('events.amazonaws.com', 'arn:aws:events:eu:1:rule/s')).toBe('implicit-deny');
    expect(ask('s3.amazonaws.com', 'arn:aws:events:eu:1:rule/r')).toBe('implicit-deny');
  });

  test('a Deny without TLS does not hit callers of the local endpoint', () => {
    const noTls = onQueue('*', { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
    const request = { ...send, context: principalContext(caller) };
    expect(decide({ identity: [identity('*')], resource: [noTls] }, request).effect).toBe('allow');
  });
});

describe('NotPrincipal', () => {
  const others = (NotPrincipal: unknown) =>
    policy({ Effect: 'Deny', NotPrincipal, Action: 'sqs:*', Resource: QUEUE });
  const effect = (element: unknown) =>
    decide({ identity: [identity('*')], resource: [others(element)] }, send).effect;

  test('denies everybody it does not list', () => expect(effect({ AWS: ROLE })).toBe('explicit-deny'));

  test('exempts a session only when account, role and session are all listed', () => {
    expect(effect({ AWS: [caller.roleArn] })).toBe('explicit-deny');
    expect(effect({ AWS: [caller.roleArn, root.AWS] })).toBe('explicit-deny');
    expect(effect({ AWS: [caller.roleArn, root.AWS, caller.arn] })).toBe('allow');
  });

  test('never allows', () => {
    const resource = [
      policy({ Effect: 'Allow', NotPrincipal: { AWS: ROLE }, Action: 'sqs:*', Resource: QUEUE }),
    ];
    expect(decide({ identity: nothing, resource }, send).effect).toBe('implicit-deny');
  });
});

describe('a KMS key policy', () => {
  const decrypt = { action: 'kms:Decrypt', resource: KEY };
  const onKey = (Principal: unknown) =>
    policy({ Effect: 'Allow', Principal, Action: 'kms:*', Resource: '*' });

  test('must allow by itself', () => {
    const resource = [onKey({ AWS: ROLE })];
    expect(decide({ identity: [identity('kms:Decrypt')], resource }, decrypt).effect).toBe('implicit-deny');
  });

  test('that names the account leaves it to identity policies', () => {
    const resource = [onKey(root)];
    expect(decide({ identity: [identity('kms:Decrypt')], resource }, decrypt).effect).toBe('allow');
    expect(decide({ identity: nothing, resource }, decrypt).effect).toBe('implicit-deny');
  });

  test('that names the role suffices', () => {
    expect(decide({ identity: nothing, resource: [onKey({ AWS: caller.roleArn })] }, decrypt).effect).toBe(
      'allow',
    );
  });
});

describe('boundaries and session policies', () => {
  const wide = identity('*');
  const narrow = identity('sqs:SendMessage');
  const other = identity('s3:*');

  test.each(['session', 'boundary'] as const)(
    '%s: what both sides allow is allowed, nothing else',
    (kind) => {
      expect(decide({ identity: [wide], [kind]: [narrow] }, send).effect).toBe('allow');
      expect(decide({ identity: [wide], [kind]: [other] }, send).effect).toBe('implicit-deny');
      expect(decide({ identity: [other], [kind]: [wide] }, send).effect).toBe('implicit-deny');
      expect(decide({ identity: [wide], [kind]: [] }, send).effect).toBe('implicit-deny');
    },
  );

  test.each(['session', 'boundary'] as const)('%s: an explicit deny wins', (kind) => {
    const deny = policy(
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 'sqs:*', Resource: '*' },
    );
    expect(decide({ identity: [wide], [kind]: [deny] }, send).effect).toBe('explicit-deny');
  });

  test('both must allow when both are there', () => {
    expect(decide({ identity: [wide], session: [narrow], boundary: [other] }, send).effect).toBe(
      'implicit-deny',
    );
    expect(decide({ identity: [wide], session: [narrow], boundary: [narrow] }, send).effect).toBe('allow');
  });

  test('any of several session policies may be the one that allows', () => {
    expect(decide({ identity: [wide], session: [other, narrow] }, send).effect).toBe('allow');
  });

  test('limit what a resource policy grants the role, but not what it grants the very session', () => {
    const limits = { identity: nothing, session: [other], boundary: [other] };
    expect(decide({ ...limits, resource: [onQueue({ AWS: caller.roleArn })] }, send).effect).toBe(
      'implicit-deny',
    );
    expect(decide({ ...limits, resource: [onQueue({ AWS: caller.arn })] }, send).effect).toBe('allow');
  });

  test('the reason names the limit that was missing', () => {
    expect(decide({ identity: [wide], session: [other] }, send).reason).toContain(
      'the session policy does not allow it',
    );
    expect(decide({ identity: [wide], boundary: [other] }, send).reason).toContain(
      'the permissions boundary does not',
    );
  });
});

describe('a trust policy', () => {
  const assume = { action: 'sts:AssumeRole', resource: ROLE };
  const tagging = { action: 'sts:TagSession', resource: ROLE };
  const trust = (
    Principal: unknown,
    Action: string | string[] = ['sts:AssumeRole', 'sts:TagSession'],
    more = {},
  ) => policy({ Effect: 'Allow', Principal, Action, ...more });

  test('that names the role suffices', () => {
    expect(decide({ identity: nothing, resource: [trust({ AWS: caller.roleArn })] }, assume).effect).toBe(
      'allow',
    );
  });

  test('that names the account delegates to identity policies', () => {
    const resource = [trust(root)];
    expect(decide({ identity: nothing, resource }, assume).effect).toBe('implicit-deny');
    expect(decide({ identity: [identity('sts:AssumeRole', ROLE)], resource }, assume).effect).toBe('allow');
  });

  test('that does not trust the caller refuses, whatever its identity policies say', () => {
    for (const resource of [[trust({ Service: 'lambda.amazonaws.com' })], nothing]) {
      const decision = decide({ identity: [identity('*')], resource }, assume);
      expect(decision.effect).toBe('implicit-deny');
      expect(decision.reason).toContain("the role's trust policy does not allow it");
    }
  });

  test('TagSession must be allowed on both sides', () => {
    const resource = [trust({ AWS: caller.roleArn })];
    expect(decide({ identity: nothing, resource }, tagging).effect).toBe('implicit-deny');
    expect(decide({ identity: [identity('sts:TagSession')], resource }, tagging).effect).toBe('allow');
    const untagged = [trust({ AWS: caller.roleArn }, 'sts:AssumeRole')];
    expect(decide({ identity: [identity('sts:*')], resource: untagged }, tagging).effect).toBe(
      'implicit-deny',
    );
  });

  test('with a Resource is malformed and never allows', () => {
    const resource = [trust({ AWS: caller.roleArn }, 'sts:AssumeRole', { Resource: '*' })];
    expect(decide({ identity: [identity('*')], resource }, assume).effect).toBe('implicit-deny');
  });
});
