/**
 * Would the tests of the policies notice? Each condition, resource and action of each tenant role is weakened in turn,
 * and a probe must then be allowed what it is denied as things are. A role, or a statement, that is added without a
 * probe that tells about it fails here.
 */
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PolicyDocument, Statement } from '../../local/iam/document.ts';
import type { Role } from '../../local/iam/principals.ts';
import type { Template } from '../support/edited-assembly.ts';
import { type Mutant, mutantsOf } from '../support/policies/mutants.ts';
import { A, type Keys, OTHER_BUCKET, OTHER_TABLE, type Probe, probesOf } from '../support/policies/probes.ts';
import { useOwnSystem } from '../support/runtime.ts';

const PREFIX = 'arn:aws:iam::000000000000:role/gangway-dev-';
/** Functions' roles by their name, and one that is none: both may assume whatever trusts them. */
const FUNCTION = 'gangway-dev-fn-probe';
const OUTSIDER = 'gangway-dev-outsider';
const STACK = 'gangway-dev-data';

/** What each role is for; all other probes are denied. */
const READS = [
  'GetItem: own',
  'Query: own',
  'Query of an index: own',
  'GetObject: own',
  'GetObjectVersion: own',
  'Decrypt through S3',
];
const WRITES = [
  'GenerateDataKey of fields: own',
  'PutItem: own',
  'UpdateItem: own',
  'DeleteItem: own',
  'ConditionCheck: own',
  'PutObject: own',
  'DeleteObject: own',
  'GenerateDataKey through S3',
];
const entry = (whose: string, ...actions: string[]) => actions.map((action) => `${action}: ${whose}`);
const DIRECTORY = ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheck'];
/** The audit log is a part of the own records that may be read, and that its own role alone adds to. */
const AUDIT_READS = entry('audit log', 'GetItem', 'Query', 'Query of an index');
const KEY_USES = entry('key use', 'GetItem', 'Query', 'Query of an index');
const SIGN_INS = entry('sign-in', 'GetItem', 'Query', 'Query of an index');
const SOCKETS = entry('sockets', 'GetItem', 'Query', 'Query of an index');
const HEADS = ['own head', 'own settings'].flatMap((whose) =>
  entry(whose, 'GetItem', 'Query', 'Query of an index'),
);
const SESSION = [
  ...READS,
  ...AUDIT_READS,
  ...KEY_USES,
  ...SIGN_INS,
  ...SOCKETS,
  ...HEADS,
  'Decrypt of fields: own',
];
/** Partitions of the own records that are probed by their name. */
const NAMED = ['key use', 'sign-in', 'sockets', 'own head', 'own settings'];
const ERASES = ['UpdateItem', 'DeleteItem', 'ConditionCheck'];
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  read: SESSION,
  write: [...SESSION, ...WRITES, ...NAMED.flatMap((whose) => entry(whose, ...DIRECTORY))],
  govern: [
    ...SESSION,
    ...WRITES,
    ...[...NAMED, 'own entry', 'account', 'invitation', 'API key', 'portal user', 'slug'].flatMap((whose) =>
      entry(whose, ...DIRECTORY),
    ),
  ],
  found: ['own', ...NAMED, 'own entry', 'account', 'slug'].flatMap((whose) =>
    entry(whose, 'PutItem', 'ConditionCheck'),
  ),
  erase: [
    ...SESSION.filter((name) => !/Object|Decrypt/.test(name)),
    ...['own', ...NAMED, 'own entry', 'account', 'invitation', 'API key', 'portal user', 'slug'].flatMap(
      (whose) => entry(whose, ...ERASES),
    ),
    ...entry('audit log', 'DeleteItem', 'ConditionCheck'),
    ...entry('own', 'DeleteObjectVersion', 'ListBucketVersions'),
  ],
  audit: entry('audit log', 'PutItem'),
  note: [...entry('key use', 'PutItem'), ...entry('sign-in', 'PutItem')],
  connect: entry('sockets', 'PutItem', 'DeleteItem', 'Query'),
  summarize: ['own figures', 'sums of figures'].flatMap((whose) => entry(whose, 'PutItem', 'UpdateItem')),
  oversee: [
    ...entry('own head', 'GetItem', 'UpdateItem'),
    ...entry('own entry', 'UpdateItem'),
    ...['own settings', 'the platform’s log'].flatMap((whose) => entry(whose, 'PutItem')),
  ],
  recognize: [
    'GetObject: own',
    'GetObjectVersion: own',
    'Decrypt through S3',
    'StartDocumentAnalysis',
    'GetDocumentAnalysis',
  ],
};

