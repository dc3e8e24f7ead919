import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { loadFunctions, ROOT } from '../../lib/definitions.ts';
import { type CfnResource, resourcesIn } from './templates.ts';

const functions = await loadFunctions();
const run = promisify(execFile);
const folder = mkdtempSync(path.join(tmpdir(), 'gangway-synth-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const synth = async (stage: string) => {
  const { CDK_VALIDATION: _, ...env } = process.env;
  const { stdout, stderr } = await run(
    path.join(ROOT, 'node_modules/.bin/cdk'),
    ['synth', '--quiet', '--no-notices', '-c', `stage=${stage}`, '--output', path.join(folder, stage)],
    { cwd: ROOT, env },
  );
  return stdout + stderr;
};

it.each(['dev', 'prod'])(
  '%s synthesizes without an error or a warning of the validator or the rule pack',
  { timeout: 120_000 },
  async (stage) => {
    const output = await synth(stage);
    expect(output).not.toMatch(/ERROR|WARNING|error:/);
  },
);

type Both = { readonly AndStatement: { readonly Statements: readonly object[] } };
const isGuard = ({ Type }: Pick<CfnResource, 'Type'>) => Type.startsWith('AWS::WAFv2::');

describe('stages', () => {
  const resources = (stage: string) => resourcesIn(path.join(folder, stage));

  it('have demonstrations and routes for developers only where their configuration says so (ID-06, ID-33)', () => {
    const prod = JSON.stringify(resources('prod'));
    const optional = functions.filter(({ definition }) => definition.only);
    expect(optional.map(({ id }) => id)).toEqual([
      'identity-login-as',
      'identity-seed-organization',
      'identity-start-demo',
      'organizations-end-demo',
    ]);
    const traces = [...optional.map(({ id }) => id), '/api/v1/dev/', 'auth/demo', 'prod/dev-secret'];
    expect(traces.filter((trace) => prod.includes(trace))).toEqual([]);
    // Accounts are opened and closed for people at customers alone.
    const inPortal = functions.filter(({ definition }) => definition.uses.pool === 'portal');
    const makers = resources('prod').filter(
      ({ Type, Properties }) =>
        Type === 'AWS::IAM::Role' &&
        /cognito-idp:Admin(SetUserPassword|CreateUser|DeleteUser)/.test(JSON.stringify(Properties)),
    );
    expect(makers.length).toBeGreaterThan(0);
    for (const { Properties } of makers)
      expect(inPortal.map(({ id }) => `gangway-prod-fn-${id}`)).toContain(Properties.RoleName);
    expect(prod.includes('"DEMO":"off"')).toBe(true);
  });

  it('differ in values and in the managed login’s web ACL alone otherwise: the same resources, the same properties', () => {
    // What a demonstration may do only so often counts that, where there are demonstrations.
    const counting = functions
      .filter(({ definition }) => definition.uses.demoTimes !== undefined)
      .map(({ id }) => id);
    const added =
      /login-?as|seed-?organization|start-?demo|end-?demo|DevSecret|gangway-dev-demo|states\/gangway-dev-demo/;
    const shape = (stage: string) =>
      resources(stage)
        .filter(
          ({ id, Type, Properties }) =>
            !isGuard({ Type }) &&
            !id.startsWith('demo') &&
            !added.test(`${id} ${JSON.stringify(Properties)}`),
        )
        .filter(({ Properties }) => !counting.some((id) => String(Properties.RoleName).endsWith(`-fn-${id}`)))
        .map(({ stack, id, Type, Properties }) => [stack, id, Type, keys(Properties)]);
    expect(shape('prod')).toEqual(shape('dev'));
  });
});

it('the managed login asks for a person where the stage says so, and never in the middle of a second factor', () => {
  expect(resourcesIn(path.join(folder, 'dev')).filter(isGuard)).toEqual([]);
  const all = resourcesIn(path.join(folder, 'prod'));
  const [acl, on] = ['WebACL', 'WebACLAssociation'].map((type) =>
    all.find(({ Type }) => Type === `AWS::WAFv2::${type}`),
  );
  const pool = all.find(({ Type }) => Type === 'AWS::Cognito::UserPool');
  expect(on?.Properties).toEqual({
    ResourceArn: { 'Fn::GetAtt': [pool?.id, 'Arn'] },
    WebACLArn: { 'Fn::GetAtt': [acl?.id, 'Arn'] },
  });
  expect(acl?.Properties).toMatchObject({ Scope: 'REGIONAL', DefaultAction: { Allow: {} } });
  const [rule] = (acl?.Properties.Rules ?? []) as { Action: unknown; Statement: Both }[];
  expect(rule?.Action).toEqual({ Captcha: {} });
  const [pages, but] = (rule?.Statement.AndStatement.Statements ?? []).map((part) => JSON.stringify(part));
  for (const page of ['/login', '/signup', '/forgotpassword']) expect(pages).toContain(`"${page}"`);
  expect(but).toMatch(/^\{"NotStatement".*AssociateSoftwareToken.*VerifySoftwareToken/);
});

/** Names of all properties, without their values. */
function keys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keys);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, keys(entry)]));
}