const system = useOwnSystem({
  edit: (template) => {
    const resources: Record<string, Template> = template.Resources;
    const table = Object.values(resources).find(({ Type }) => Type === 'AWS::DynamoDB::GlobalTable');
    if (!table) return false;
    resources.OtherTable = { ...table, Properties: { ...table.Properties, TableName: OTHER_TABLE } };
    resources.OtherBucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: OTHER_BUCKET } };
    for (const RoleName of [FUNCTION, OUTSIDER])
      resources[RoleName.replaceAll('-', '')] = assumesAnything(RoleName);
    return true;
  },
});

const assumesAnything = (RoleName: string): Template => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName,
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    },
    Policies: [
      {
        PolicyName: 'own',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Resource: '*' }],
        },
      },
    ],
  },
});

/** Puts policies in the place of a role's own, as a deployment would. */
function redeploy(role: Role, trust: PolicyDocument, policy: PolicyDocument): void {
  const access = role.name.slice('gangway-dev-tenant-'.length);
  const logicalId = logicalIds.get(role.name);
  if (!logicalId) throw new Error(`The assembly has no role for ${access}.`);
  system.current.principals.deploy({
    stack: STACK,
    logicalId,
    type: 'AWS::IAM::Role',
    properties: {
      RoleName: role.name,
      MaxSessionDuration: role.maxSessionDuration,
      AssumeRolePolicyDocument: trust,
      Policies: [{ PolicyName: 'tenant', PolicyDocument: policy }],
    },
  });
}

const logicalIds = new Map<string, string>();
let roles: readonly Role[];
let keys: Keys;

beforeAll(async () => {
  const { ensureAssembly } = await import('../../lib/assembly.ts');
  const { readAssembly } = await import('../../local/assembly/read-assembly.ts');
  for (const { name: stack, template } of readAssembly(await ensureAssembly()).stacks)
    for (const [logicalId, { Properties }] of Object.entries(template.Resources ?? {})) {
      const name = (Properties as { RoleName?: unknown } | undefined)?.RoleName;
      if (stack === STACK && typeof name === 'string') logicalIds.set(name, logicalId);
    }
  const { principals } = system.current;
  roles = principals
    .roleArns()
    .filter((arn) => arn.startsWith(`${PREFIX}tenant-`))
    .map((arn) => principals.role(arn))
    .filter((role) => role !== undefined);
  const statements = roles.flatMap(statementsOf);
  const keyOf = (sid: string) => String(statements.find(({ Sid }) => Sid === sid)?.Resource);
  keys = { files: keyOf('DecryptFiles'), fields: keyOf('OpenFields') };
});

const policyOf = (role: Role | undefined): PolicyDocument => {
  const [policy, ...more] = role?.inline ?? [];
  if (!policy || policy.document === 'unknown' || more.length > 0)
    throw new Error(`${role?.name} has not exactly one policy.`);
  return policy.document;
};
const statementsOf = (role: Role | undefined) => [policyOf(role).Statement].flat() as readonly Statement[];
const roleOf = (access: string): Role => {
  const role = roles.find(({ name }) => name === `gangway-dev-tenant-${access}`);
  if (!role) throw new Error(`There is no tenant role "${access}".`);
  return role;
};

it('knows every tenant role', () => {
  expect(roles.map(({ name }) => name.slice('gangway-dev-tenant-'.length)).toSorted()).toEqual(
    Object.keys(ALLOWED).toSorted(),
  );
});

describe.each(Object.keys(ALLOWED))('the role "%s"', (access) => {
  const probes = (): Probe[] =>
    probesOf(
      system.current,
      system.current.principals.sessionFor(`${PREFIX}tenant-${access}`, 'probe', { tenant_id: A }),
      keys,
    );

  it('allows what it is for, and nothing else', async () => {
    const allowed: string[] = [];
    for (const { name, run } of probes()) if (await run()) allowed.push(name);
    expect(allowed.toSorted()).toEqual([...(ALLOWED[access] ?? [])].toSorted());
  });

  it('is noticed to be weaker, wherever it is', { timeout: 120_000 }, async () => {
    const role = roleOf(access);
    const mutants = mutantsOf(policyOf(role));
    expect(mutants.length).toBeGreaterThan(statementsOf(role).length);
    const expected = new Set(ALLOWED[access]);
    const all = probes();
    const survivors: string[] = [];
    try {
      for (const mutant of mutants) {
        redeploy(role, role.trust, mutant.document);
        if (!(await isNoticed(mutant, all, expected))) survivors.push(mutant.name);
      }
    } finally {
      redeploy(role, role.trust, policyOf(role));
    }
    expect(survivors).toEqual([]);
  });

  it('is noticed to be trusted by more, or with less', { timeout: 120_000 }, async () => {
    const role = roleOf(access);
    const mutants = mutantsOf(role.trust);
    expect(mutants.length).toBeGreaterThan(5);
    expect(await assumptions(access)).toEqual(GOOD_ASSUMPTIONS);
    const survivors: string[] = [];
    try {
      for (const mutant of mutants) {
        redeploy(role, mutant.document, policyOf(role));
        if ((await assumptions(access)).join() === GOOD_ASSUMPTIONS.join()) survivors.push(mutant.name);
      }
    } finally {
      redeploy(role, role.trust, policyOf(role));
    }
    expect(survivors).toEqual([]);
  });
});

/** Runs the probes of the mutated statement's services until one is allowed what it should not be. */
async function isNoticed(
  { document, name }: Mutant,
  probes: readonly Probe[],
  expected: ReadonlySet<string>,
): Promise<boolean> {
  const [sid] = name.split(':');
  const statements = [document.Statement].flat() as Statement[];
  const mutated = statements.filter(({ Sid }) => Sid === sid);
  const services = new Set(
    (mutated.length > 0 ? mutated : statements)
      .flatMap(({ Action = [] }) => Action)
      .map((action) => action.split(':')[0]),
  );
  for (const probe of probes)
    if (services.has(probe.service) && !expected.has(probe.name) && (await probe.run())) return true;
  return false;
}

const GOOD_ASSUMPTIONS = ['function with a tenant'];

/** Who becomes a session of the role, and with which tags. */
async function assumptions(access: string): Promise<string[]> {
  const tag = (Value: string, Key = 'tenant_id') => ({ Key, Value });
  const attempts: Readonly<Record<string, readonly [role: string, tags?: { Key: string; Value: string }[]]>> =
    {
      'function with a tenant': [FUNCTION, [tag(A)]],
      'function without a tenant': [FUNCTION],
      'function with a tenant too long': [FUNCTION, [tag(`${A}A`)]],
      'function with a tenant too short': [FUNCTION, [tag(A.slice(1))]],
      'function with a pattern': [FUNCTION, [tag('T')]],
      'function with another tag': [FUNCTION, [tag(A), tag('x', 'more')]],
      'function with any tag': [FUNCTION, [tag(A), tag('x', 'anything')]],
      'function with another tag alone': [FUNCTION, [tag('x', 'more')]],
      'somebody else with a tenant': [OUTSIDER, [tag(A)]],
    };
  const passed: string[] = [];
  for (const [name, [role, Tags]] of Object.entries(attempts)) {
    const sts = new STSClient({
      endpoint: system.current.awsUrl,
      region: 'eu-west-1',
      credentials: system.current.principals.sessionFor(`arn:aws:iam::000000000000:role/${role}`, 'probe'),
    });
    const command = new AssumeRoleCommand({
      RoleArn: `${PREFIX}tenant-${access}`,
      RoleSessionName: 'probe',
      ...(Tags && { Tags }),
    });
    try {
      await sts.send(command);
      passed.push(name);
    } catch (error) {
      if (!/AccessDenied/.test((error as Error).name)) throw error;
    }
  }
  return passed;
}
